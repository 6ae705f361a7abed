package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Role;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Uris;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes criteria of parameters, one method a family; names are those of EPCIS 2.0 §8.2.7.1. */
final class QueryBuilder {
  private static final Set<String> TYPES =
      Set.of(
          "ObjectEvent",
          "AggregationEvent",
          "TransactionEvent",
          "TransformationEvent",
          "AssociationEvent");
  private static final Set<String> ACTIONS = Set.of("ADD", "OBSERVE", "DELETE");
  private static final Set<Role> CLASSES =
      EnumSet.of(Role.QUANTITY, Role.CHILD_QUANTITY, Role.INPUT_QUANTITY, Role.OUTPUT_QUANTITY);

  private final MasterData masterData;
  private final Map<String, String> prefixes;
  private final ExtensionParameters extensions;
  private final List<Criterion> criteria = new ArrayList<>();
  private @Nullable String orderBy;
  private @Nullable String direction;
  private @Nullable Long countLimit;
  private @Nullable Long maxCount;
  private @Nullable Instant eventFrom;
  private @Nullable Instant eventBefore;
  private @Nullable Instant recordedFrom;
  private @Nullable Instant recordedBefore;

  QueryBuilder(MasterData masterData, Map<String, String> prefixes) {
    this.masterData = masterData;
    this.prefixes = prefixes;
    this.extensions = new ExtensionParameters(masterData, prefixes);
  }

  void add(String name, List<String> values) throws QueryParameterException {
    if (control(name, values)
        || time(name, values)
        || word(name, values)
        || place(name, values)
        || identifier(name, values)
        || sensor(name, values)
        || declaration(name, values)
        || quantity(name, values)) {
      return;
    }
    Optional<Criterion> extension = extensions.read(name, values);
    if (extension.isEmpty()) {
      throw new QueryParameterException(name, "EPCIS 2.0 has no such parameter.");
    }
    criteria.add(extension.get());
  }

  EventQuery build(String text) throws QueryParameterException {
    if (countLimit != null && maxCount != null) {
      throw new QueryParameterException("maxEventCount", "it excludes eventCountLimit.");
    }
    if (countLimit != null && orderBy == null) {
      throw new QueryParameterException("eventCountLimit", "it needs orderBy.");
    }
    if (eventFrom != null && eventBefore != null) {
      Days.between(eventFrom, eventBefore)
          .ifPresent(days -> criteria.add(Criterion.indexed("eventTime", days, event -> true)));
    }
    return new EventQuery(
        text, criteria, ordering(), countLimit, maxCount, recordedFrom, recordedBefore);
  }

  private @Nullable Ordering ordering() throws QueryParameterException {
    boolean descending = !"ASC".equals(direction);
    String by = orderBy;
    if (by == null) {
      return null;
    }
    if (by.equals("eventTime")) {
      return Ordering.byEventTime(descending);
    }
    if (by.equals("recordTime")) {
      return Ordering.byRecordTime(descending);
    }
    FieldName field = FieldName.of(by, prefixes);
    if (field == null) {
      throw new QueryParameterException(
          "orderBy", "it is eventTime, recordTime or the full name of an extension field.");
    }
    return Ordering.by(field, descending);
  }

