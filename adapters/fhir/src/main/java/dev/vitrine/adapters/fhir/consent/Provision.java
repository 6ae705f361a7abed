package dev.vitrine.adapters.fhir.consent;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.time.Interval;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One {@code provision} of a Consent with those nested in it (FHIR R4, consent-definitions).
 *
 * <p>Each condition is asked for certainty or for possibility: a permit needs all its conditions to
 * hold for certain, a denial only needs that they may. So a code, a role, a reference or an element
 * that is not understood here never widens what is allowed.
 */
final class Provision {
  private static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
  private static final String ACTIONS = "http://terminology.hl7.org/CodeSystem/consentaction";
  private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

  /** Being shown something is to access it, and to be one it is disclosed to. */
  private static final Set<String> SHOWING = Set.of("access", "disclose");

  /** Actions that are none of a gateway's answers. */
  private static final Set<String> OTHER_ACTIONS = Set.of("collect", "use", "correct");

  /** Roles of those who receive. */
  private static final Set<String> RECEIVING = Set.of("IRCP", "PRCP", "REFT", "TRC");

  private static final Set<String> UNDERSTOOD =
      Set.of(
          "id",
          "extension",
          "type",
          "period",
          "actor",
          "action",
          "securityLabel",
          "purpose",
          "class",
          "code",
          "dataPeriod",
          "data",
          "provision");

  private final JsonObject provision;
  private final List<Provision> nested;
  private final boolean understood;

  private Provision(JsonObject provision) {
    this.provision = provision;
    this.nested = provision.objects("provision").stream().map(Provision::new).toList();
    this.understood = understood(provision);
  }

  static Provision of(JsonObject provision) {
    return new Provision(provision);
  }

  /** What this one says by itself, or null where it does not say. */
  @Nullable ConsentAnswer type() {
    String type = provision.string("type");
    if (type == null) {
      return provision.has("type") ? ConsentAnswer.DENY : null;
    }
    return type.equals("permit") ? ConsentAnswer.PERMIT : ConsentAnswer.DENY;
  }

  /** Whether one nested directly in it permits something. */
  boolean permitsInside() {
    return nested.stream().anyMatch(inner -> inner.type() == ConsentAnswer.PERMIT);
  }

  /** What holds where this provision's own answer is {@code own}: its exceptions come first. */
  ConsentAnswer within(ConsentRequest request, ConsentAnswer own) {
    ConsentAnswer exceptions = ConsentAnswer.SILENT;
    for (Provision inner : nested) {
      ConsentAnswer type = inner.type();
      // required in a nested provision; without it, it can't be known what it does
      ConsentAnswer says = type == null ? ConsentAnswer.DENY : type;
      if (inner.applies(request, says == ConsentAnswer.PERMIT)) {
        exceptions = exceptions.and(inner.within(request, says));
      }
    }
    return exceptions == ConsentAnswer.SILENT ? own : exceptions;
  }

  /**
   * Whether its conditions hold.
   *
   * @param certain whether they must hold for certain; otherwise it is enough that they may
   */
  boolean applies(ConsentRequest request, boolean certain) {
    if (!understood && certain) {
      return false;
    }
    return inPeriod(request, certain)
        && forActor(request, certain)
        && forAction(certain)
        && forLabels(request)
        && forPurpose(request, certain)
        && forClass(request, certain)
        && forCode(request)
        && forDataPeriod(request, certain)
        && forData(request, certain);
  }

  private boolean inPeriod(ConsentRequest request, boolean certain) {
    JsonObject period = provision.object("period");
    if (period == null) {
      return absent("period", certain);
    }
    Period read = Period.of(period);
    Interval now = new Interval(request.atMillis(), request.atMillis());
    return certain ? read.understood() && read.certainlyHolds(now) : read.mayTouch(now);
  }

  private boolean forActor(ConsentRequest request, boolean certain) {
    List<JsonObject> actors = provision.objects("actor");
    if (actors.isEmpty()) {
      return absent("actor", certain);
    }
    return actors.stream().anyMatch(actor -> isRecipient(actor, request, certain));
  }

