package dev.vitrine.gateway.dcql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.errors.GatewayException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DcqlTest {
  private static final String QUERY =
      """
      {"credentials": [
        {"id": "who", "format": "vitrine_record", "require_cryptographic_holder_binding": false,
         "meta": {"schema_values": ["fhir.Patient.v1"]},
         "claims": [{"id": "g", "path": ["gender"]},
                    {"id": "b", "path": ["birthDate"], "values": ["1970-03"]}],
         "claim_sets": [["g", "b"], ["g"]]},
        {"id": "what", "format": "vitrine_record", "require_cryptographic_holder_binding": false,
         "multiple": true, "meta": {"schema_values": ["fhir.VitalSigns.v1"]},
         "claims": [{"path": ["heartRate"]}]}],
       "credential_sets": [{"options": [["who", "what"], ["who"]]}]}""";

  /** A record with what may be shown of it. */
  private static final class Shown implements Candidate {
    private final String schema;
    private final Map<String, String> shown;
    private final Set<String> hidden;
    private final Set<String> lookedAt = new HashSet<>();

    Shown(String schema, Map<String, String> shown, String... hidden) {
      this.schema = schema;
      this.shown = shown;
      this.hidden = Set.of(hidden);
    }

    @Override
    public String schema() {
      return schema;
    }

    @Override
    public boolean shows(String slot) {
      return !hidden.contains(slot);
    }

    @Override
    public Optional<String> value(String slot) {
      lookedAt.add(slot);
      return Optional.ofNullable(shown.get(slot));
    }
  }

  private static Shown patient(String birthDate, String... hidden) {
    return new Shown("fhir.Patient.v1", Map.of("gender", "male", "birthDate", birthDate), hidden);
  }

  private static Shown pulse(String rate) {
    return new Shown("fhir.VitalSigns.v1", Map.of("heartRate", rate));
  }

  private static String answer(String query, Shown... records) {
    return DcqlAnswer.of(DcqlReader.read(query), List.of(records)).stream()
        .map(chosen -> chosen.candidate() + String.join(",", chosen.slots()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void firstCombinationThatARecordHasIsChosen() {
    assertEquals("0gender,birthDate 1heartRate", answer(QUERY, patient("1970-03"), pulse("72")));
    assertEquals("0gender 1heartRate", answer(QUERY, patient("1971"), pulse("72")), "value");
    assertEquals("0gender 1heartRate", answer(QUERY, patient("1970-03", "birthDate"), pulse("72")));
  }

  @Test
  void slotThatMayNotBeShownIsNeverLookedAt() {
    Shown record = patient("1970-03", "birthDate");
    answer(QUERY, record, pulse("72"));
    assertEquals(Set.of("gender"), record.lookedAt);
  }

  @Test
  void recordOfAnotherSchemaOrWithoutTheValueDoesNotAnswer() {
    assertEquals("", answer(QUERY, pulse("72")));
    assertEquals("", answer(QUERY, patient("1970-03", "gender"), pulse("72")));
    assertEquals(
        "0gender,birthDate",
        answer(QUERY, patient("1970-03"), new Shown("fhir.VitalSigns.v1", Map.of())));
  }

  @Test
  void severalRecordsAnswerOnlyWhereSeveralAreAsked() {
    assertEquals(
        "1gender,birthDate 0heartRate 3heartRate",
        answer(QUERY, pulse("72"), patient("1970-03"), patient("1970-03"), pulse("80")));
  }

  @Test
  void allCredentialsAreNeededWithoutSets() {
    String all = QUERY.replaceFirst(",\\s*\"credential_sets\".*", "}");
    assertEquals("", answer(all, patient("1970-03")));
    assertEquals("0gender,birthDate 1heartRate", answer(all, patient("1970-03"), pulse("1")));
    String optional =
        QUERY.replace(
            "[[\"who\", \"what\"], [\"who\"]]",
            "[[\"who\"]]}, {\"required\": false, \"options\": [[\"what\"]]");
    assertEquals("0gender,birthDate", answer(optional, patient("1970-03")));
    assertEquals("0gender,birthDate 1heartRate", answer(optional, patient("1970-03"), pulse("1")));
  }

  @Test
  void oneRecordAnswersOneCredential() {
    String twice =
        """
        {"credentials": [
          {"id": "a", "format": "vitrine_record", "require_cryptographic_holder_binding": false,
           "meta": {}, "claims": [{"path": ["gender"]}]},
          {"id": "b", "format": "vitrine_record", "require_cryptographic_holder_binding": false,
           "meta": {}, "claims": [{"path": ["gender"]}]}]}""";
    assertEquals("", answer(twice, patient("1")));
    assertEquals("0gender 1gender", answer(twice, patient("1"), patient("2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "\"vitrine_record\" ! \"dc+sd-jwt\" ! credentials[0].format",
        "\"require_cryptographic_holder_binding\": false, ! ! credentials[0].require_cryptographic_holder_binding",
        "\"id\": \"who\" ! \"id\": \"who?\" ! credentials[0].id",
        "\"id\": \"what\" ! \"id\": \"who\" ! credentials",
        "\"meta\": {\"schema_values\": [\"fhir.Patient.v1\"]}, ! ! credentials[0].meta",
        "\"schema_values\" ! \"vct_values\" ! credentials[0].meta.vct_values",
        "\"multiple\": true ! \"trusted_authorities\": [1] ! credentials[1].trusted_authorities",
        "\"multiple\": true ! \"multiple\": \"yes\" ! credentials[1].multiple",
        "[\"gender\"] ! [] ! credentials[0].claims[0].path",
        "[\"gender\"] ! [\"name\", \"given\"] ! credentials[0].claims[0].path",
        "[\"gender\"] ! [null] ! credentials[0].claims[0].path[0]",
        "[\"birthDate\"] ! [\"gender\"] ! credentials[0].claims",
        "[\"1970-03\"] ! [1.5] ! credentials[0].claims[1].values",
        "[\"1970-03\"] ! [] ! credentials[0].claims[1].values",
        "\"id\": \"b\", ! ! credentials[0].claim_sets",
        "[[\"g\", \"b\"], [\"g\"]] ! [[\"g\", \"z\"]] ! credentials[0].claim_sets",
        "[[\"g\", \"b\"], [\"g\"]] ! [[]] ! credentials[0].claim_sets",
        "[[\"g\", \"b\"], [\"g\"]] ! [] ! credentials[0].claim_sets",
        "[\"who\", \"what\"] ! [\"when\"] ! credential_sets[0].options",
        "\"options\" ! \"purpose\" ! credential_sets[0].purpose",
        "\"credential_sets\" ! \"scope\" ! scope",
        "\"credentials\" ! \"credential\" ! credential"
      })
  void faultIsNamedWithItsPlace(String from, String to, String place) {
    String query = QUERY.replace(from, to == null ? "" : to);
    GatewayException.InvalidRequest refused =
        assertThrows(GatewayException.InvalidRequest.class, () -> DcqlReader.read(query));
    assertEquals(place, refused.problems().get(0).location());
    assertEquals("invalid-dcql", refused.problems().get(0).code());
  }

  @Test
  void hostileQueriesAreRefused() {
    for (String query :
        List.of(
            "",
            "[]",
            "null",
            "{",
            "{}",
            QUERY + "x",
            "{\"credentials\":{}}",
            "{\"credentials\":[1]}",
            "{\"a\\u001b\":1}",
            "[".repeat(10_000),
            "{\"credentials\":[],\"credentials\":[]}",
            " ".repeat(40_000) + "{}")) {
      GatewayException.InvalidRequest refused =
          assertThrows(GatewayException.InvalidRequest.class, () -> DcqlReader.read(query));
      assertTrue(refused.problems().get(0).location().length() < 40);
    }
  }
}
