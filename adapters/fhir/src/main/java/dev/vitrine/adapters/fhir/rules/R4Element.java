package dev.vitrine.adapters.fhir.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of a type, under one of the names that it can have in JSON.
 *
 * @param name the member's name, as {@code valueQuantity}
 * @param label the element's name in the definition, as {@code value[x]}
 * @param type what is under it
 * @param index its place among the type's elements; all names of a choice share it
 * @param required whether it must be there
 * @param repeats whether it is an array
 * @param modifier whether R4 marks it as one that can change the meaning of others ({@code
 *     isModifier})
 * @param codes what a required binding allows, or null where there is none, or one on a list that
 *     R4 does not carry
 * @param targets the types of resources that a reference may point to; empty for any
 */
public record R4Element(
    String name,
    String label,
    R4Type type,
    int index,
    boolean required,
    boolean repeats,
    boolean modifier,
    @Nullable CodeSet codes,
    List<String> targets) {
  /** Whether it is one of the types of a choice. */
  public boolean choice() {
    return label.length() != name.length() || !label.equals(name);
  }

  long bit() {
    return 1L << index;
  }

  /** Whether a reference may point to a resource of this type. */
  public boolean allowsTarget(String type) {
    return targets.isEmpty() || targets.contains(type);
  }
}
