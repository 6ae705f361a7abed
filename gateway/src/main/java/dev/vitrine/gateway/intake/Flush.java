package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.store.NewBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of deliveries, sealed and ready to be stored in one transaction.
 *
 * @param deliveries all of the group, duplicates too
 * @param batches what is to be stored
 * @param placed per batch, the ticket of each record; null where the record is a part of another
 */
record Flush(
    List<Delivery> deliveries, List<NewBatch> batches, List<List<@Nullable Ticket>> placed) {}
