package dev.vitrine.gateway.dscsa;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.custody.CustodyCheck;
import dev.vitrine.gateway.custody.CustodySchema;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.SlotRef;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks, in a presentation that was found valid, the claims under which a pack that came back can
 * be sold again. In this order, each a step of its own:
 *
 * <ol>
 *   <li>{@code commissioned}: record 0 is an event, not declared wrong, that commissioned the pack;
 *   <li>{@code owner}: the GTIN's owner sent it;
 *   <li>{@code lot}, {@code expiry}: it gives the pack what is printed on it; the expiry is proved
 *       and not shown;
 *   <li>{@code not-expired}: that day is not over, by the verifier's clock, in UTC;
 *   <li>{@code received}: record 1 is an event, not declared wrong, in which the receiver says it
 *       received the pack;
 *   <li>{@code custody}: all other records are the pack's chain from its first step, without a gap;
 *   <li>{@code not-recalled}: no step of it gives the disposition {@code recalled}.
 * </ol>
 *
 * <p>Whether later steps exist is not told: ask with a fresh nonce. A recall that no event of the
 * pack tells is not seen, but by a set of recalled lots: require as a fact that the lot is not in
 * it.
 */
public final class SaleableReturnCheck {
  private static final Schema EVENTS = EventSchema.SCHEMA;
  private static final String LOT = "lot";
  private static final String SENT_LOT = "/ilmd/cbvmda:lotNumber";
  private static final String RECALLED = "recalled";
  private static final int COMMISSIONED = 0;
  private static final int RECEIVED = 1;
  private static final int CHAIN = 2;

  private final Pack pack;
  private final String owner;
  private final String receiver;
  private final LocalDate today;

  /**
   * Of one pack.
   *
   * @param owner the party that owns the GTIN, as the gateway knows it
   * @param receiver the party that must have received the pack
   * @param today the verifier's day in UTC
   */
  public SaleableReturnCheck(Pack pack, String owner, String receiver, LocalDate today) {
    this.pack = pack;
    this.owner = owner;
    this.receiver = receiver;
    this.today = today;
  }

  /**
   * Checks the claims.
   *
   * @param passed is told each that holds
   * @throws RefusedException with the first that does not
   */
  public void check(Verdict verdict, Consumer<Step> passed) throws RefusedException {
    Statement statement = verdict.statement();
    RecordClaim commissioned = event("commissioned", statement, COMMISSIONED);
    require(
        "commissioned",
        "commissioning".equals(text(commissioned, "bizStep"))
            && "ADD".equals(text(commissioned, "action"))
            && names(commissioned),
        "the first record does not commission this pack",
        "record 0 commissions the pack",
        passed);
    require(
        "owner",
        owner.equals(text(commissioned, "capturingParty")),
        "somebody else than the GTIN's owner commissioned it",
        "it was sent by " + owner,
        passed);
    require(
        "lot",
        pack.lot().equals(text(commissioned, LOT)) || wasSentWithLot(commissioned),
        "the pack was commissioned with another lot",
        "the printed one",
        passed);
    require(
        "expiry",
        expires(statement),
        "it is not proved that the pack expires on the printed day",
        "the printed one, proved and not shown",
        passed);
    require(
        "not-expired",
        !today.isAfter(pack.expiry()),
        "the pack has expired",
        "not before " + pack.expiry(),
        passed);
    RecordClaim received = event("received", statement, RECEIVED);
    require(
        "received",
        "receiving".equals(text(received, "bizStep"))
            && receiver.equals(text(received, "capturingParty"))
            && names(received),
        "the second record is no event in which the receiver received this pack",
        "record 1 says that " + receiver + " received it",
        passed);
    passed.accept(new CustodyCheck(pack.epc(), 1).check(verdict, CHAIN));
    for (int i = CHAIN; i < statement.records().size(); i++) {
      RecordClaim step = statement.records().get(i);
      if (!step.shown().containsKey(step.schema().indexOf(CustodySchema.DISPOSITION))
          || RECALLED.equals(text(step, CustodySchema.DISPOSITION))) {
        throw RefusedException.invalid(
            "not-recalled", "record " + i + " says that the pack is recalled, or does not tell");
      }
    }
    passed.accept(
        new Step(
            "not-recalled",
            isInNoSet(statement)
                ? "by no step of its chain, nor by the set that its lot is proved not to be in"
                : "by no step of its chain"));
  }

  private static void require(
      String step, boolean holds, String reason, String detail, Consumer<Step> passed)
      throws RefusedException {
    if (!holds) {
      throw RefusedException.invalid(step, reason);
    }
    passed.accept(new Step(step, detail));
  }

  /** An event that was not declared wrong. */
  private static RecordClaim event(String step, Statement statement, int record)
      throws RefusedException {
    if (statement.records().size() <= record
        || !statement.records().get(record).schema().equals(EVENTS)) {
      throw RefusedException.invalid(step, "record " + record + " is no event");
    }
    RecordClaim claim = statement.records().get(record);
    Optional<byte[]> wrong = claim.shown().get(EVENTS.indexOf("errorDeclaration"));
    if (wrong == null || wrong.isPresent()) {
      throw RefusedException.invalid(
          step, "record " + record + " was declared wrong, or does not tell");
    }
    return claim;
  }

  private boolean names(RecordClaim event) {
    return event.elements().getOrDefault(EVENTS.indexOf("epcs"), List.of()).stream()
        .flatMap(element -> Element.of(element).stream())
        .anyMatch(
            element ->
                element.pointer().equals("/epcList")
                    && CanonicalEpc.of(element.value()).equals(pack.epc()));
  }

  /** The lot as it stands in the event's ILMD, where the slot is hidden. */
  private boolean wasSentWithLot(RecordClaim event) {
    return event.elements().getOrDefault(EVENTS.indexOf("ilmd"), List.of()).stream()
        .flatMap(element -> Element.of(element).stream())
        .anyMatch(
            element -> element.pointer().equals(SENT_LOT) && element.value().equals(pack.lot()));
  }

  private static boolean isInNoSet(Statement statement) {
    SlotRef slot = new SlotRef(COMMISSIONED, EVENTS.indexOf(LOT));
    return statement.predicates().stream()
        .anyMatch(
            predicate ->
                predicate instanceof Predicate.Membership membership
                    && membership.ref().equals(slot)
                    && !membership.member());
  }

  private boolean expires(Statement statement) {
    SlotRef slot = new SlotRef(COMMISSIONED, EVENTS.indexOf("expiry"));
    Optional<Long> day = Optional.of(pack.expiryDay());
    return statement.predicates().stream()
        .anyMatch(
            predicate ->
                predicate instanceof Predicate.Bounds bounds
                    && bounds.terms().equals(List.of(new Predicate.Term(slot, 1)))
                    && bounds.lower().equals(day)
                    && bounds.upper().equals(day));
  }

  private static @Nullable String text(RecordClaim claim, String slot) {
    Optional<byte[]> value = claim.shown().get(claim.schema().indexOf(slot));
    return value == null || value.isEmpty()
        ? null
        : new String(value.get(), StandardCharsets.UTF_8);
  }
}
