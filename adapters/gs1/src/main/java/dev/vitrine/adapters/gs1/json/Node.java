package dev.vitrine.adapters.gs1.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named value of a document as a tree: a primitive, or an object with its members in their order.
 * The items of an array are members that share the array's name, as repeated elements do in XML.
 * Built once while reading, then only looked at; not thread-safe. Shows nothing in {@link
 * #toString()}.
 */
public final class Node {
  /** The kind of an object; primitives have that of {@link dev.vitrine.proofs.record.Element}. */
  public static final char OBJECT = 'o';

  private final String name;
  private final char kind;
  private final String text;
  private @Nullable List<Node> members;

  private Node(String name, char kind, String text) {
    this.name = name;
    this.kind = kind;
    this.text = text;
  }

  /** An object without members yet. */
  public static Node object(String name) {
    return new Node(name, OBJECT, "");
  }

  /**
   * A primitive.
   *
   * @param kind {@code s}, {@code n}, {@code b} or {@code z}
   * @param text a string, a number's lexeme, {@code true} or {@code false}; empty for null
   */
  public static Node leaf(String name, char kind, String text) {
    return new Node(name, kind, text);
  }

  /** Adds a member; only while the tree is built. */
  public void add(Node member) {
    List<Node> list = members;
    if (list == null) {
      list = new ArrayList<>(4);
      members = list;
    }
    list.add(member);
  }

  /** The member's name; empty for the root. */
  public String name() {
    return name;
  }

  /** {@link #OBJECT}, {@code s}, {@code n}, {@code b} or {@code z}. */
  public char kind() {
    return kind;
  }

  /** A primitive's value; empty for an object and for null. */
  public String text() {
    return text;
  }

  /** An object's members in their order; none for a primitive. */
  public List<Node> members() {
    List<Node> list = members;
    return list == null ? List.of() : list;
  }

  /** The text of the first member of this name that is a string, or null. */
  public @Nullable String string(String member) {
    for (Node each : members()) {
      if (each.kind == 's' && each.name.equals(member)) {
        return each.text;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "Node[" + members().size() + " members]";
  }
}
