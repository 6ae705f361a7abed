package dev.vitrine.adapters.fhir.path;

import java.util.List;

/** A part of a compiled expression. Immutable. */
interface Node {
  /** The collection it gives; not to be changed. */
  List<Item> on(Focus focus) throws FhirPathException;
}
