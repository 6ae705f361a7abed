package dev.vitrine.gateway.trace;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.query.RecordAccess;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see of an event, as far as a trace needs it: everything is worked out on this,
 * so that what is hidden does not exist. An event that was declared wrong, or of which that can't
 * be seen, tells nothing.
 *
 * @param opened the event's record
 * @param type the event's type; empty where it may not be seen
 * @param action the action; empty where there is none or it may not be seen
 * @param eventId the sender's name for it; null where there is none or it may not be seen
 * @param millis its time in ms since 1970; null where it may not be seen
 * @param parent the parent, in canonical form; null as above
 * @param transformation its transformationID; null as above
 * @param childless whether it is seen to name no child, input, output or other object
 * @param epcs objects that it is simply about, in canonical form
 * @param children objects put into or taken out of the parent
 */
record TracedEvent(
    RecordAccess.Opened opened,
    String type,
    String action,
    @Nullable String eventId,
    @Nullable Long millis,
    @Nullable String parent,
    @Nullable String transformation,
    boolean childless,
    List<String> epcs,
    List<String> children,
    List<String> inputs,
    List<String> outputs) {

  static final String AGGREGATION = "AggregationEvent";
  static final String ASSOCIATION = "AssociationEvent";
  static final String TRANSFORMATION = "TransformationEvent";

  private static final Schema SCHEMA = EventSchema.SCHEMA;
  private static final String EPCS = "epcs";

  private static final List<String> SLOTS =
      List.of(
          "eventType",
          "action",
          "errorDeclaration",
          "eventID",
          "eventTime",
          "parentID",
          "transformationID",
          EPCS);

  /** The event as {@code opened} shows it. */
  static TracedEvent of(RecordAccess.Opened opened) {
    boolean stands =
        shows(opened.decision(), "errorDeclaration") && text(opened, "errorDeclaration") == null;
    return new TracedEvent(
        opened,
        stands ? Optional.ofNullable(text(opened, "eventType")).orElse("") : "",
        Optional.ofNullable(text(opened, "action")).orElse(""),
        text(opened, "eventID"),
        millis(opened),
        canonical(text(opened, "parentID")),
        canonical(text(opened, "transformationID")),
        shows(opened.decision(), EPCS)
            && opened.record().commitment().value(SCHEMA.indexOf(EPCS)) == null,
        objects(opened, "/epcList"),
        objects(opened, "/childEPCs"),
        objects(opened, "/inputEPCList"),
        objects(opened, "/outputEPCList"));
  }

  /** Its record. */
  RecordRef ref() {
    return opened.found().ref();
  }

  /** Whether the object, or the transformation, is one that it is seen to name. */
  boolean names(String object) {
    return object.equals(parent)
        || object.equals(transformation)
        || epcs.contains(object)
        || children.contains(object)
        || inputs.contains(object)
        || outputs.contains(object);
  }

  /** The names of the slots that were looked at and may be shown. */
  static List<String> shown(Decision decision) {
    return SLOTS.stream().filter(slot -> shows(decision, slot)).toList();
  }

  /** Whether parent and children go together. */
  boolean containment() {
    return type.equals(AGGREGATION) || type.equals(ASSOCIATION);
  }

  private static @Nullable String canonical(@Nullable String epc) {
    return epc == null ? null : CanonicalEpc.of(epc);
  }

  private static boolean shows(Decision decision, String slot) {
    return decision.of(SCHEMA, slot) == Disclosure.SHOW
        && SCHEMA.slot(slot).requires().stream()
            .allMatch(required -> decision.of(SCHEMA, required) == Disclosure.SHOW);
  }

  private static @Nullable String text(RecordAccess.Opened opened, String slot) {
    if (!shows(opened.decision(), slot)) {
      return null;
    }
    byte[] value = opened.record().commitment().value(SCHEMA.indexOf(slot));
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static @Nullable Long millis(RecordAccess.Opened opened) {
    byte[] value = opened.record().commitment().value(SCHEMA.indexOf("eventTime"));
    return value == null || !shows(opened.decision(), "eventTime")
        ? null
        : SCHEMA.slot("eventTime").decode(new BigInteger(1, value).longValue()).longValueExact();
  }

  private static List<String> objects(RecordAccess.Opened opened, String role) {
    List<String> found = new ArrayList<>();
    if (shows(opened.decision(), EPCS)) {
      for (byte[] bytes : opened.record().lists().getOrDefault(SCHEMA.indexOf(EPCS), List.of())) {
        Element element = Element.of(bytes).orElseThrow();
        if (element.pointer().equals(role)
            && opened.decision().allowsElement(EPCS, element.value())) {
          found.add(CanonicalEpc.of(element.value()));
        }
      }
    }
    return found;
  }
}
