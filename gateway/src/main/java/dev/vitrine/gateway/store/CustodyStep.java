package dev.vitrine.gateway.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of an instance's chain of custody, on its way to the database.
 *
 * @param key the hash under which the instance is known
 * @param sequence its number in the chain, from 1
 * @param position the custody record that holds it, by its place in the batch
 * @param newest the newest event time up to this step, in ms since 1970; null where no event of the
 *     chain had one
 * @param event the event's record: the number of its batch among those stored with it, and its
 *     place there
 */
public record CustodyStep(
    UUID key, int sequence, int position, @Nullable Long newest, Place event) {

  /** A record among batches that are stored together. */
  public record Place(int batch, int position) {}
}
