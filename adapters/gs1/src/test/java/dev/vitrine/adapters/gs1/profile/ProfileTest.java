package dev.vitrine.adapters.gs1.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
  private static final String FOOD =
      """
      {"type":"ObjectEvent","action":"OBSERVE","bizStep":"shipping",
       "eventTime":"2026-03-01T08:15:00Z","eventTimeZoneOffset":"+00:00",
       "epcList":["urn:epc:id:sscc:9506000.1000004711"],
       "quantityList":[{"epcClass":"urn:epc:class:lgtin:9506000.013435.L1","quantity":12.5,"uom":"KGM"},
                       {"epcClass":"https://id.gs1.org/01/09506000134352/10/L2","quantity":7}],
       "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.0"},
       "sourceList":[{"type":"location","source":"urn:epc:id:sgln:9506000.00101.0"}],
       "destinationList":[{"type":"possessing_party","destination":"https://id.gs1.org/417/9506000001111"}],
       "bizTransactionList":[{"type":"bol","bizTransaction":"urn:epc:id:gdti:9506000.00001.B1"}]}
      """;
  private static final String TRANSFORMATION =
      """
      {"type":"TransformationEvent","eventTime":"2026-03-01T08:15:00Z","eventTimeZoneOffset":"+00:00",
       "inputQuantityList":[{"epcClass":"urn:epc:class:lgtin:9506000.013435.L1","quantity":1}],
       "outputQuantityList":[{"epcClass":"urn:epc:class:lgtin:9506000.013436.M1","quantity":2}],
       "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.0"},
       "bizTransactionList":[{"type":"prodorder","bizTransaction":"urn:epc:id:gdti:9506000.00001.B1"}]}
      """;
  private static final String PACKS =
      """
      {"type":"ObjectEvent","action":"ADD","bizStep":"commissioning",
       "eventTime":"2026-03-01T08:15:00Z","eventTimeZoneOffset":"+00:00",
       "epcList":["urn:epc:id:sgtin:9506000.013435.A1","https://id.gs1.org/01/09506000134352/21/A2"],
       "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.0"},
       "ilmd":{"cbvmda:lotNumber":"L1","cbvmda:itemExpirationDate":"2027-05-31"}}
      """;
  private static final String PACKING =
      """
      {"type":"AggregationEvent","action":"ADD","bizStep":"packing",
       "eventTime":"2026-03-01T08:15:00Z","eventTimeZoneOffset":"+00:00",
       "parentID":"urn:epc:id:sscc:9506000.1000004711",
       "childEPCs":["urn:epc:id:sgtin:9506000.013435.A1"],
       "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.0"}}
      """;
  private static final String SALE =
      """
      {"type":"ObjectEvent","action":"OBSERVE","bizStep":"shipping","disposition":"in_transit",
       "eventTime":"2026-03-01T08:15:00Z","eventTimeZoneOffset":"+00:00",
       "epcList":["urn:epc:id:sscc:9506000.1000004711"],
       "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.0"},
       "sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:9506000.00001"},
                     {"type":"location","source":"urn:epc:id:sgln:9506000.00101.0"}],
       "destinationList":[{"type":"owning_party","destination":"urn:epc:id:pgln:9521141.00001"},
                          {"type":"location","destination":"urn:epc:id:sgln:9521141.00101.0"}],
       "bizTransactionList":[{"type":"po","bizTransaction":"urn:epc:id:gdti:9506000.00001.B1"}]}
      """;

  @Test
  void whatTellsEverythingPasses() throws InvalidDocumentException {
    assertEquals(List.of(), check(Profile.FSMA_204, FOOD));
    assertEquals(List.of(), check(Profile.FSMA_204, TRANSFORMATION));
    assertEquals(List.of(), check(Profile.DSCSA, PACKS));
    assertEquals(List.of(), check(Profile.DSCSA, PACKING));
    assertEquals(List.of(), check(Profile.DSCSA, SALE));
    assertEquals(List.of(), check(Profile.DSCSA, SALE.replace("shipping", "receiving")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lgtin:9506000.013435.L1|idpat:sgtin:9506000.013435.*|fsma204-lot /quantityList/0",
        "/10/L2||fsma204-lot /quantityList/1",
        "\"quantity\":12.5,|\"ext:q\":1,|fsma204-lot /quantityList/0",
        "id:sscc:9506000.1000004711|id:sgtin:9506000.013435.1|fsma204-lot /epcList/0",
        "\"readPoint\"|\"ext:point\"|fsma204-location /readPoint",
        "urn:epc:id:sgln:9506000.00101.0\"},|https://example.org/ramp\"},|fsma204-location /readPoint",
        "\"destinationList\"|\"ext:list\"|fsma204-recipient /destinationList",
        "/417/9506000001111|/417/9506000001112|fsma204-recipient /destinationList",
        "\"type\":\"bol\",||fsma204-reference-document /bizTransactionList"
      })
  void whatAFoodShipmentMustTell(String from, String to, String missed)
      throws InvalidDocumentException {
    assertEquals(List.of(missed), check(Profile.FSMA_204, change(FOOD, from, to)));
  }

  @Test
  void somethingIsShipped() throws InvalidDocumentException {
    String nothing =
        FOOD.replace("\"epcList\"", "\"ext:epcList\"")
            .replace("\"quantityList\"", "\"ext:quantityList\"");

    assertEquals(List.of("fsma204-lot /quantityList"), check(Profile.FSMA_204, nothing));
  }

  @Test
  void whoReceivesNamesTheSource() throws InvalidDocumentException {
    String received = FOOD.replace("shipping", "receiving");

    assertEquals(List.of(), check(Profile.FSMA_204, received));
    assertEquals(
        List.of("fsma204-source /sourceList"),
        check(Profile.FSMA_204, change(received, "\"sourceList\"", "\"ext:list\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lgtin:9506000.013435.L1|idpat:sgtin:9506000.013435.*|fsma204-lot /inputQuantityList/0",
        "lgtin:9506000.013436.M1|idpat:sgtin:9506000.013436.*|fsma204-lot /outputQuantityList/0",
        "\"readPoint\"|\"ext:point\"|fsma204-location /readPoint",
        "\"bizTransactionList\"|\"ext:l\"|fsma204-reference-document /bizTransactionList"
      })
  void whatATransformationMustTell(String from, String to, String missed)
      throws InvalidDocumentException {
    assertEquals(List.of(missed), check(Profile.FSMA_204, change(TRANSFORMATION, from, to)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/21/A2|/10/A2|dscsa-product-identifier /epcList/1",
        "\"ADD\"|\"OBSERVE\"|dscsa-commissioning-action /action",
        "cbvmda:lotNumber|ext:lot|dscsa-lot /ilmd/cbvmda:lotNumber",
        "cbvmda:itemExpirationDate|ext:e|dscsa-expiry /ilmd/cbvmda:itemExpirationDate",
        "2027-05-31|2027-05-32|dscsa-expiry /ilmd/cbvmda:itemExpirationDate",
        "\"readPoint\"|\"ext:point\"|dscsa-location /readPoint"
      })
  void whatCommissioningMustTell(String from, String to, String missed)
      throws InvalidDocumentException {
    assertEquals(List.of(missed), check(Profile.DSCSA, change(PACKS, from, to)));
  }

  @Test
  void logisticUnitsHaveNoLot() throws InvalidDocumentException {
    assertEquals(
        List.of(),
        check(
            Profile.DSCSA,
            """
            {"type":"ObjectEvent","action":"ADD","bizStep":"commissioning",
             "epcList":["urn:epc:id:sscc:9506000.1000004711"],
             "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.0"}}
            """));
  }

  @Test
  void packsArePackedIntoSomething() throws InvalidDocumentException {
    assertEquals(
        List.of("dscsa-parent /parentID"),
        check(Profile.DSCSA, change(PACKING, "\"parentID\"", "\"ext:parent\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "owning_party\",\"source\"|possessing_party\",\"source\"|dscsa-seller /sourceList",
        "owning_party\",\"destination\"|location\",\"destination\"|dscsa-buyer /destinationList",
        "location\",\"source\"|possessing_party\",\"source\"|dscsa-ship-from /sourceList",
        "location\",\"destination\"|possessing_party\",\"destination\"|dscsa-ship-to /destinationList",
        "\"bizTransactionList\"|\"ext:list\"|dscsa-transaction /bizTransactionList",
        "in_transit|active|dscsa-disposition /disposition"
      })
  void whatASaleMustTell(String from, String to, String missed) throws InvalidDocumentException {
    assertEquals(List.of(missed), check(Profile.DSCSA, change(SALE, from, to)));
  }

  @Test
  void othersStepsAndWithdrawnEventsPass() throws InvalidDocumentException {
    String bare = "{\"type\":\"ObjectEvent\",\"bizStep\":\"%s\"%s}";

    for (Profile profile : Profile.values()) {
      assertEquals(List.of(), check(profile, bare.formatted("storing", "")));
      assertTrue(check(profile, bare.formatted("shipping", "")).size() > 3);
      assertEquals(
          List.of(),
          check(
              profile,
              bare.formatted(
                  "shipping",
                  ",\"errorDeclaration\":{\"declarationTime\":\"2026-01-01T00:00:00Z\"}")));
    }
  }

  @Test
  void profilesHaveNames() {
    assertEquals(Optional.of(Profile.FSMA_204), Profile.named("fsma204"));
    assertEquals(Optional.of(Profile.DSCSA), Profile.named("dscsa"));
    assertEquals(Optional.empty(), Profile.named("DSCSA"));
  }

  private static String change(String event, String from, String to) {
    assertTrue(event.contains(from), from);
    return event.replace(from, to == null ? "" : to);
  }

  private static List<String> check(Profile profile, String event) throws InvalidDocumentException {
    return profile.check(EpcisEvent.read(event.getBytes(StandardCharsets.UTF_8), Map.of())).stream()
        .map(problem -> problem.code() + " " + problem.location())
        .toList();
  }
}
