package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a resource contains, and leaves other references to others. For one thread. */
final class Contained implements References {
  private final JsonObject resource;
  private final References others;
  private @Nullable Map<String, JsonObject> byId;

  Contained(JsonObject resource, References others) {
    this.resource = resource;
    this.others = others;
  }

  @Override
  public References within(JsonObject other) {
    return other == resource ? this : new Contained(other, this);
  }

  @Override
  public @Nullable JsonObject find(String reference) {
    if (!reference.startsWith("#")) {
      return others.find(reference);
    }
    if (reference.length() == 1) {
      return resource;
    }
    if (byId == null) {
      byId = new HashMap<>();
      for (JsonObject contained : resource.objects("contained")) {
        String id = contained.string("id");
        if (id != null) {
          byId.putIfAbsent(id, contained);
        }
      }
    }
    return byId.get(reference.substring(1));
  }
}
