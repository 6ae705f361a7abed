package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A ledger that answers a submission with the evidence itself: a time-stamper, a witness. There is
 * nothing to wait for and nothing to ask for later, so every submission is {@link
 * AnchorStatus#FINAL} at once and its evidence is in the anchor's memory.
 *
 * <p>A submission is called by the checkpoint's {@link Checkpoint#digest} in hex. Two that run at
 * the same time may ask the ledger twice; both then answer with the evidence that was kept first. A
 * crash before the evidence is kept loses an answer that nobody has seen; the next call asks again.
 */
public abstract class ImmediateAnchor implements Anchor {
  private final String name;
  private final String mediaType;
  private final AnchorMemory memory;

  /**
   * An anchor.
   *
   * @param name the ledger's, the same for ever
   * @param mediaType of the evidence that {@link #obtain} gives
   * @param memory where the evidence is kept
   */
  protected ImmediateAnchor(String name, String mediaType, AnchorMemory memory) {
    this.name = name;
    this.mediaType = mediaType;
    this.memory = memory;
  }

  /**
   * Asks the ledger, and checks its answer as {@link #verify} does and against the request.
   *
   * @return the evidence's bytes
   * @throws AnchorException UNAVAILABLE or REJECTED
   */
  protected abstract byte[] obtain(SignedCheckpoint checkpoint);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final AnchorId submit(SignedCheckpoint checkpoint) {
    AnchorId id = new AnchorId(HexFormat.of().formatHex(checkpoint.checkpoint().digest()));
    if (memory.read(id).isEmpty()) {
      // kept only if no other was faster: either way there is evidence now
      memory.replace(id, Optional.empty(), obtain(checkpoint));
    }
    return id;
  }

  @Override
  public final AnchorStatus status(AnchorId id) {
    kept(id);
    return AnchorStatus.FINAL;
  }

  @Override
  public final AnchorEvidence evidence(AnchorId id) {
    return new AnchorEvidence(mediaType, kept(id));
  }

  private byte[] kept(AnchorId id) {
    return memory
        .read(id)
        .orElseThrow(
            () ->
                new AnchorException(
                    AnchorException.Kind.UNKNOWN_ID,
                    "nothing was submitted to " + name + " as " + id.text()));
  }
}
