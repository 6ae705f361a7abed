package dev.vitrine.ledger.anchor;

import java.util.Optional;

/**
 * What one anchor must still know after a restart: by submission, the evidence that its ledger
 * answered, or how far its hand-over has come. The gateway keeps it in its database beside the
 * outbox; one memory belongs to one {@link Anchor#name}. {@code AnchorMemoryTck} holds
 * implementations to this.
 *
 * <p>Calls may come from any thread, and from several processes. What was kept when a call returned
 * is there after a crash. Nothing is ever removed.
 */
public interface AnchorMemory {
  /** The most bytes kept for one submission. */
  int MAX_BYTES = AnchorEvidence.MAX_BYTES;

  /**
   * What is kept for a submission.
   *
   * @throws AnchorException UNAVAILABLE
   */
  Optional<byte[]> read(AnchorId id);

  /**
   * Keeps a value, if what is kept now is still what the caller saw: compare-and-swap, atomic.
   *
   * @param seen what the caller saw; empty if it saw nothing
   * @param value 1 to {@link #MAX_BYTES} bytes
   * @return whether the value is kept; if not, another was faster, and nothing has changed
   * @throws AnchorException UNAVAILABLE; whether it is kept is then unknown
   */
  boolean replace(AnchorId id, Optional<byte[]> seen, byte[] value);
}
