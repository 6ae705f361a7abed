package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.record.TypedRecord;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the examples in the documentation take as given. */
public abstract class ExampleSetting {
  public final SecureRandom random = new SecureRandom();
  public final GatewayKey gatewayKey = GatewayKey.random(random);
  public final IssuerKey issuerKey =
      IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, TestSchemas.seed(7));
  public final String origin = "log.example/1";
  public final Instant now = Gateway.NOW;
  public final byte[] nonce = Gateway.NONCE;
  public final Schema schema = TestSchemas.schema();
  public final RecordCommitment record =
      RecordCommitment.of(
          TypedRecord.of(schema, new byte[0], "text/plain")
              .integer("temperature", schema.slot("temperature").encode(new BigDecimal("4.2")))
              .text("unit", "Cel")
              .build(),
          TestSchemas.seed(1),
          other -> new byte[32]);
  public final LogProofVerifier log = TestLog.verifier(new TestLog(origin, 1));
  public final List<String> printed = new ArrayList<>();

  protected final void print(String line) {
    printed.add(line);
  }

  /** Runs the examples, one after the other. */
  public abstract void run() throws Exception;
}
