package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.json.Node;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueReader;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document with what the hash takes from around the events: read apart from the code under test.
 *
 * @param events each event
 * @param declared every prefix its context declares
 * @param ignored what the reference's own extension {@code ignoreFields} tells it to leave out
 */
record HashDocument(List<Value.Members> events, Map<String, String> declared, Set<String> ignored) {
  static HashDocument of(byte[] json) throws InvalidDocumentException {
    Value.Members root = (Value.Members) ValueReader.read(json);
    Map<String, String> declared = new LinkedHashMap<>();
    for (Value entry : items(root.get("@context"))) {
      if (entry instanceof Value.Members prefixes) {
        for (String prefix : prefixes.members().keySet()) {
          String space = prefixes.text(prefix);
          if (space != null) {
            declared.put(prefix, space);
          }
        }
      }
    }
    Set<String> ignored = new HashSet<>();
    ignored(root, declared, ignored);
    Value.Members body = root.object("epcisBody");
    List<Value.Members> events = body.objects("eventList");
    if (events.isEmpty()) {
      events = body.object("queryResults").object("resultsBody").objects("eventList");
    }
    if (events.isEmpty() && root.get("eventTime") != null) {
      events = List.of(root);
    }
    return new HashDocument(events, declared, ignored);
  }

  static HashDocument of(String json) throws InvalidDocumentException {
    return of(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The prefixes a capture knows: without those EPCIS fixes. */
  Map<String, String> captured() {
    Map<String, String> captured = new LinkedHashMap<>(declared);
    captured.keySet().removeIf(FixedNames::isFixed);
    return captured;
  }

  Node tree(int index) {
    return Trees.of(events.get(index));
  }

  String text(int index) {
    return TextDialect.preHash(tree(index), declared);
  }

  /** The reference takes the member wherever it stands around the events. */
  private static void ignored(
      Value.Members object, Map<String, String> declared, Set<String> found) {
    for (Map.Entry<String, Value> member : object.members().entrySet()) {
      if (member.getKey().endsWith(":ignoreFields")) {
        object.texts(member.getKey()).forEach(field -> found.add(named(field, declared)));
      } else if (member.getValue() instanceof Value.Members below) {
        ignored(below, declared, found);
      }
    }
  }

  private static List<Value> items(@Nullable Value context) {
    return context instanceof Value.Items items
        ? items.items()
        : context == null ? List.of() : List.of(context);
  }

  private static String named(String name, Map<String, String> declared) {
    int colon = name.indexOf(':');
    String space = colon < 0 ? null : declared.get(name.substring(0, colon));
    return space == null ? name : '{' + space + '}' + name.substring(colon + 1);
  }
}
