package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.path.FhirPath;
import dev.vitrine.adapters.fhir.path.FhirPathException;
import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema, and where in a resource each of its slots comes from.
 *
 * <p>Guarantees that a slot holds exactly what its expression gives, or nothing: so too where the
 * expression can't be evaluated, as when an element that may be there once is there twice.
 */
public final class Template {
  /** Sets the slots of one entry of a file. */
  interface Fill {
    void set(JsonObject resource, References references, TypedRecord.Builder record)
        throws FhirPathException;
  }

  /** The type of a template for resources that have no other. */
  static final String ANY = "*";

  private final Schema schema;
  private final String about;
  private final String resource;
  private final int priority;
  private final @Nullable FhirPath guard;
  private final List<Fill> fills;
  private final List<TagPath> tags;

  Template(
      Schema schema,
      String about,
      String resource,
      int priority,
      @Nullable FhirPath guard,
      List<Fill> fills,
      List<TagPath> tags) {
    this.schema = schema;
    this.about = about;
    this.resource = resource;
    this.priority = priority;
    this.guard = guard;
    this.fills = List.copyOf(fills);
    this.tags = List.copyOf(tags);
  }

  /** The schema. */
  public Schema schema() {
    return schema;
  }

  /** What it is for, in words. */
  String about() {
    return about;
  }

  /** The criterion that a resource has to meet; null where all of its type do. */
  @Nullable FhirPath guard() {
    return guard;
  }

  /** The type of resource it is for, or {@link #ANY}. */
  String resource() {
    return resource;
  }

  /** Of those that take a resource, the one of the highest priority does. */
  int priority() {
    return priority;
  }

  /** Its further look-up tags. */
  List<TagPath> tags() {
    return tags;
  }

  /** Whether it takes a resource of its type; not where its guard can't be evaluated. */
  boolean takes(JsonObject candidate, References references) throws FhirPathException {
    if (guard == null) {
      return true;
    }
    try {
      return guard.holds(candidate, references);
    } catch (FhirPathException e) {
      Template.ignore(e);
      return false;
    }
  }

  /**
   * Sets every slot that {@code candidate} has a value for.
   *
   * @param references what came with it, and so may be read where it is referred to
   * @throws FhirPathException of kind TOO_COMPLEX, if it costs more than allowed
   */
  public void fill(JsonObject candidate, References references, TypedRecord.Builder record)
      throws FhirPathException {
    for (Fill fill : fills) {
      try {
        fill.set(candidate, references, record);
      } catch (FhirPathException e) {
        ignore(e);
      }
    }
  }

  /** What can't be evaluated is absent; what costs too much is refused. */
  static void ignore(FhirPathException fault) throws FhirPathException {
    if (fault.kind() != FhirPathException.Kind.EVALUATION) {
      throw fault;
    }
  }
}
