package dev.vitrine.gateway.dscsa;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Disclosed;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.query.RecordAccess;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether the GTIN's owner has commissioned a pack with what is printed on it.
 *
 * <p>Whom it answers is for the owner's policy: the caller must be allowed to search its events by
 * {@code epc}, and to have facts proved of {@code lot}, {@code expiry} and {@code bizStep}. For all
 * others the GTIN is none that is verified here.
 */
@ApplicationScoped
class PackVerification {
  private static final Schema SCHEMA = EventSchema.SCHEMA;
  private static final List<String> ASKED_ABOUT = List.of("bizStep", "lot", "expiry");
  private static final String RECALLED = "recalled";
  private static final String NOT_FOR_DISTRIBUTION = "Not_for_distribution";

  /** Dispositions of the CBV (2.0 §7.2) in which a pack is not to be handed on. */
  private static final Set<String> NOT_TO_BE_HANDED_ON =
      Set.of(
          "damaged",
          "destroyed",
          "disposed",
          "dispensed",
          "expired",
          "inactive",
          "mismatch_instance",
          "no_pedigree_match",
          "non_sellable_other",
          "stolen",
          "unavailable",
          "unknown");

  private final GtinOwners owners;
  private final Policies policies;
  private final PackEvents events;
  private final Disclosures disclosures;

  PackVerification(
      GtinOwners owners, Policies policies, PackEvents events, Disclosures disclosures) {
    this.owners = owners;
    this.policies = policies;
    this.events = events;
    this.disclosures = disclosures;
  }

  /**
   * The answer.
   *
   * @param gln who answers
   * @param failure empty: the identifier is verified
   * @param additionalInfo {@code recalled} or {@code Not_for_distribution}, where the owner's
   *     newest disposition says so and the caller may know it
   */
  record Answer(String gln, Optional<FailureReason> failure, Optional<String> additionalInfo) {}

  /**
   * The owner of a pack's GTIN, if the caller may ask about its packs.
   *
   * @throws GatewayException.NotFound if there is none; it does not tell which
   */
  GtinOwners.Owner owner(Caller caller, String gtin) {
    return owners
        .of(gtin)
        .filter(owner -> mayAsk(policies.decide(caller, owner.party(), SCHEMA)))
        .orElseThrow(
            () ->
                new GatewayException.NotFound(
                    "Packs of that GTIN are not verified here, or not for you."));
  }

  /**
   * Verifies; on record when this returns.
   *
   * @throws GatewayException.NotFound as {@link #owner}
   */
  Answer verify(Caller caller, Pack pack) {
    GtinOwners.Owner owner = owner(caller, pack.gtin());
    Optional<RecordAccess.Opened> commissioned = events.commissioning(caller, pack, owner.party());
    Optional<FailureReason> failure =
        commissioned.isEmpty()
            ? Optional.of(FailureReason.GTIN_SERIAL)
            : compare(commissioned.get(), pack);
    Decision decision = policies.decide(caller, owner.party(), SCHEMA);
    Optional<String> info =
        commissioned.isEmpty() || decision.of(SCHEMA, "disposition") == Disclosure.HIDE
            ? Optional.empty()
            : events.disposition(caller, pack, owner.party()).flatMap(PackVerification::info);
    String told =
        failure.map(FailureReason::code).orElse("verified") + info.map(i -> ", " + i).orElse("");
    disclosures.commit(
        List.of(
            new Disclosures.Entry(
                new Disclosed(
                    "verification",
                    commissioned.map(event -> event.found().ref()),
                    SCHEMA.id(),
                    owner.party(),
                    caller,
                    decision.policyId(),
                    List.of(),
                    List.of(told),
                    "",
                    ""),
                List.of())));
    return new Answer(owner.gln(), failure, info);
  }

  private static boolean mayAsk(Decision decision) {
    return (decision.search().contains("*") || decision.search().contains("epc"))
        && ASKED_ABOUT.stream().allMatch(slot -> decision.of(SCHEMA, slot) != Disclosure.HIDE);
  }

  private static Optional<FailureReason> compare(RecordAccess.Opened commissioned, Pack pack) {
    String lot = PackEvents.text(commissioned, "lot");
    Long expiry = PackEvents.expiry(commissioned);
    if (lot == null || expiry == null) {
      return Optional.of(FailureReason.NONE);
    }
    boolean sameLot = lot.equals(pack.lot());
    boolean sameExpiry = expiry == pack.expiryDay();
    if (sameLot && sameExpiry) {
      return Optional.empty();
    }
    return Optional.of(
        sameLot ? FailureReason.EXPIRY : sameExpiry ? FailureReason.LOT : FailureReason.LOT_EXPIRY);
  }

  private static Optional<String> info(String disposition) {
    if (disposition.equals(RECALLED)) {
      return Optional.of(RECALLED);
    }
    return NOT_TO_BE_HANDED_ON.contains(disposition)
        ? Optional.of(NOT_FOR_DISTRIBUTION)
        : Optional.empty();
  }
}
