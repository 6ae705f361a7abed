package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where in an event the fields stand that EPCIS does not define. */
enum FieldScope {
  EVENT("", Criterion.EXTENSIONS),
  ILMD("ILMD_", "ilmd"),
  ERROR("ERROR_DECLARATION_", "errorDeclaration"),
  SENSOR_ELEMENT("SENSORELEMENT_", "sensorElementList"),
  SENSOR_METADATA("SENSORMETADATA_", "sensorElementList"),
  SENSOR_REPORT("SENSORREPORT_", "sensorElementList"),
  READ_POINT("readPoint_", "readPoint"),
  BIZ_LOCATION("bizLocation_", "bizLocation");

  private final String infix;
  private final String member;

  FieldScope(String infix, String member) {
    this.infix = infix;
    this.member = member;
  }

  /** What stands between the comparison and the field's name in a parameter. */
  String infix() {
    return infix;
  }

  Set<String> members() {
    return Set.of(member);
  }

  /** The scope that a parameter names behind its comparison. */
  static FieldScope of(String rest) {
    for (FieldScope scope : values()) {
      if (scope != EVENT && rest.startsWith(scope.infix)) {
        return scope;
      }
    }
    return EVENT;
  }

  /**
   * The field's values.
   *
   * @param inner whether it stands anywhere below another such field, not directly in the scope
   */
  List<Value> values(EpcisEvent event, FieldName name, boolean inner) {
    List<Value> found = new ArrayList<>();
    for (Value.Members parent : parents(event.tree())) {
      for (Map.Entry<String, Value> member : parent.members().entrySet()) {
        if (member.getKey().indexOf(':') < 0) {
          continue;
        }
        if (inner) {
          below(event, name, member.getValue(), found);
        } else if (name.names(event, member.getKey())) {
          add(member.getValue(), found);
        }
      }
    }
    return found;
  }

  private List<Value.Members> parents(Value.Members event) {
    return switch (this) {
      case EVENT -> List.of(event);
      case ILMD, ERROR, READ_POINT, BIZ_LOCATION -> List.of(event.object(member));
      case SENSOR_ELEMENT -> event.objects(member);
      case SENSOR_METADATA ->
          event.objects(member).stream().map(element -> element.object("sensorMetadata")).toList();
      case SENSOR_REPORT ->
          event.objects(member).stream()
              .flatMap(element -> element.objects("sensorReport").stream())
              .toList();
    };
  }

  private static void below(EpcisEvent event, FieldName name, Value value, List<Value> found) {
    if (value instanceof Value.Items items) {
      items.items().forEach(item -> below(event, name, item, found));
    } else if (value instanceof Value.Members members) {
      members
          .members()
          .forEach(
              (key, inner) -> {
                if (name.names(event, key)) {
                  add(inner, found);
                }
                below(event, name, inner, found);
              });
    }
  }

  private static void add(Value value, List<Value> found) {
    if (value instanceof Value.Items items) {
      found.addAll(items.items());
    } else {
      found.add(value);
    }
  }
}
