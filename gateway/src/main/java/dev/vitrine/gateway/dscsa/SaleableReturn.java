package dev.vitrine.gateway.dscsa;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.custody.CustodySchema;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.query.Proofs;
import dev.vitrine.gateway.query.RecordAccess;
import dev.vitrine.gateway.store.CustodyTable.Stored;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.v1.ElementRequest;
import dev.vitrine.v1.Membership;
import dev.vitrine.v1.Predicate;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.Range;
import dev.vitrine.v1.RecordSelection;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.SlotPlace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Ready-made requests for proofs about a pack. {@link SaleableReturnCheck} says what they come to.
 *
 * <ol>
 *   <li>The event in which the GTIN's owner commissioned the pack: its identifier and lot are
 *       shown, and that the hidden expiry is the printed one is proved.
 *   <li>For a return, the newest event in which the caller received it;
 *   <li>and each step of its chain of custody, with nothing but the disposition.
 * </ol>
 */
@ApplicationScoped
class SaleableReturn {
  private static final String LOT = "lot";
  private static final List<String> COMMISSIONING =
      List.of("bizStep", "action", "capturingParty", LOT);
  private static final List<String> RECEIVING = List.of("bizStep", "capturingParty");
  private static final List<String> STEP = List.of(CustodySchema.DISPOSITION);

  /** Beside commissioning and receiving, as many as fit. */
  private static final int MAX_STEPS = Statement.MAX_RECORDS - 2;

  private final PackVerification verification;
  private final PackEvents events;
  private final Proofs proofs;

  SaleableReturn(PackVerification verification, PackEvents events, Proofs proofs) {
    this.verification = verification;
    this.events = events;
    this.proofs = proofs;
  }

  /**
   * Proves that the owner commissioned the pack with what is printed on it.
   *
   * @throws GatewayException.NotFound if its packs are not verified here, or not for the caller
   * @throws GatewayException.Unmet if it is not so
   */
  byte[] commissioned(Caller caller, Pack pack, String audience, byte[] nonce) {
    return proofs.answer(caller, start(caller, pack, audience, nonce).build()).file();
  }

  /**
   * Proves what a pack that comes back needs to be sold again.
   *
   * @param recalls the signed descriptor of a set of recalled lots that the lot must not be in;
   *     empty: none
   * @throws GatewayException.NotFound if its packs are not verified here, or not for the caller
   * @throws GatewayException.Unmet if it is not so
   */
  byte[] saleable(Caller caller, Pack pack, String audience, byte[] nonce, byte[] recalls) {
    RequestProofRequest.Builder request = start(caller, pack, audience, nonce);
    if (recalls.length > 0) {
      lotNotIn(recalls, pack, request);
    }
    RecordAccess.Opened received =
        events
            .receiving(caller, pack, caller.requireParty())
            .orElseThrow(() -> unmet("You have handed in no event of receiving this pack."));
    request.addRecords(selection(received, pack, RECEIVING));
    List<Stored> steps = events.steps(pack);
    if (steps.size() > MAX_STEPS) {
      throw unmet("The pack's chain has more than " + MAX_STEPS + " steps.");
    }
    for (Stored step : steps) {
      request.addRecords(
          RecordSelection.newBuilder()
              .setRecordId(step.ref().toString())
              .addAllSlots(STEP)
              .addElements(element(CustodySchema.STEPS, pack.epc())));
    }
    return proofs.answer(caller, request.build()).file();
  }

  /**
   * A slot that is shown has no facts proved: the lot is shown as it stands in the event instead.
   */
  private static void lotNotIn(byte[] recalls, Pack pack, RequestProofRequest.Builder request) {
    RecordSelection.Builder commissioning = request.getRecords(0).toBuilder().clearSlots();
    COMMISSIONING.stream().filter(slot -> !slot.equals(LOT)).forEach(commissioning::addSlots);
    request.setRecords(0, commissioning.addElements(element("ilmd", pack.lot())));
    request.addPredicates(
        Predicate.newBuilder()
            .setNotMemberOf(
                Membership.newBuilder()
                    .setOf(SlotPlace.newBuilder().setRecord(0).setSlot(LOT))
                    .setSet(ByteString.copyFrom(recalls))));
  }

  private RequestProofRequest.Builder start(
      Caller caller, Pack pack, String audience, byte[] nonce) {
    // what does not match is told, and so put on record, as in any verification
    Optional<FailureReason> failure = verification.verify(caller, pack).failure();
    if (failure.isPresent()) {
      throw unmet("The pack is not verified: " + failure.get().code() + ".");
    }
    RecordAccess.Opened commissioned =
        events
            .commissioning(caller, pack, verification.owner(caller, pack.gtin()).party())
            .orElseThrow();
    String day = Long.toString(pack.expiryDay());
    return RequestProofRequest.newBuilder()
        .setMode(ProofMode.PROOF_MODE_ANCHORED)
        .setAudience(audience)
        .setNonce(ByteString.copyFrom(nonce))
        .addRecords(selection(commissioned, pack, COMMISSIONING))
        .addPredicates(
            Predicate.newBuilder()
                .setRange(
                    Range.newBuilder()
                        .setOf(SlotPlace.newBuilder().setRecord(0).setSlot("expiry"))
                        .setAtLeast(day)
                        .setAtMost(day)));
  }

  private static RecordSelection selection(
      RecordAccess.Opened event, Pack pack, List<String> slots) {
    return RecordSelection.newBuilder()
        .setRecordId(event.found().ref().toString())
        .addAllSlots(slots)
        .addElements(element("epcs", PackEvents.asSent(event, pack).orElseThrow()))
        .build();
  }

  private static ElementRequest element(String slot, String element) {
    return ElementRequest.newBuilder().setSlot(slot).setElement(element).build();
  }

  private static GatewayException.Unmet unmet(String reason) {
    return new GatewayException.Unmet(GatewayException.Unmet.FACT_NOT_SO, reason);
  }
}
