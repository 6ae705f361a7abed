package dev.vitrine.gateway.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.epcis.EpcisRefusal;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.identity.Roles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionRequestTest {
  private static final String TOKEN = "13df38d8275b13f05704629e5f1cf3d45d6132d5";
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Caller CALLER =
      new Caller(
          "account",
          Optional.of("party"),
          Set.of(Roles.SUPPLIER, Roles.HOSPITAL),
          Optional.of(Purpose.HOPERAT),
          Set.of("scope"));

  /** The example of the standard's OpenAPI document. */
  @Test
  void theStandardsExampleIsRead() {
    Terms terms =
        read(
            """
            {"dest": "https://client.example.com/queryCallback", "signatureToken": "%s",
             "reportIfEmpty": true, "schedule": {"hour":"1", "minute": "5"}}
            """
                .formatted(TOKEN));
    assertEquals("https://client.example.com/queryCallback", terms.destination().text());
    assertEquals(Optional.of(TOKEN), terms.signatureToken());
    assertTrue(terms.reportIfEmpty());
    assertEquals(Map.of("hour", "1", "minute", "5"), terms.schedule());
    assertFalse(terms.stream());
  }

  @Test
  void whatIsKeptIsWhatWasAgreed() {
    Terms terms =
        read(
            """
            {"url": "https://client.example.com:8443/a?b=c", "stream": true,
             "initialRecordTime": "2026-02-28T22:00:00-01:00"}
            """);
    Terms kept = Terms.decode(terms.encode());
    assertEquals("https://client.example.com:8443/a?b=c", kept.destination().text());
    assertEquals("/a?b=c", kept.destination().target());
    assertEquals(8443, kept.destination().port());
    assertEquals(CALLER, kept.caller());
    assertEquals(Optional.of(Instant.parse("2026-02-28T23:00:00Z")), kept.initialRecordTime());
    assertEquals(Optional.of("Always_EPC_URN"), kept.epcFormat());
    assertEquals(Optional.empty(), kept.signatureToken());
    assertEquals("query", kept.query());
    assertTrue(kept.stream());
    assertEquals(terms.same(), kept.same());
  }

  @Test
  void secretsAreNotShown() {
    Terms terms =
        read(
            """
            {"dest": "https://client.example.com/secret-path", "signatureToken": "%s",
             "stream": true}
            """
                .formatted(TOKEN));
    for (String text : List.of(terms.toString(), terms.destination().toString())) {
      assertFalse(text.contains("secret-path") || text.contains(TOKEN), text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {"dest": "https://a.example/"}; CONTROLS
          {"dest": "https://a.example/", "stream": false}; CONTROLS
          {"dest": "https://a.example/", "stream": true, "schedule": {"hour": "1"}}; CONTROLS
          {"dest": "https://a.example/", "schedule": {}}; CONTROLS
          {"dest": "https://a.example/", "schedule": "daily"}; CONTROLS
          {"dest": "https://a.example/", "schedule": {"hour": 1}}; CONTROLS
          {"dest": "https://a.example/", "schedule": {"year": "2026"}}; CONTROLS
          {"dest": "https://a.example/", "schedule": {"hour": "25"}}; CONTROLS
          {"dest": "https://a.example/", "stream": true, "reportIfEmpty": true}; CONTROLS
          {"dest": "https://a.example/", "stream": true, "initialRecordTime": "now"}; CONTROLS
          {"dest": "https://a.example/", "stream": true, "initialRecordTime": "2026-03-01T08:00:00"}; CONTROLS
          {"dest": "https://a.example/", "stream": true, "initialRecordTime": "2026-03-01T08:00:01Z"}; CONTROLS
          {"dest": "https://a.example/", "stream": true, "initialRecordTime": 5}; CONTROLS
          {"dest": "https://a.example/", "stream": "true"}; VALIDATION
          {"dest": "https://a.example/", "stream": true, "color": "red"}; VALIDATION
          {"dest": "https://a.example/", "stream": true, "signatureToken": "short"}; VALIDATION
          {"dest": "https://a.example/", "stream": true, "signatureToken": "with spaces in between"}; VALIDATION
          {"dest": "https://a.example/", "stream": true, "signatureToken": 1234567890123456}; VALIDATION
          {"dest": "https://a.example/", "url": "https://a.example/", "stream": true}; VALIDATION
          {"dest": 5, "stream": true}; VALIDATION
          {"stream": true}; VALIDATION
          []; VALIDATION
          {"dest": "ftp://a.example/", "stream": true}; URI
          """)
  void wrongOnesAreRefused(String body, EpcisRefusal.Kind kind) {
    EpcisRefusal refusal = assertThrows(EpcisRefusal.class, () -> read(body));
    assertEquals(kind, refusal.kind(), refusal.detail());
  }

  private static Terms read(String body) {
    return SubscriptionRequest.read(
        body.getBytes(StandardCharsets.UTF_8), "query", CALLER, Optional.of("Always_EPC_URN"), NOW);
  }
}
