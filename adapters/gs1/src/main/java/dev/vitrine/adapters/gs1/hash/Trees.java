package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.json.Node;
import dev.vitrine.adapters.gs1.model.Value;

/** Events as values, as the trees that are hashed. */
final class Trees {
  private Trees() {}

  static Node of(Value.Members event) {
    Node root = Node.object("");
    event.members().forEach((name, value) -> add(root, name, value));
    return root;
  }

  private static void add(Node parent, String name, Value value) {
    if (value instanceof Value.Items items) {
      items.items().forEach(item -> add(parent, name, item));
    } else if (value instanceof Value.Members members) {
      Node object = Node.object(name);
      parent.add(object);
      members.members().forEach((below, each) -> add(object, below, each));
    } else if (value instanceof Value.Text text) {
      parent.add(Node.leaf(name, 's', text.text()));
    } else if (value instanceof Value.Numeral number) {
      parent.add(Node.leaf(name, 'n', number.lexeme()));
    } else if (value instanceof Value.Flag flag) {
      parent.add(Node.leaf(name, 'b', flag.value() ? "true" : "false"));
    } else {
      parent.add(Node.leaf(name, 'z', ""));
    }
  }
}
