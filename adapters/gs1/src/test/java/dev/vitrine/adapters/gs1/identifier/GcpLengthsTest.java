package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.SampleFolder;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class GcpLengthsTest {
  private static final String TABLE =
      """
      {"_disclaimer": ["x"], "GCPPrefixFormatList": {"date": "2026-01-01", "entry": [
        {"prefix": "950", "gcpLength": 7}, {"prefix": "9506", "gcpLength": 9},
        {"prefix": "95061", "gcpLength": 0}, {"prefix": "0614141", "gcpLength": 7, "more": {}}]}}
      """;

  @Test
  void theLongestPrefixDecides() throws InvalidDocumentException {
    GcpLengths table = read(TABLE);
    assertEquals(7, table.of("9507123456789", 0));
    assertEquals(9, table.of("9506000000013", 0));
    assertEquals(0, table.of("9506100000013", 0));
    assertEquals(0, table.of("9400000000000", 0));
    assertEquals(7, table.of("10614141123452", 1));
    assertEquals(7, table.of("0614141", 0));
    assertEquals(0, table.of("061414", 0));
    assertEquals(9, table.of("9506x", 0));
    assertEquals(0, table.of("x", 0));
  }

  @Test
  void aLinkWithoutAKnownPrefixHasNoEpcUri() throws InvalidDocumentException {
    Gs1Identifier item = Gs1IdentifierTest.parsed("https://id.gs1.org/01/09506000134352/21/9");
    assertEquals(Translation.to("urn:epc:id:sgtin:950600013.0435.9"), item.toEpcUri(read(TABLE)));
    Gs1Identifier other = Gs1IdentifierTest.parsed("https://id.gs1.org/01/04012345111118/21/9");
    assertEquals(
        Translation.none(Reason.COMPANY_PREFIX_LENGTH_UNKNOWN), other.toEpcUri(read(TABLE)));
  }

  @Test
  void refusesWithTheReason() {
    assertRefused("json-syntax", "", "");
    assertRefused("type", "", "[]");
    assertRefused("required", "/GCPPrefixFormatList/entry", "{}");
    assertRefused("required", "/GCPPrefixFormatList/entry", entries(""));
    assertRefused("trailing-content", "", TABLE + "{}");
    String at = "/GCPPrefixFormatList/entry/0";
    assertRefused("type", at, entries("5"));
    assertRefused("type", at, entries("{}"));
    assertRefused("type", at, entries("{\"prefix\": \"\", \"gcpLength\": 7}"));
    assertRefused("type", at, entries("{\"prefix\": \"1x\", \"gcpLength\": 7}"));
    assertRefused("type", at, entries("{\"prefix\": \"1234567890123\", \"gcpLength\": 7}"));
    assertRefused("type", at, entries("{\"prefix\": 12, \"gcpLength\": 7}"));
    assertRefused("type", at, entries("{\"prefix\": \"12\", \"gcpLength\": 13}"));
    assertRefused("type", at, entries("{\"prefix\": \"12\", \"gcpLength\": \"7\"}"));
    assertRefused("type", at, entries("{\"prefix\": \"12\", \"gcpLength\": 7.0}"));
    String twice = "{\"prefix\": \"12\", \"gcpLength\": 7}";
    assertRefused(
        "duplicate-item",
        "/GCPPrefixFormatList/entry",
        entries(twice + "," + twice.replace('7', '8')));
    StringBuilder many = new StringBuilder("{\"prefix\":\"1\",\"gcpLength\":7}");
    for (int i = 0; i < GcpTable.MAX_ENTRIES; i++) {
      many.append(",{\"prefix\":\"").append(100_000_000_000L + i).append("\",\"gcpLength\":7}");
    }
    assertRefused("limit", "/GCPPrefixFormatList/entry/250000", entries(many.toString()));
  }

  @Test
  void theUsualFileIsRead() throws IOException, InvalidDocumentException {
    GcpLengths table =
        GcpLengths.read(
            Files.readAllBytes(
                SampleFolder.require().resolve("gcp-length-table/gcpprefixformatlist.json")));
    assertEquals(7, table.of("0614141000000", 0));
    assertEquals(7, table.of("4012345000000", 0));
  }

  private static GcpLengths read(String json) throws InvalidDocumentException {
    return GcpLengths.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String entries(String entries) {
    return "{\"GCPPrefixFormatList\": {\"entry\": [" + entries + "]}}";
  }

  private static void assertRefused(String code, String place, String json) {
    InvalidDocumentException refused =
        assertThrows(InvalidDocumentException.class, () -> read(json), json.length() + "");
    Problem problem = refused.problems().get(0);
    assertEquals(code + ' ' + place, problem.code() + ' ' + problem.location());
    assertTrue(refused.problems().size() <= 20);
  }
}
