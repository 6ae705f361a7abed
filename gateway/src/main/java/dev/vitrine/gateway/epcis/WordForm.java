package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.vocabulary.CbvFormat;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives events with the standard's words in the form that their syntax or a client asks for. JSON
 * has the short names, whatever syntax an event came in. In XML, which has URIs, header {@code
 * GS1-CBV-XML-Format} of EPCIS 2.0's OpenAPI description chooses.
 *
 * <p>A vendor's own words stay; those of the GS1 Web Vocabulary (kinds of measurement and of
 * alerts) have one form only in XML.
 */
final class WordForm {
  private static final Map<String, Vocabulary> TYPED =
      Map.of(
          "bizTransactionList", CoreVocabularies.BIZ_TRANSACTION,
          "sourceList", CoreVocabularies.SOURCE_DESTINATION,
          "destinationList", CoreVocabularies.SOURCE_DESTINATION);

  private static final Map<String, Vocabulary> OF_REPORTS =
      Map.of(
          "component", CoreVocabularies.COMPONENT,
          "type", CoreVocabularies.MEASUREMENT,
          "exception", CoreVocabularies.SENSOR_ALERT);

  private static final WordForm AS_SENT = new WordForm(null);

  /** As JSON has them. */
  static final WordForm SHORT =
      new WordForm(
          (vocabulary, word) -> Objects.requireNonNullElse(vocabulary.canonical(word), word));

  private final @Nullable BiFunction<Vocabulary, String, String> written;

  private WordForm(@Nullable BiFunction<Vocabulary, String, String> written) {
    this.written = written;
  }

  /**
   * The form in XML that a header asks for. Where there is none, the description has no default:
   * then it is the server's choice, as for {@code No_Preference}, and words stay as they were sent.
   *
   * @throws EpcisRefusal for another
   */
  static WordForm inXml(@Nullable String asked) {
    CbvFormat format = asked == null ? CbvFormat.NO_PREFERENCE : CbvFormat.of(asked.strip());
    if (format == null) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.NOT_ACCEPTABLE,
          Negotiation.CBV_XML_FORMAT
              + " is one of No_Preference, Always_Web_URI, Always_URN, Never_Translates.");
    }
    return format == CbvFormat.NO_PREFERENCE || format == CbvFormat.NEVER_TRANSLATES
        ? AS_SENT
        : new WordForm(format::apply);
  }

  /** An event with its words in this form. */
  Value.Members of(Value.Members event) {
    if (written == null) {
      return event;
    }
    Map<String, Value> out = new LinkedHashMap<>(event.members());
    UnaryOperator<Value> disposition = word(CoreVocabularies.DISPOSITION, written);
    change(out, "bizStep", word(CoreVocabularies.BIZ_STEP, written));
    change(out, "disposition", disposition);
    change(out, "persistentDisposition", inside("set", disposition));
    change(out, "persistentDisposition", inside("unset", disposition));
    change(out, "errorDeclaration", inside("reason", word(CoreVocabularies.ERROR_REASON, written)));
    for (Map.Entry<String, Vocabulary> list : TYPED.entrySet()) {
      change(out, list.getKey(), inside("type", word(list.getValue(), written)));
    }
    for (Map.Entry<String, Vocabulary> attribute : OF_REPORTS.entrySet()) {
      change(
          out,
          "sensorElementList",
          inside("sensorReport", inside(attribute.getKey(), word(attribute.getValue(), written))));
    }
    return new Value.Members(out);
  }

  private static void change(Map<String, Value> members, String name, UnaryOperator<Value> how) {
    members.computeIfPresent(name, (any, value) -> how.apply(value));
  }

  /** A change of one member of an object, or of each object in a list. */
  private static UnaryOperator<Value> inside(String member, UnaryOperator<Value> how) {
    return each(
        value -> {
          if (!(value instanceof Value.Members object)) {
            return value;
          }
          Map<String, Value> out = new LinkedHashMap<>(object.members());
          change(out, member, how);
          return new Value.Members(out);
        });
  }

  private static UnaryOperator<Value> word(
      Vocabulary vocabulary, BiFunction<Vocabulary, String, String> written) {
    return each(
        value ->
            value instanceof Value.Text text
                ? new Value.Text(written.apply(vocabulary, text.text()))
                : value);
  }

  private static UnaryOperator<Value> each(UnaryOperator<Value> how) {
    return value ->
        value instanceof Value.Items items
            ? new Value.Items(items.items().stream().map(how).toList())
            : how.apply(value);
  }
}
