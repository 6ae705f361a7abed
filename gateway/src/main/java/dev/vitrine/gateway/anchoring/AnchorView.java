package dev.vitrine.gateway.anchoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorId;
import dev.vitrine.ledger.anchor.Anchoring;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An anchor as anybody may see it. What went wrong is not shown: it is the operator's.
 *
 * @param id names it in addresses
 * @param size the checkpoint's size
 * @param root the checkpoint's root, hex
 * @param state as {@code AnchoringState} has it
 * @param submission the ledger's own name for it, as a transaction hash
 * @param attempts how many attempts have failed since it last got on
 * @param chosen when the checkpoint was chosen, ISO 8601
 * @param changed when it came into this state
 * @param checkpoint the signed note; in the single view only
 * @param mediaType what the evidence is; in the single view, once FINAL
 * @param evidence base64 in JSON; in the single view, once FINAL
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnchorView(
    String id,
    String ledger,
    String origin,
    long size,
    String root,
    String state,
    @Nullable String submission,
    int attempts,
    String chosen,
    String changed,
    @Nullable String checkpoint,
    @Nullable String mediaType,
    byte @Nullable [] evidence) {

  /** Without checkpoint and evidence. */
  static AnchorView brief(Anchoring row) {
    return of(row, null, null, null);
  }

  /** With all there is. */
  static AnchorView whole(Anchoring row) {
    return of(
        row,
        new String(row.checkpoint().bytes(), StandardCharsets.UTF_8),
        row.evidence().map(AnchorEvidence::mediaType).orElse(null),
        row.evidence().map(AnchorEvidence::bytes).orElse(null));
  }

  private static AnchorView of(
      Anchoring row,
      @Nullable String checkpoint,
      @Nullable String mediaType,
      byte @Nullable [] evidence) {
    return new AnchorView(
        AnchorName.of(row).toString(),
        row.ledger(),
        row.checkpoint().checkpoint().origin(),
        row.size(),
        HexFormat.of().formatHex(row.checkpoint().checkpoint().root()),
        row.state().name(),
        row.id().map(AnchorId::text).orElse(null),
        row.attempts(),
        row.intendedAt().toString(),
        row.changedAt().toString(),
        checkpoint,
        mediaType,
        evidence);
  }
}
