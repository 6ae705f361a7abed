package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.TEMPERATURE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches in shards: named by shard and index, resting on the checkpoint of the log above. */
class ShardedLogTest {
  private static final int SHARD = 3;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = new Gateway();
  }

  @Test
  void aPlaceIsOneNumberOfShardAndIndex() {
    LogProofVerifier.Anchor anchor = new LogProofVerifier.Anchor("o", 9, new byte[32]);
    assertEquals(7, new LogProofVerifier.Placed("o", 0, 7, anchor).logIndex());
    assertEquals((3L << 40) + 7, new LogProofVerifier.Placed("o/shard/3", 3, 7, anchor).logIndex());
    long highest =
        new LogProofVerifier.Placed("o/shard/8191", 8191, (1L << 40) - 1, anchor).logIndex();
    assertEquals((1L << 53) - 1, highest);
    for (long[] beyond : new long[][] {{-1, 0}, {8192, 0}, {0, -1}, {0, 1L << 40}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new LogProofVerifier.Placed("o", (int) beyond[0], beyond[1], anchor));
    }
  }

  @Test
  void aTotalNamesShardAndIndexAndRestsOnTheLogAbove() throws Exception {
    byte[] file = presented((long) SHARD << 40 | gateway.logIndex);
    verify(file, SHARD);
    // the same index in the log itself, or in another shard, is another place
    for (int other : new int[] {0, SHARD + 1}) {
      RefusedException refused = assertThrows(RefusedException.class, () -> verify(file, other));
      assertEquals("selection", refused.step());
    }
  }

  @Test
  void aReceiptPromisesTheShard() throws Exception {
    String origin = gateway.log.origin + "/shard/" + SHARD;
    byte[] receipt =
        Receipt.of(
                gateway.record.commitment(),
                gateway.header,
                gateway.place,
                origin,
                gateway.logIndex,
                gateway.key.publicKey(),
                Receipt.promise(gateway.key, gateway.header, origin, gateway.logIndex),
                Optional.of(gateway.log.prove(gateway.logIndex)))
            .encode();
    new ReceiptVerifier(trust(SHARD)).verify(receipt, Optional.empty(), step -> {});
    for (int other : new int[] {0, SHARD + 1}) {
      RefusedException refused =
          assertThrows(
              RefusedException.class,
              () ->
                  new ReceiptVerifier(trust(other)).verify(receipt, Optional.empty(), step -> {}));
      assertEquals("log-index", refused.step());
    }
  }

  private static byte[] presented(long logIndex) {
    SortedMap<Integer, RecordCommitment> positions =
        new TreeMap<>(Map.of(Gateway.POSITION, gateway.record.commitment()));
    SortedMap<Long, SortedMap<Integer, RecordCommitment>> selected =
        new TreeMap<>(Map.of(logIndex, positions));
    Statement plain = gateway.anchoredStatement();
    Statement statement =
        new Statement(
            Mode.ANCHORED,
            List.of(),
            List.of(
                Predicate.Totals.over(gateway.record.commitment().schema(), TEMPERATURE, selected)),
            plain.audience(),
            plain.nonce(),
            plain.purpose(),
            plain.policyId(),
            plain.issuedAtMillis(),
            plain.expiresAtMillis(),
            plain.anchor());
    LoggedBatch here = gateway.logged();
    return gateway
        .prover
        .anchored(
            statement,
            List.of(),
            List.of(new LoggedBatch(here.header(), logIndex, here.logProof(), here.columns())))
        .encode();
  }

  private static void verify(byte[] file, int shard) throws RefusedException {
    Statement unused =
        new Verifier(trust(shard), new SecureRandom()).verify(file, Gateway.policy()).statement();
  }

  /** Trusts a log of which the same proofs are taken as of one of its shards. */
  private static Trust trust(int shard) {
    LogProofVerifier log = TestLog.verifier(gateway.log);
    return new Trust(
        List.of(gateway.key.publicKey()),
        List.of(gateway.issuer.trusted(gateway.log.origin)),
        (entry, proof, passed) -> {
          LogProofVerifier.Placed placed = log.verify(entry, proof, passed);
          String origin = shard == 0 ? placed.origin() : placed.origin() + "/shard/" + shard;
          return new LogProofVerifier.Placed(origin, shard, placed.index(), placed.anchor());
        });
  }
}
