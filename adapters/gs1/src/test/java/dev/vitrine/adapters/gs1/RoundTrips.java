package dev.vitrine.adapters.gs1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Events of records, with the name spaces that the records keep. */
final class RoundTrips {
  private RoundTrips() {}

  static EpcisEvent event(EpcisFormat format, TypedRecord record) {
    Map<String, String> prefixes = new HashMap<>();
    String context = Reading.text(record, "context");
    if (context != null) {
      try {
        for (Map.Entry<String, JsonNode> each : new ObjectMapper().readTree(context).properties()) {
          prefixes.put(each.getKey(), each.getValue().asText());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return format.event(record.document(), record.mediaType(), prefixes);
  }
}
