package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonObject;

/** One evaluation: what it is about, and how much it may still cost. */
final class Run {
  private final Item root;
  private final References references;
  private int steps;
  private int text;

  Run(JsonObject resource, References references) {
    this.root = Item.resource(resource);
    this.references = references.within(resource);
  }

  Item root() {
    return root;
  }

  References references() {
    return references;
  }

  /** Counts work; ends the evaluation where it is too much. */
  void step(int more) throws FhirPathException {
    steps += more;
    if (steps > PathLimits.STEPS) {
      throw tooComplex();
    }
  }

  /** Counts characters made. */
  void text(long more) throws FhirPathException {
    if (more > PathLimits.TEXT - text) {
      throw tooComplex();
    }
    text += (int) more;
  }

  private static FhirPathException tooComplex() {
    return new FhirPathException(
        FhirPathException.Kind.TOO_COMPLEX, -1, "evaluation takes more than allowed");
  }
}
