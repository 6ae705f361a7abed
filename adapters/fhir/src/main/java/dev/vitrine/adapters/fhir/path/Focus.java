package dev.vitrine.adapters.fhir.path;

import java.util.List;

/**
 * What a node of an expression is evaluated on.
 *
 * @param run the evaluation
 * @param input the collection to the left of the dot
 * @param self {@code $this}: the item that an enclosing function is at, or the resource
 * @param index {@code $index}; −1 outside of such a function
 */
record Focus(Run run, List<Item> input, List<Item> self, int index) {
  static Focus of(Run run) {
    List<Item> root = List.of(run.root());
    return new Focus(run, root, root, -1);
  }

  /** For what follows the dot. */
  Focus on(List<Item> collection) {
    return new Focus(run, collection, self, index);
  }

  /** For an argument that is evaluated once, where the function stands. */
  Focus argument() {
    return input == self ? this : new Focus(run, self, self, index);
  }

  /** For an argument that is evaluated for each item of a collection. */
  Focus each(Item item, int at) {
    List<Item> one = List.of(item);
    return new Focus(run, one, one, at);
  }
}
