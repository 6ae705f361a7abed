package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.FhirLimits;
import dev.vitrine.adapters.fhir.json.FhirPlace;
import java.util.Arrays;

/** Where a walk is. It becomes a FHIRPath only when there is something to report. */
final class Trail {
  private final String root;
  private final String[] names = new String[FhirLimits.DEPTH + 1];
  private final int[] items = new int[FhirLimits.DEPTH + 1];
  private int depth;

  Trail(String root) {
    this.root = root;
    Arrays.fill(items, -1);
  }

  /** Steps into a member. */
  void enter(String name) {
    names[depth] = name;
    items[depth++] = -1;
  }

  /** Steps to an item of the member's array. */
  void item(int index) {
    items[depth - 1] = index;
  }

  /** Steps out of a member. */
  void leave() {
    depth--;
  }

  /** The place of an element of where the walk is. */
  String at(String element) {
    return this + "." + element;
  }

  @Override
  public String toString() {
    StringBuilder path = new StringBuilder(root);
    for (int i = 0; i < depth; i++) {
      path.append('.').append(FhirPlace.step(names[i]));
      if (items[i] >= 0) {
        path.append('[').append(items[i]).append(']');
      }
    }
    return path.toString();
  }
}
