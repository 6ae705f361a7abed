package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.identifier.EpcFormat;
import dev.vitrine.adapters.gs1.identifier.GcpLengths;
import dev.vitrine.adapters.gs1.model.Role;
import dev.vitrine.adapters.gs1.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives events with their identifiers in the form a client asks for (EPCIS 2.0 §12.6.4). */
final class IdentifierForm {
  private static final Map<String, String> TYPED =
      Map.of(
          "bizTransactionList", "bizTransaction",
          "sourceList", "source",
          "destinationList", "destination");

  private final EpcFormat format;

  private IdentifierForm(EpcFormat format) {
    this.format = format;
  }

  /**
   * The form a header asks for; where there is none, the standard's: Digital Links.
   *
   * @throws EpcisRefusal for another
   */
  static IdentifierForm of(@Nullable String asked) {
    EpcFormat format =
        asked == null ? EpcFormat.ALWAYS_GS1_DIGITAL_LINK : EpcFormat.of(asked.strip());
    if (format == null) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.NOT_ACCEPTABLE,
          Negotiation.EPC_FORMAT
              + " is one of No_Preference, Always_GS1_Digital_Link, Always_EPC_URN,"
              + " Never_Translates.");
    }
    return new IdentifierForm(format);
  }

  /**
   * An identifier in this form; as it was sent where it has no such form, or none that can be known
   * without the table of company prefixes.
   */
  String of(String id, GcpLengths lengths) {
    String other = format.apply(id, lengths).uri();
    return other == null ? id : other;
  }

  /** An event with its identifiers in this form. */
  Value.Members of(Value.Members event, GcpLengths lengths) {
    if (format == EpcFormat.NO_PREFERENCE || format == EpcFormat.NEVER_TRANSLATES) {
      return event;
    }
    Map<String, Value> out = new LinkedHashMap<>(event.members());
    for (Role role : Role.values()) {
      out.computeIfPresent(
          role.member(),
          (name, value) ->
              role.ofClasses() ? each(value, "epcClass", lengths) : text(value, lengths));
    }
    TYPED.forEach(
        (list, member) ->
            out.computeIfPresent(list, (name, value) -> each(value, member, lengths)));
    out.computeIfPresent("readPoint", (name, value) -> inside(value, "id", lengths));
    out.computeIfPresent("bizLocation", (name, value) -> inside(value, "id", lengths));
    return new Value.Members(out);
  }

  private Value each(Value list, String member, GcpLengths lengths) {
    return list instanceof Value.Items items
        ? new Value.Items(
            items.items().stream().map(item -> inside(item, member, lengths)).toList())
        : list;
  }

  private Value inside(Value object, String member, GcpLengths lengths) {
    if (!(object instanceof Value.Members members)) {
      return object;
    }
    Map<String, Value> out = new LinkedHashMap<>(members.members());
    out.computeIfPresent(member, (name, value) -> text(value, lengths));
    return new Value.Members(out);
  }

  private Value text(Value value, GcpLengths lengths) {
    if (value instanceof Value.Text text) {
      return new Value.Text(of(text.text(), lengths));
    }
    if (value instanceof Value.Items items) {
      List<Value> out = items.items().stream().map(item -> text(item, lengths)).toList();
      return new Value.Items(out);
    }
    return value;
  }
}
