package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parameters whose names hold the name of a field: {@code EQ_…}, {@code GT_…}, {@code GE_…}, {@code
 * LT_…}, {@code LE_…} and {@code EXISTS_…} of fields that EPCIS does not define, at the top and
 * within ({@code INNER_}), and {@code HASATTR_…} and {@code EQATTR_…} of master data.
 */
final class ExtensionParameters {
  private static final String EXISTS = "EXISTS_";
  private static final String INNER = "INNER_";
  private static final String HAS_ATTRIBUTE = "HASATTR_";
  private static final List<String> ATTRIBUTE_IS = List.of("EQATTR_", "EQ_ATTR_");

  private final MasterData masterData;
  private final Map<String, String> prefixes;

  ExtensionParameters(MasterData masterData, Map<String, String> prefixes) {
    this.masterData = masterData;
    this.prefixes = prefixes;
  }

  /** The criterion of a parameter; empty if it is none of these. */
  Optional<Criterion> read(String name, List<String> values) throws QueryParameterException {
    if (name.startsWith(HAS_ATTRIBUTE)) {
      return Optional.of(attribute(name, name.substring(HAS_ATTRIBUTE.length()), values));
    }
    for (String prefix : ATTRIBUTE_IS) {
      if (name.startsWith(prefix)) {
        return Optional.of(attributeIs(name, name.substring(prefix.length()), values));
      }
    }
    if (name.startsWith(EXISTS)) {
      Optional<Field> field = field(name.substring(EXISTS.length()));
      if (field.isEmpty()) {
        return Optional.empty();
      }
      if (!Parameters.exists(name, values)) {
        return Optional.of(Criterion.of(Set.of(), event -> true));
      }
      return Optional.of(
          Criterion.of(
              field.get().scope.members(), event -> !field.get().in(event.event()).isEmpty()));
    }
    Comparison comparison = Parameters.comparison(name);
    if (comparison == null) {
      return Optional.empty();
    }
    Optional<Field> field = field(name.substring(3));
    if (field.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(compared(name, field.get(), comparison, values));
  }

  private static Criterion compared(
      String name, Field field, Comparison comparison, List<String> values)
      throws QueryParameterException {
    List<Operand> asked = new ArrayList<>();
    for (String value : values) {
      asked.add(Operand.of(value));
    }
    if (comparison != Comparison.EQ) {
      Parameters.single(name, values);
      if (asked.get(0).number() == null && asked.get(0).time() == null) {
        throw new QueryParameterException(name, "it is a number or a date-time with a zone.");
      }
    }
    return Criterion.of(
        field.scope.members(),
        event -> {
          for (Value value : field.in(event.event())) {
            Operand held = Operand.of(value);
            if (held != null && asked.stream().anyMatch(one -> comparison.holds(held, one))) {
              return true;
            }
          }
          return false;
        });
  }

  private record Field(FieldScope scope, boolean inner, FieldName name) {
    List<Value> in(EpcisEvent event) {
      return scope.values(event, name, inner);
    }
  }

  private Optional<Field> field(String text) {
    boolean inner = text.startsWith(INNER);
    String rest = inner ? text.substring(INNER.length()) : text;
    FieldScope scope = FieldScope.of(rest);
    FieldName name = FieldName.of(rest.substring(scope.infix().length()), prefixes);
    return name == null ? Optional.empty() : Optional.of(new Field(scope, inner, name));
  }

  /** Where the elements stand of which master data is asked. */
  private record Holder(Set<String> members, Function<EpcisEvent, List<String>> ids) {}

  private Criterion attribute(String name, String field, List<String> attributes)
      throws QueryParameterException {
    Holder holder = holder(name, field);
    return Criterion.of(
        holder.members,
        event ->
            holder.ids.apply(event.event()).stream()
                .anyMatch(
                    id ->
                        attributes.stream()
                            .anyMatch(
                                attribute -> !masterData.attribute(id, attribute).isEmpty())));
  }

  private Criterion attributeIs(String name, String rest, List<String> values)
      throws QueryParameterException {
    int split = -1;
    for (String known : List.of("readPoint", "bizLocation", "bizStep", "disposition")) {
      split = rest.startsWith(known + "_") ? known.length() : split;
    }
    for (String type : List.of("owning_party", "possessing_party", "location")) {
      for (String list : List.of("source_", "destination_")) {
        split = rest.startsWith(list + type + "_") ? list.length() + type.length() : split;
      }
    }
    split = split < 0 ? rest.lastIndexOf('_') : split;
    if (split < 1 || split == rest.length() - 1) {
      throw new QueryParameterException(name, "its name must end in a field and an attribute.");
    }
    Holder holder = holder(name, rest.substring(0, split));
    String attribute = rest.substring(split + 1);
    return Criterion.of(
        holder.members,
        event ->
            holder.ids.apply(event.event()).stream()
                .anyMatch(
                    id -> masterData.attribute(id, attribute).stream().anyMatch(values::contains)));
  }

  private Holder holder(String name, String field) throws QueryParameterException {
    @Nullable Function<EpcisEvent, @Nullable String> single =
        switch (field) {
          case "readPoint" -> EpcisEvent::readPoint;
          case "bizLocation" -> EpcisEvent::bizLocation;
          case "bizStep" -> EpcisEvent::bizStep;
          case "disposition" -> EpcisEvent::disposition;
          default -> null;
        };
    if (single != null) {
      return new Holder(Set.of(field), event -> one(single.apply(event)));
    }
    if (field.startsWith("source_")) {
      String type = type(name, field.substring("source_".length()));
      return new Holder(Set.of("sourceList"), event -> ids(event.sources(), type));
    }
    if (field.startsWith("destination_")) {
      String type = type(name, field.substring("destination_".length()));
      return new Holder(Set.of("destinationList"), event -> ids(event.destinations(), type));
    }
    FieldName extension = FieldName.of(field, prefixes);
    if (extension == null) {
      throw new QueryParameterException(name, "its name holds no field that can have attributes.");
    }
    return new Holder(
        FieldScope.EVENT.members(),
        event ->
            FieldScope.EVENT.values(event, extension, false).stream()
                .map(Operand::of)
                .filter(java.util.Objects::nonNull)
                .map(Operand::text)
                .toList());
  }

  private static String type(String name, String given) throws QueryParameterException {
    Vocabulary vocabulary = CoreVocabularies.SOURCE_DESTINATION;
    String type = vocabulary.canonical(given);
    if (type == null) {
      throw new QueryParameterException(name, "its name must hold a type EPCIS knows or a URI.");
    }
    return type;
  }

  private static List<String> one(@Nullable String id) {
    return id == null ? List.of() : List.of(id);
  }

  private static List<String> ids(List<EpcisEvent.Typed> typed, String type) {
    return typed.stream().filter(one -> type.equals(one.type())).map(EpcisEvent.Typed::id).toList();
  }
}
