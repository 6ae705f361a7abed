package dev.vitrine.gateway.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.ledgers.LedgerPin;
import dev.vitrine.ledger.anchor.Anchoring;
import dev.vitrine.ledger.anchor.Outbox;
import dev.vitrine.v1.Anchor;
import dev.vitrine.v1.AnchorState;
import dev.vitrine.v1.ListAnchorsRequest;
import dev.vitrine.v1.ListAnchorsResponse;
import java.time.Instant;
import java.util.List;

/** Anchors as messages. */
final class AnchorMessages {
  private static final int STANDARD_PAGE = 20;
  private static final int MAX_PAGE = 100;

  private AnchorMessages() {}

  static ListAnchorsResponse list(Outbox outbox, ListAnchorsRequest request, boolean operator) {
    int size = request.getPageSize() == 0 ? STANDARD_PAGE : request.getPageSize();
    if (size < 1 || size > MAX_PAGE) {
      throw new GatewayException.InvalidRequest("A page has 1 to " + MAX_PAGE + " anchors.");
    }
    ListAnchorsResponse.Builder answer =
        ListAnchorsResponse.newBuilder().addAllLedgers(outbox.ledgers());
    if (request.getLedger().isEmpty()) {
      return answer.build();
    }
    if (!LedgerPin.NAME.matcher(request.getLedger()).matches()) {
      throw new GatewayException.InvalidRequest("There is no ledger of that name.");
    }
    long below = request.getBelowSize() <= 0 ? Long.MAX_VALUE : request.getBelowSize();
    List<Anchoring> rows = outbox.list(request.getLedger(), below, size);
    rows.forEach(row -> answer.addAnchors(message(row, operator)));
    if (rows.size() == size) {
      answer.setNextBelowSize(rows.get(size - 1).size());
    }
    return answer.build();
  }

  private static Anchor message(Anchoring row, boolean operator) {
    Anchor.Builder message =
        Anchor.newBuilder()
            .setLedger(row.ledger())
            .setCheckpoint(AuditGrpc.message(row.checkpoint()))
            .setState(AnchorState.valueOf("ANCHOR_STATE_" + row.state().name()))
            .setAttempts(row.attempts())
            .setChosen(timestamp(row.intendedAt()))
            .setChanged(timestamp(row.changedAt()));
    row.id().ifPresent(id -> message.setSubmission(id.text()));
    row.evidence()
        .ifPresent(
            evidence ->
                message
                    .setMediaType(evidence.mediaType())
                    .setEvidence(ByteString.copyFrom(evidence.bytes())));
    if (operator) {
      row.problem().ifPresent(message::setProblem);
    }
    return message.build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
