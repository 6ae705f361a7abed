package dev.vitrine.gateway.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.gateway.facts.SlotText;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.ShownView;
import dev.vitrine.v1.StatedView;
import dev.vitrine.v1.Verification;
import dev.vitrine.v1.VerificationOutcome;
import dev.vitrine.v1.VerificationStep;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A verdict as a message. */
final class VerdictView {
  private VerdictView() {}

  static Verification of(Verdict verdict) {
    Verification.Builder view = Verification.newBuilder();
    verdict.steps().forEach(step -> view.addSteps(step(step.name(), step.detail())));
    view.setOutcome(
        switch (verdict.outcome()) {
          case VALID -> VerificationOutcome.VERIFICATION_OUTCOME_VALID;
          case INVALID -> VerificationOutcome.VERIFICATION_OUTCOME_INVALID;
          case CANNOT_TELL -> VerificationOutcome.VERIFICATION_OUTCOME_CANNOT_TELL;
        });
    try {
      view.setStated(stated(verdict.statement()));
    } catch (RefusedException e) {
      view.setRefused(step(e.step(), e.reason()));
    }
    return view.build();
  }

  private static StatedView stated(Statement statement) {
    StatedView.Builder view =
        StatedView.newBuilder()
            .setMode(
                statement.mode() == Mode.ANCHORED
                    ? ProofMode.PROOF_MODE_ANCHORED
                    : ProofMode.PROOF_MODE_PRIVATE)
            .setAudience(statement.audience())
            .setNonce(ByteString.copyFrom(statement.nonce()))
            .setPurpose(statement.purpose())
            .setPolicyId(statement.policyId())
            .setIssued(timestamp(statement.issuedAtMillis()))
            .setExpires(timestamp(statement.expiresAtMillis()))
            .setLog(statement.anchor().origin())
            .addAllProved(FactWords.of(statement));
    for (int i = 0; i < statement.records().size(); i++) {
      RecordClaim claim = statement.records().get(i);
      view.addSchemas(claim.schema().id());
      show(i, claim, view);
    }
    return view.build();
  }

  private static void show(int record, RecordClaim claim, StatedView.Builder view) {
    claim
        .shown()
        .forEach(
            (position, value) -> {
              Slot slot = claim.schema().slots().get(position);
              ShownView.Builder shown =
                  ShownView.newBuilder()
                      .setRecord(record)
                      .setName(slot.name())
                      .setUnit(slot.unit());
              value.ifPresent(bytes -> shown.setValue(SlotText.value(slot, bytes)));
              view.addShown(shown);
              for (byte[] element : claim.elements().getOrDefault(position, List.of())) {
                view.addShown(element(record, slot, element));
              }
            });
  }

  private static ShownView element(int record, Slot slot, byte[] bytes) {
    ShownView.Builder shown = ShownView.newBuilder().setRecord(record);
    Element.of(bytes)
        .ifPresentOrElse(
            element ->
                shown.setName(slot.name() + " " + element.pointer()).setValue(element.value()),
            () ->
                shown
                    .setName(slot.name() + " element")
                    .setValue(new String(bytes, StandardCharsets.UTF_8)));
    return shown.build();
  }

  private static VerificationStep step(String name, String detail) {
    return VerificationStep.newBuilder().setName(name).setDetail(detail).build();
  }

  private static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1000L))
        .setNanos(Math.toIntExact(Math.floorMod(millis, 1000L) * 1_000_000L))
        .build();
  }
}
