package dev.vitrine.adapters.fhir.consent;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A patient's Consent (FHIR R4) as a rule.
 *
 * <p>Its base is {@code provision.type} of the root, or else {@code policyRule}: {@code OPTIN}
 * permits, {@code OPTOUT} denies, anything else denies. A base that permits holds only where the
 * root provision's own conditions hold, and denies elsewhere; and where its exceptions are permits,
 * it permits nothing but them: a patient who lists what may be seen has not allowed the rest. A
 * base that denies is silent where its conditions do not hold. Nested provisions are exceptions to
 * the one they stand in, at any depth; of two that both apply, the denial wins.
 *
 * <p>What is not understood is answered with no: a modifier extension, an unknown status of the
 * rule, a code of an unknown system. A consent that is not active, or not about privacy or
 * research, is silent. Signatures and {@code verification} of a consent are not looked at: who may
 * hand consents in is the gateway's decision.
 */
public final class Consent {
  private static final String SCOPES = "http://terminology.hl7.org/CodeSystem/consentscope";
  private static final String RULES = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  private static final Set<String> STATES =
      Set.of("draft", "proposed", "active", "rejected", "inactive", "entered-in-error");

  /** Elements that change what all others mean. */
  private static final List<String> CHANGERS = List.of("modifierExtension", "implicitRules");

  private final JsonObject resource;

  private Consent(JsonObject resource) {
    this.resource = resource;
  }

  /** The consent in a resource; empty where it is another resource. */
  public static Optional<Consent> of(JsonObject resource) {
    return "Consent".equals(resource.string("resourceType"))
        ? Optional.of(new Consent(resource))
        : Optional.empty();
  }

  /**
   * The consent in a document.
   *
   * @throws InvalidDocumentException if it is not JSON as {@link StrictJsonReader} takes it
   */
  public static Optional<Consent> read(byte[] document) throws InvalidDocumentException {
    return of(StrictJsonReader.read(document, new Problems()));
  }

  /** Whom it speaks of, as {@code Patient/1}; null where it names nobody by a reference. */
  public @Nullable String patient() {
    JsonObject patient = resource.object("patient");
    return patient == null ? null : patient.string("reference");
  }

  /** Its id, which says which consent a later one replaces; null where it has none. */
  public @Nullable String id() {
    return resource.string("id");
  }

  /** What it says to a request for one of its patient's records. */
  public ConsentAnswer answer(ConsentRequest request) {
    String status = resource.string("status");
    if (status == null || !STATES.contains(status)) {
      return ConsentAnswer.DENY;
    }
    if (!status.equals("active") || !speaksOf(request)) {
      return ConsentAnswer.SILENT;
    }
    if (CHANGERS.stream().anyMatch(resource::has)) {
      return ConsentAnswer.DENY;
    }
    JsonObject given = resource.object("provision");
    if (given == null) {
      return resource.has("provision") ? ConsentAnswer.DENY : rule();
    }
    Provision root = Provision.of(given);
    ConsentAnswer type = root.type();
    ConsentAnswer base = type != null ? type : rule();
    if (base == ConsentAnswer.PERMIT) {
      if (!root.applies(request, true)) {
        return ConsentAnswer.DENY;
      }
      base = root.permitsInside() ? ConsentAnswer.DENY : base;
    } else if (!root.applies(request, false)) {
      return ConsentAnswer.SILENT;
    }
    return root.within(request, base);
  }

  /** Privacy for every purpose, research for research. */
  private boolean speaksOf(ConsentRequest request) {
    List<Coded> scopes = Coded.all(resource.object("scope"));
    boolean known = scopes.stream().anyMatch(scope -> scope.system().equals(SCOPES));
    return !known
        || scopes.contains(new Coded(SCOPES, "patient-privacy"))
        || (scopes.contains(new Coded(SCOPES, "research")) && request.purpose().equals("HRESCH"));
  }

  private ConsentAnswer rule() {
    return Coded.all(resource.object("policyRule")).contains(new Coded(RULES, "OPTIN"))
        ? ConsentAnswer.PERMIT
        : ConsentAnswer.DENY;
  }
}
