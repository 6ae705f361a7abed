package dev.vitrine.gateway.trace;

import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.custody.ChainStep;
import dev.vitrine.gateway.custody.Custody;
import dev.vitrine.gateway.custody.CustodySchema;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.query.Proofs;
import dev.vitrine.gateway.query.RecordAccess;
import dev.vitrine.gateway.store.CustodyTable.Stored;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.v1.ElementRequest;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordSelection;
import dev.vitrine.v1.RequestProofRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * An object's chain of custody as one caller may see it: the newest run of steps without a gap, at
 * most {@value #MAX_STEPS} of them. A step that the caller may not see ends the run, as if the
 * chain began behind it; the numbers still count it.
 */
@ApplicationScoped
class CustodyChains {
  /** As many records as one presentation can have. */
  static final int MAX_STEPS = Statement.MAX_RECORDS;

  private static final Schema SCHEMA = CustodySchema.SCHEMA;

  private final Custody custody;
  private final Policies policies;
  private final RecordAccess access;
  private final Proofs proofs;

  CustodyChains(Custody custody, Policies policies, RecordAccess access, Proofs proofs) {
    this.custody = custody;
    this.policies = policies;
    this.access = access;
    this.proofs = proofs;
  }

  /**
   * A step with the record that holds it.
   *
   * @param shown names of the slots that the caller may be shown
   */
  record Seen(ChainStep step, RecordAccess.Opened opened, List<String> shown) {}

  /**
   * Shows the chain; on record when this returns.
   *
   * @param from the first number of interest
   * @throws GatewayException.NotFound if there is none that the caller may know of
   */
  List<Seen> view(Caller caller, String epc, int from) {
    String canonical = CanonicalEpc.of(epc);
    List<Seen> seen = new ArrayList<>();
    for (Stored stored : run(caller, canonical, from)) {
      RecordAccess.Opened opened = access.open(caller, stored.ref().toString());
      seen.add(new Seen(step(opened, canonical), opened, shown(opened.decision())));
    }
    List<List<String>> told =
        seen.stream()
            .map(
                one -> {
                  List<String> names = new ArrayList<>(one.shown);
                  names.add(CustodySchema.STEPS + ":" + canonical);
                  return names;
                })
            .toList();
    access.account(
        seen.stream().map(Seen::opened).toList(),
        new RecordAccess.Telling("view", told, List.of(), "", ""));
    return seen;
  }

  /**
   * Proves the chain; on record when this returns.
   *
   * @param audience whom the presentation is for
   * @param nonce the verifier's fresh value
   * @throws GatewayException.NotFound if there is none that the caller may know of
   */
  byte[] prove(Caller caller, String epc, int from, String audience, byte[] nonce) {
    String canonical = CanonicalEpc.of(epc);
    RequestProofRequest.Builder request =
        RequestProofRequest.newBuilder()
            .setMode(ProofMode.PROOF_MODE_ANCHORED)
            .setAudience(audience)
            .setNonce(com.google.protobuf.ByteString.copyFrom(nonce));
    for (Stored stored : run(caller, canonical, from)) {
      request.addRecords(
          RecordSelection.newBuilder()
              .setRecordId(stored.ref().toString())
              .addAllSlots(shown(policies.decide(caller, stored.sender(), SCHEMA)))
              .addElements(
                  ElementRequest.newBuilder().setSlot(CustodySchema.STEPS).setElement(canonical)));
    }
    return proofs.answer(caller, request.build()).file();
  }

  private List<Stored> run(Caller caller, String canonical, int from) {
    List<Stored> run = new ArrayList<>();
    List<Stored> all = custody.steps(canonical, from, MAX_STEPS);
    for (Stored stored : all) {
      Decision decision = policies.decide(caller, stored.sender(), SCHEMA);
      if (decision.of(SCHEMA, CustodySchema.STEPS) == Disclosure.SHOW
          && decision.allowsElement(CustodySchema.STEPS, canonical)) {
        if (!run.isEmpty() && run.get(run.size() - 1).sequence() + 1 != stored.sequence()) {
          run.clear();
        }
        run.add(stored);
      }
    }
    if (run.isEmpty()) {
      throw new GatewayException.NotFound(
          "There is no chain of custody of that object that you may know of.");
    }
    return run;
  }

  /** Slots that may be shown, with all that they need beside them. */
  private static List<String> shown(Decision decision) {
    return SCHEMA.slots().stream().filter(slot -> shows(decision, slot)).map(Slot::name).toList();
  }

  private static boolean shows(Decision decision, Slot slot) {
    return decision.of(SCHEMA, slot.name()) == Disclosure.SHOW
        && slot.requires().stream().allMatch(name -> decision.of(SCHEMA, name) == Disclosure.SHOW);
  }

  private static ChainStep step(RecordAccess.Opened opened, String canonical) {
    return opened
        .record()
        .lists()
        .getOrDefault(SCHEMA.indexOf(CustodySchema.STEPS), List.of())
        .stream()
        .map(element -> ChainStep.of(element).orElseThrow())
        .filter(step -> step.epc().equals(canonical))
        .findFirst()
        .orElseThrow();
  }
}
