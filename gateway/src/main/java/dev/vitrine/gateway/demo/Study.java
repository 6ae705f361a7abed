package dev.vitrine.gateway.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small study's blood pressures, made up, for a sum to be over more than a few records. */
final class Study {
  /** The search that finds them. */
  static final String QUERY = "code=http://loinc.org|85354-9";

  private static final int[] SYSTOLIC = {
    118, 122, 126, 127, 129, 131, 134, 135, 138, 141, 149, 152
  };

  private Study() {}

  static List<Corpus.Document> resources() {
    List<Corpus.Document> resources = new ArrayList<>();
    for (int i = 0; i < SYSTOLIC.length; i++) {
      String resource =
          """
          {"resourceType": "Observation", "status": "final",
           "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]},
           "subject": {"reference": "Patient/study-%d"},
           "effectiveDateTime": "2026-03-02T08:45:00+01:00",
           "component": [
            {"code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
             "valueQuantity": {"value": %d, "unit": "mmHg",
               "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}},
            {"code": {"coding": [{"system": "http://loinc.org", "code": "8462-4"}]},
             "valueQuantity": {"value": 82, "unit": "mmHg",
               "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}}]}
          """
              .formatted(i, SYSTOLIC[i]);
      resources.add(new Corpus.Document("study-" + i, resource.getBytes(StandardCharsets.UTF_8)));
    }
    return resources;
  }
}