  private static boolean isRecipient(JsonObject actor, ConsentRequest request, boolean certain) {
    if (certain
        && Coded.all(actor.object("role")).stream()
            .noneMatch(
                role -> role.system().equals(PARTICIPATION) && RECEIVING.contains(role.code()))) {
      return false;
    }
    JsonObject reference = actor.object("reference");
    if (reference == null) {
      return !certain;
    }
    JsonObject identifier = reference.object("identifier");
    String value = identifier == null ? null : identifier.string("value");
    String literal = reference.string("reference");
    if (literal == null && value == null) {
      return !certain;
    }
    return (literal != null && request.recipients().contains(literal))
        || (value != null && request.recipients().contains(value));
  }

  private boolean forAction(boolean certain) {
    List<JsonObject> actions = provision.objects("action");
    if (actions.isEmpty()) {
      return absent("action", certain);
    }
    return actions.stream()
        .flatMap(action -> Coded.all(action).stream())
        .anyMatch(
            action ->
                action.system().equals(ACTIONS)
                    ? SHOWING.contains(action.code())
                        || (!certain && !OTHER_ACTIONS.contains(action.code()))
                    : !certain);
  }

  /** All labels must be on the record. */
  private boolean forLabels(ConsentRequest request) {
    return provision.objects("securityLabel").stream()
        .allMatch(label -> request.record().labels().contains(Coded.of(label)));
  }

  private boolean forPurpose(ConsentRequest request, boolean certain) {
    List<JsonObject> purposes = provision.objects("purpose");
    if (purposes.isEmpty()) {
      return absent("purpose", certain);
    }
    return purposes.stream()
        .map(Coded::of)
        .anyMatch(
            purpose -> {
              boolean known = is(REASONS, purpose) && !request.purpose().isEmpty();
              return known ? covers(purpose.code(), request.purpose()) : !certain;
            });
  }

  /** Emergency treatment is treatment. */
  private static boolean covers(String named, String asked) {
    return named.equals(asked)
        || named.equals("PurposeOfUse")
        || (named.equals("TREAT") && asked.equals("ETREAT"));
  }

  private boolean forClass(ConsentRequest request, boolean certain) {
    List<JsonObject> classes = provision.objects("class");
    if (classes.isEmpty()) {
      return absent("class", certain);
    }
    return classes.stream()
        .map(Coded::of)
        .anyMatch(
            named ->
                is(RESOURCE_TYPES, named)
                    ? named.code().equals(request.record().type())
                    : !certain);
  }

  private static boolean is(String system, @Nullable Coded code) {
    return code != null && code.system().equals(system);
  }

  private boolean forCode(ConsentRequest request) {
    List<JsonObject> concepts = provision.objects("code");
    return concepts.isEmpty()
        || concepts.stream()
            .flatMap(concept -> Coded.all(concept).stream())
            .anyMatch(request.record().codes()::contains);
  }

  private boolean forDataPeriod(ConsentRequest request, boolean certain) {
    JsonObject period = provision.object("dataPeriod");
    if (period == null) {
      return absent("dataPeriod", certain);
    }
    Period read = Period.of(period);
    return request
        .record()
        .time()
        .map(time -> certain ? read.understood() && read.certainlyHolds(time) : read.mayTouch(time))
        .orElse(!certain);
  }

  private boolean forData(ConsentRequest request, boolean certain) {
    List<JsonObject> data = provision.objects("data");
    if (data.isEmpty()) {
      return absent("data", certain);
    }
    return data.stream().anyMatch(one -> isRecord(one, request, certain));
  }

  private static boolean isRecord(JsonObject data, ConsentRequest request, boolean certain) {
    JsonObject reference = data.object("reference");
    String literal = reference == null ? null : reference.string("reference");
    if (!"instance".equals(data.string("meaning")) || literal == null) {
      // related, dependents, authoredby: what they reach can't be told from the record alone
      return !certain;
    }
    return literal.equals(request.record().reference());
  }

  /** A condition that is not there holds; one of the wrong form is not understood. */
  private boolean absent(String name, boolean certain) {
    return !certain || !provision.has(name);
  }

  private static boolean understood(JsonObject provision) {
    for (int i = 0; i < provision.size(); i++) {
      String name = provision.name(i);
      if (!UNDERSTOOD.contains(name.startsWith("_") ? name.substring(1) : name)) {
        return false;
      }
    }
    return labelsUnderstood(provision) && codesUnderstood(provision.get("code"));
  }

  private static boolean labelsUnderstood(JsonObject provision) {
    return provision.objects("securityLabel").stream().allMatch(label -> Coded.of(label) != null);
  }

  private static boolean codesUnderstood(@Nullable Json code) {
    return !(code instanceof JsonPrimitive);
  }
}
