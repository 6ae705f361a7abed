package dev.vitrine.adapters.fhir.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One type of R4 with its elements. A look-up by a member's name is one probe of a small table that
 * is made at the start; nothing is made anew for a document.
 */
public final class R4Type {
  /** What a type is. */
  public enum Kind {
    /** A value in one JSON string, number or boolean. */
    PRIMITIVE,
    /** A data type with elements. */
    DATA_TYPE,
    /** An element of a type with elements of its own, named by its path. */
    BACKBONE,
    /** A resource. */
    RESOURCE,
    /** A resource of any type, which says its own. */
    ANY_RESOURCE
  }

  private final String name;
  private final Kind kind;
  private final @Nullable Primitive primitive;
  private final @Nullable Invariant invariant;
  private List<R4Element> elements = List.of();
  private R4Element[] probed = new R4Element[1];
  private List<String> labels = List.of();
  private List<Presence> presences = List.of();
  private long required;

  R4Type(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
    primitive = kind == Kind.PRIMITIVE ? Primitive.of(name) : null;
    invariant = Invariant.of(name);
  }

  /** Gives the type its elements, once, while the table is read. */
  void define(List<R4Element> own) {
    elements = List.copyOf(own);
    probed = new R4Element[Integer.highestOneBit(own.size() * 4 + 1)];
    Map<Integer, String> byIndex = new LinkedHashMap<>();
    for (R4Element element : own) {
      int at = slot(element.name());
      while (probed[at] != null) {
        at = (at + 1) & (probed.length - 1);
      }
      probed[at] = element;
      byIndex.put(element.index(), element.label());
      required |= element.required() ? element.bit() : 0;
    }
    labels = List.copyOf(byIndex.values());
    presences = Presence.of(name, labels);
  }

  private int slot(String member) {
    int hash = member.hashCode();
    return (hash ^ (hash >>> 15)) & (probed.length - 1);
  }

  /** The type's name; for an element with parts its path, as {@code Observation.component}. */
  public String name() {
    return name;
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** The element that a JSON member of this name is, or null where the type has none. */
  public @Nullable R4Element member(String member) {
    int at = slot(member);
    R4Element found = probed[at];
    while (found != null && !found.name().equals(member)) {
      at = (at + 1) & (probed.length - 1);
      found = probed[at];
    }
    return found;
  }

  /** All members in the order of the definition; a choice gives one for each of its types. */
  public List<R4Element> members() {
    return Collections.unmodifiableList(elements);
  }

  /** The form of its values, or null where it is no primitive type. */
  @Nullable Primitive primitive() {
    return primitive;
  }

  /** The rule for values of its elements, or null where none is checked. */
  @Nullable Invariant invariant() {
    return invariant;
  }

  /** The rules on which of its elements are there. */
  List<Presence> presences() {
    return presences;
  }

  /** A bit for each element that must be there. */
  long required() {
    return required;
  }

  /** The label of the element with this index, as {@code value[x]}. */
  String label(int index) {
    return labels.get(index);
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
