package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import java.util.Map;
import java.util.Optional;

/** One step from a signed checkpoint to the next, as {@link LogStorage#sign} carries it out. */
public interface Publication {
  /** The signed checkpoint that must still be the stored one; none if there must not be any. */
  Optional<SignedCheckpoint> previous();

  /** The tiles to store, new or wider than before, whole. */
  Map<TileId, HashTile> tiles();

  /**
   * Checks what storage now holds and signs it. To be called once, inside the transaction; the
   * result must be durable before anyone else sees it.
   *
   * @param stored sees this transaction's writes
   * @throws CorruptLogException if what is stored is not what is to be signed
   */
  SignedCheckpoint seal(LogReader stored);

  /** Whether what is signed is also what readers see from now on: the log asks no witnesses. */
  boolean publishesAtOnce();
}
