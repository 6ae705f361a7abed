package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.TestSchemas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** An issuer and a record to make credentials of. */
final class TestCredentials {
  static final String LOG = "example.com/log";
  static final String ID = "https://gateway.example/credentials/issuer";
  static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  static final Instant UNTIL = FROM.plus(Duration.ofDays(90));
  static final Clock NOW = Clock.fixed(FROM.plus(Duration.ofDays(10)), ZoneOffset.UTC);
  static final CredentialKeys KEYS = new CredentialKeys(TestSchemas.seed(7), ID, LOG);
  static final CredentialIssuer ISSUER = KEYS.issuer();
  static final Audience AUDIENCE = new Audience("https://verifier.example", "nonce-0123456789");
  static final List<String> SLOTS =
      List.of("status", "temperature", "unit", "patient", "time", "document");

  private TestCredentials() {}

  static RecordCommitment record(int number) {
    return RecordCommitment.of(
        TestSchemas.record(number), TestSchemas.seed(number), linked -> new byte[32]);
  }

  static RecordClaims claims(int number) {
    return RecordClaims.of(record(number), SLOTS, LOG, FROM, UNTIL);
  }
}
