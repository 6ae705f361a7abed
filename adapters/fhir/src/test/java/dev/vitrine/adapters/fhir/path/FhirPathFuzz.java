package dev.vitrine.adapters.fhir.path;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expressions put together at random give values or one of the documented faults, in time. */
class FhirPathFuzz {
  private static final int EXPRESSIONS = 100_000;

  private static final String[] WORDS =
      """
      name given Patient . . . ( ) [ ] 0 1.5 - 'a' where( exists( first() select( $this $index
      %resource and or = != | < is as HumanName ofType( descendants() children() repeat( @2015
      @T10:30 {} & iif( , contains in resolve() `given` /* // \\ ' birthDate true not() replace(
      join("""
          .split("\\s+");

  @Test
  void randomExpressionsAreAnsweredOrRefused() throws Exception {
    JsonObject patient =
        StrictJsonReader.read(
            """
            {"resourceType":"Patient","id":"p","birthDate":"1970-03","_gender":{"id":"g"},
             "name":[{"given":["a","b",null],"_given":[null,{"id":"x"},{"id":"y"}]},
                     {"family":"c"}],
             "contained":[{"resourceType":"Organization","id":"o"}],
             "managingOrganization":{"reference":"#o"}}"""
                .getBytes(StandardCharsets.UTF_8),
            new Problems());
    Random random = new Random(20261125);
    int[] answered = new int[1];
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < EXPRESSIONS; i++) {
            StringBuilder text = new StringBuilder();
            for (int words = 1 + random.nextInt(12); words > 0; words--) {
              text.append(WORDS[random.nextInt(WORDS.length)]);
              text.append(random.nextInt(4) == 0 ? " " : "");
            }
            answered[0] += answered(text.toString(), patient, i % 2 == 0) ? 1 : 0;
          }
        });
    assertTrue(answered[0] > 1_000, "answered " + answered[0]);
  }

  private static boolean answered(String text, JsonObject patient, boolean typed) {
    try {
      FhirPath path = typed ? FhirPath.compile(text, "Patient") : FhirPath.compile(text);
      path.values(patient, References.NONE);
      path.first(patient, References.NONE);
      path.type(patient, References.NONE);
      path.holds(patient, References.NONE);
      return true;
    } catch (FhirPathException e) {
      return false;
    }
  }
}
