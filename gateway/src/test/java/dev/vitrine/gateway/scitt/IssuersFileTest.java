package dev.vitrine.gateway.scitt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuersFileTest {
  private static final String KEY =
      "-----BEGIN PUBLIC KEY-----\\n"
          + "MCowBQYDK2VwAyEAOdIuQSZpkCr++a7QGh7RcO7eZwcOPPZJh4n+YLX+MWQ=\\n"
          + "-----END PUBLIC KEY-----\\n";

  @Test
  void aFileNamesIssuersWithTheirKeys() {
    var issuers =
        parse("{\"issuers\": [{\"issuer\": \"a\", \"keys\": [\"" + KEY + "\"], \"roots\": []}]}");
    assertEquals(List.of("a"), issuers.stream().map(issuer -> issuer.name()).toList());
    assertEquals(1, issuers.get(0).keys().size());
    assertTrue(parse("{\"issuers\": []}").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]|members",
        "{}|members",
        "{'issuers': [], 'more': 1}|members",
        "{'issuers': [], 'issuers': []}|not JSON",
        "{'issuers': []} x|not JSON",
        "{'issuers': 1}|a list",
        "{'issuers': [{'issuer': 'a', 'keys': []}]}|members",
        "{'issuers': [{'issuer': 'a', 'keys': [], 'roots': []}]}|neither keys nor roots",
        "{'issuers': [{'issuer': 1, 'keys': ['@'], 'roots': []}]}|text",
        "{'issuers': [{'issuer': '', 'keys': ['@'], 'roots': []}]}|without a name",
        "{'issuers': [{'issuer': 'a', 'keys': ['x'], 'roots': []}]}|PEM",
        "{'issuers': [{'issuer': 'a', 'keys': ['@'], 'roots': ['x']}]}|certificate",
        "{'issuers': [{'issuer': 'a', 'keys': ['@'], 'roots': []},"
            + " {'issuer': 'a', 'keys': ['@'], 'roots': []}]}|twice"
      })
  void whatIsNotInTheOneFormIsRefused(String json, String reason) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parse(json));
    assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
  }

  private static List<dev.vitrine.ledger.cose.StatementIssuer> parse(String json) {
    return IssuersFile.parse(
        json.replace('\'', '"').replace("@", KEY).getBytes(StandardCharsets.UTF_8));
  }
}
