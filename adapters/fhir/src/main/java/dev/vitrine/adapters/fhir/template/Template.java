package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema, and where in a resource each of its slots comes from. */
public final class Template {
  /** Sets the slots of one element. */
  interface Fill {
    void set(JsonObject resource, TypedRecord.Builder record);
  }

  /** Reads a text out of a resource, or null where there is none. */
  interface Text {
    @Nullable String in(JsonObject resource);
  }

  /** Finds a part of a resource, or null where there is none. */
  interface Part {
    @Nullable JsonObject in(JsonObject resource);
  }

  private final Schema schema;
  private final List<Fill> fills;

  Template(Schema schema, List<Fill> fills) {
    this.schema = schema;
    this.fills = List.copyOf(fills);
  }

  /** The schema. */
  public Schema schema() {
    return schema;
  }

  /**
   * Sets every slot that {@code resource} has a value for.
   *
   * @param references what came with it, and so may be read where it is referred to
   */
  public void fill(JsonObject resource, References references, TypedRecord.Builder record) {
    for (Fill fill : fills) {
      fill.set(resource, record);
    }
  }
}