  private boolean control(String name, List<String> values) throws QueryParameterException {
    switch (name) {
      case "orderBy" -> orderBy = Parameters.single(name, values);
      case "orderDirection" -> {
        direction = Parameters.single(name, values);
        if (!"ASC".equals(direction) && !"DESC".equals(direction)) {
          throw new QueryParameterException(name, "it is ASC or DESC.");
        }
      }
      case "eventCountLimit" -> countLimit = Parameters.count(name, values);
      case "maxEventCount" -> maxCount = Parameters.count(name, values);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean time(String name, List<String> values) throws QueryParameterException {
    Comparison comparison =
        name.startsWith("GE_") ? Comparison.GE : name.startsWith("LT_") ? Comparison.LT : null;
    if (comparison == null) {
      return false;
    }
    String field = name.substring(3);
    switch (field) {
      case "eventTime" -> {
        Instant asked = Parameters.time(name, values);
        if (comparison == Comparison.GE) {
          eventFrom = asked;
        } else {
          eventBefore = asked;
        }
        add(Set.of("eventTime"), event -> holds(event.tree().text("eventTime"), comparison, asked));
      }
      case "recordTime" -> {
        Instant asked = Parameters.time(name, values);
        if (comparison == Comparison.GE) {
          recordedFrom = asked;
        } else {
          recordedBefore = asked;
        }
        criteria.add(
            Criterion.of(Set.of(), event -> comparison.holds(event.recordTime().compareTo(asked))));
      }
      case "errorDeclarationTime", "errorDeclaration_Time" -> {
        Instant asked = Parameters.time(name, values);
        add(
            Set.of("errorDeclaration"),
            event ->
                holds(
                    event.tree().object("errorDeclaration").text("declarationTime"),
                    comparison,
                    asked));
      }
      case "time", "startTime", "endTime" -> {
        Instant asked = Parameters.time(name, values);
        add(
            Set.of(Sensors.LIST),
            event -> Sensors.any(event, part -> holds(part.text(field), comparison, asked)));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean word(String name, List<String> values) throws QueryParameterException {
    switch (name) {
      case "eventType" -> {
        Set<String> types = new LinkedHashSet<>();
        for (String value : values) {
          if (!TYPES.contains(value) && !Uris.isUri(value)) {
            throw new QueryParameterException(
                name, "it is one of EPCIS's five types or a URI of one's own.");
          }
          types.add(value);
        }
        words("type", "eventType", types, EpcisEvent::type);
      }
      case "EQ_action" -> {
        for (String value : values) {
          if (!ACTIONS.contains(value)) {
            throw new QueryParameterException(name, "it is ADD, OBSERVE or DELETE.");
          }
        }
        Set<String> actions = Set.copyOf(values);
        add(Set.of("action"), event -> event.action() != null && actions.contains(event.action()));
      }
      case "EQ_bizStep" ->
          words(
              "bizStep",
              "bizStep",
              canonical(name, CoreVocabularies.BIZ_STEP, values),
              EpcisEvent::bizStep);
      case "EQ_disposition" ->
          words(
              "disposition",
              "disposition",
              canonical(name, CoreVocabularies.DISPOSITION, values),
              EpcisEvent::disposition);
      case "EQ_persistentDisposition_set", "EQ_persistentDisposition_unset" -> {
        Set<String> wanted = canonical(name, CoreVocabularies.DISPOSITION, values);
        String member = name.substring(name.lastIndexOf('_') + 1);
        add(
            Set.of("persistentDisposition"),
            event ->
                event.tree().object("persistentDisposition").texts(member).stream()
                    .anyMatch(
                        held ->
                            isWord(event, wanted, CoreVocabularies.DISPOSITION.canonical(held))));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void words(
      String member, String tag, Set<String> wanted, Function<EpcisEvent, @Nullable String> held) {
    List<String> tags = new ArrayList<>(wanted);
    if (wanted.stream().anyMatch(word -> word.indexOf(':') >= 0)) {
      // one's own words may have been sent with a prefix
      tags.add(Lookup.MORE);
    }
    criteria.add(
        Criterion.indexed(
            member,
            new Lookup(tag, tags),
            event -> isWord(event.event(), wanted, held.apply(event.event()))));
  }

  private boolean place(String name, List<String> values) throws QueryParameterException {
    String member = name.length() < 3 ? "" : name.substring(3);
    if (!member.equals("readPoint") && !member.equals("bizLocation")) {
      return false;
    }
    if (name.startsWith("EQ_")) {
      AskedIds asked = new AskedIds(values);
      criteria.add(
          new Criterion(
              Set.of(member),
              asked.lookup(member),
              event -> asked.match(placeOf(event.event(), member))));
    } else if (name.startsWith("WD_")) {
      add(
          Set.of(member),
          event -> {
            String place = placeOf(event, member);
            return place != null
                && values.stream().anyMatch(site -> masterData.within(place, site));
          });
    } else {
      return false;
    }
    return true;
  }

  private boolean identifier(String name, List<String> values) throws QueryParameterException {
    switch (name) {
      case "MATCH_epc" -> match(values, EnumSet.of(Role.EPC, Role.CHILD));
      case "MATCH_parentID" -> match(values, EnumSet.of(Role.PARENT));
      case "MATCH_inputEPC" -> match(values, EnumSet.of(Role.INPUT));
      case "MATCH_outputEPC" -> match(values, EnumSet.of(Role.OUTPUT));
      case "MATCH_anyEPC" ->
          match(values, EnumSet.of(Role.EPC, Role.CHILD, Role.PARENT, Role.INPUT, Role.OUTPUT));
      case "MATCH_epcClass" -> match(values, EnumSet.of(Role.QUANTITY, Role.CHILD_QUANTITY));
      case "MATCH_inputEPCClass" -> match(values, EnumSet.of(Role.INPUT_QUANTITY));
      case "MATCH_outputEPCClass" -> match(values, EnumSet.of(Role.OUTPUT_QUANTITY));
      case "MATCH_anyEPCClass" -> match(values, CLASSES);
      case "EQ_eventID" -> {
        Set<String> wanted = Set.copyOf(values);
        criteria.add(
            new Criterion(
                Set.of("eventID", Criterion.HASH),
                Optional.of(new Lookup("eventID", values)),
                event ->
                    (event.event().eventId() != null && wanted.contains(event.event().eventId()))
                        || (event.hash() != null && wanted.contains(event.hash()))));
      }
      case "EQ_transformationID" -> {
        Set<String> wanted = Set.copyOf(values);
        add(
            Set.of("transformationID"),
            event -> contains(wanted, event.tree().text("transformationID")));
      }
      default -> {
        if (name.startsWith("EQ_bizTransaction_")) {
          typed(
              "bizTransactionList",
              type(name, CoreVocabularies.BIZ_TRANSACTION, "EQ_bizTransaction_".length()),
              values,
              EpcisEvent::bizTransactions);
        } else if (name.startsWith("EQ_source_")) {
          typed(
              "sourceList",
              type(name, CoreVocabularies.SOURCE_DESTINATION, "EQ_source_".length()),
              values,
              EpcisEvent::sources);
        } else if (name.startsWith("EQ_destination_")) {
          typed(
              "destinationList",
              type(name, CoreVocabularies.SOURCE_DESTINATION, "EQ_destination_".length()),
              values,
              EpcisEvent::destinations);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  private void match(List<String> values, Set<Role> roles) {
    AskedIds asked = new AskedIds(values);
    Set<String> members = new LinkedHashSet<>();
    roles.forEach(role -> members.add(role.member()));
    criteria.add(
        new Criterion(
            Set.copyOf(members),
            asked.lookup("epc"),
            event ->
                event.event().identifiers().stream()
                    .anyMatch(id -> roles.contains(id.role()) && asked.match(id.id()))));
  }

  private void typed(
      String member,
      String type,
      List<String> values,
      Function<EpcisEvent, List<EpcisEvent.Typed>> held) {
    Set<String> types = Set.of(type);
    AskedIds asked = new AskedIds(values);
    add(
        Set.of(member),
        event ->
            held.apply(event).stream()
                .anyMatch(one -> isWord(event, types, one.type()) && asked.match(one.id())));
  }

  private String type(String name, Vocabulary vocabulary, int from) throws QueryParameterException {
    String given = name.substring(from);
    String type = vocabulary.canonical(given);
    if (type == null) {
      throw new QueryParameterException(name, "its name must end in a type EPCIS knows or a URI.");
    }
    return expanded(type);
  }

  private boolean sensor(String name, List<String> values) throws QueryParameterException {
    switch (name) {
      case "EXISTS_sensorElementList", "EXISTS_sensorElement" -> {
        if (Parameters.exists(name, values)) {
          add(Set.of(Sensors.LIST), event -> !event.tree().objects(Sensors.LIST).isEmpty());
        }
      }
      case "EQ_type" -> {
        Set<String> wanted = canonical(name, CoreVocabularies.MEASUREMENT, values);
        add(
            Set.of(Sensors.LIST),
            event ->
                Sensors.any(
                    event,
                    part -> {
                      String type = part.text("type");
                      return type != null
                          && isWord(event, wanted, CoreVocabularies.MEASUREMENT.canonical(type));
                    }));
      }
      case "EQ_deviceID",
          "EQ_dataProcessingMethod",
          "EQ_microorganism",
          "EQ_chemicalSubstance",
          "EQ_bizRules",
          "EQ_stringValue",
          "EQ_hexBinaryValue",
          "EQ_uriValue" -> {
        String member = name.substring(3);
        boolean hex = member.equals("hexBinaryValue");
        AskedIds asked = new AskedIds(values);
        add(
            Set.of(Sensors.LIST),
            event ->
                Sensors.any(
                    event,
                    part -> {
                      String held = part.text(member);
                      return held != null
                          && (hex
                              ? values.stream().anyMatch(held::equalsIgnoreCase)
                              : asked.match(held));
                    }));
      }
      case "EQ_booleanValue" -> {
        Value wanted = new Value.Flag(Parameters.flag(name, values));
        add(
            Set.of(Sensors.LIST),
            event -> Sensors.any(event, part -> wanted.equals(part.get("booleanValue"))));
      }
      default -> {
        return measured(name, values);
      }
    }
    return true;
  }

  private boolean measured(String name, List<String> values) throws QueryParameterException {
    Comparison comparison = Parameters.comparison(name);
    if (comparison == null) {
      return false;
    }
    String field = name.substring(3);
    if (field.equals("percRank")) {
      List<BigDecimal> asked = Parameters.numbers(name, values, comparison);
      add(
          Set.of(Sensors.LIST),
          event ->
              Sensors.any(
                  event,
                  part -> {
                    BigDecimal held = Operand.decimal(part.number("percRank"));
                    return held != null
                        && asked.stream().anyMatch(one -> comparison.holds(held.compareTo(one)));
                  }));
      return true;
    }
    int bar = field.indexOf('_');
    switch (bar < 0 ? "" : field.substring(0, bar)) {
      case "value", "minValue", "maxValue", "meanValue", "sDev", "percValue" -> {
        String member = field.substring(0, bar);
        String unit = Parameters.unit(name, field.substring(bar + 1));
        List<BigDecimal> asked = Parameters.numbers(name, values, comparison);
        add(
            Set.of(Sensors.LIST),
            event ->
                asked.stream()
                    .anyMatch(one -> Sensors.measured(event, member, unit, comparison, one)));
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private boolean declaration(String name, List<String> values) throws QueryParameterException {
    switch (name) {
      case "EXISTS_errorDeclaration" -> {
        if (Parameters.exists(name, values)) {
          add(Set.of("errorDeclaration"), EpcisEvent::declaredWrong);
        }
      }
      case "EQ_errorReason" -> {
        Set<String> wanted = canonical(name, CoreVocabularies.ERROR_REASON, values);
        add(
            Set.of("errorDeclaration"),
            event -> {
              String reason = event.tree().object("errorDeclaration").text("reason");
              return reason != null
                  && isWord(event, wanted, CoreVocabularies.ERROR_REASON.canonical(reason));
            });
      }
      case "EQ_correctiveEventID" -> {
        Set<String> wanted = Set.copyOf(values);
        add(
            Set.of("errorDeclaration"),
            event ->
                event.tree().object("errorDeclaration").texts("correctiveEventIDs").stream()
                    .anyMatch(wanted::contains));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean quantity(String name, List<String> values) throws QueryParameterException {
    Comparison comparison = Parameters.comparison(name);
    if (comparison == null || !name.startsWith("quantity", 3)) {
      return false;
    }
    String rest = name.substring(3 + "quantity".length());
    if (!rest.isEmpty() && rest.charAt(0) != '_') {
      return false;
    }
    String unit = rest.isEmpty() ? null : Parameters.unit(name, rest.substring(1));
    List<BigDecimal> asked = Parameters.numbers(name, values, comparison);
    Set<String> members = new LinkedHashSet<>();
    CLASSES.forEach(role -> members.add(role.member()));
    add(
        Set.copyOf(members),
        event ->
            event.identifiers().stream()
                .anyMatch(
                    id -> {
                      BigDecimal held = Operand.decimal(id.quantity());
                      return held != null
                          && asked.stream()
                              .anyMatch(
                                  one ->
                                      unit == null
                                          ? comparison.holds(held.compareTo(one))
                                          : Sensors.holds(held, id.uom(), unit, comparison, one));
                    }));
    return true;
  }

  private Set<String> canonical(String name, Vocabulary vocabulary, List<String> values)
      throws QueryParameterException {
    Set<String> words = new LinkedHashSet<>();
    for (String value : values) {
      String word = vocabulary.canonical(value);
      if (word == null) {
        throw new QueryParameterException(
            name, "a value must be one of the standard's words or a URI of one's own.");
      }
      words.add(word);
      words.add(expanded(word));
    }
    return words;
  }

  /** A word with a prefix that the query declares, put out in full. */
  private String expanded(String word) {
    int colon = word.indexOf(':');
    String space = colon < 1 ? null : prefixes.get(word.substring(0, colon));
    return space == null ? word : space + word.substring(colon + 1);
  }

  private static boolean isWord(EpcisEvent event, Set<String> wanted, @Nullable String held) {
    return held != null && (wanted.contains(held) || wanted.contains(event.expanded(held)));
  }

  private static boolean contains(Set<String> wanted, @Nullable String held) {
    return held != null && wanted.contains(held);
  }

  private static @Nullable String placeOf(EpcisEvent event, String member) {
    return event.tree().object(member).text("id");
  }

  private static boolean holds(@Nullable String held, Comparison comparison, Instant asked) {
    Instant time = Operand.instant(held);
    return time != null && comparison.holds(time.compareTo(asked));
  }

  private void add(Set<String> members, java.util.function.Predicate<EpcisEvent> test) {
    criteria.add(Criterion.of(members, event -> test.test(event.event())));
  }
}
