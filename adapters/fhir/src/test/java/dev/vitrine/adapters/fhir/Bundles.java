package dev.vitrine.adapters.fhir;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes Bundles apart by other means than the adapter's. */
final class Bundles {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Bundles() {}

  /** The bytes of every resource in a Bundle. */
  static List<byte[]> resources(byte[] bundle) throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (JsonNode entry : MAPPER.readTree(bundle).path("entry")) {
      found.add(MAPPER.writeValueAsBytes(entry.path("resource")));
    }
    return found;
  }
}
