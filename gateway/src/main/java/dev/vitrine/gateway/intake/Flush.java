package dev.vitrine.gateway.intake;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.gateway.custody.CustodyEvent;
import dev.vitrine.gateway.custody.CustodyGroup;
import dev.vitrine.gateway.store.CustodyStep;
import dev.vitrine.gateway.store.NewBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A group of deliveries, sealed and ready to be stored in one transaction.
 *
 * @param deliveries all of the group, duplicates too
 * @param batches what is to be stored, but for custody records
 * @param placed per batch, the ticket of each record; null where the record is a part of another
 * @param custody the custody records, to be stored behind {@code batches}
 */
record Flush(
    List<Delivery> deliveries,
    List<NewBatch> batches,
    List<List<@Nullable Ticket>> placed,
    Optional<CustodyGroup> custody) {

  /** The EPCIS events among its records, in the order in which they will stand in the log. */
  List<CustodyEvent> events() {
    List<CustodyEvent> events = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      NewBatch batch = batches.get(i);
      if (batch.schema().equals(EventSchema.SCHEMA)) {
        for (int k = 0; k < placed.get(i).size(); k++) {
          Ticket ticket = placed.get(i).get(k);
          if (ticket != null) {
            events.add(
                new CustodyEvent(
                    batch.party(),
                    ticket.submission.record(),
                    batch.sealed().roots().get(k),
                    new CustodyStep.Place(i, k)));
          }
        }
      }
    }
    return events;
  }

  /** With the custody records of its events. */
  Flush with(CustodyGroup group) {
    return new Flush(deliveries, batches, placed, Optional.of(group));
  }

  /** All that is to be stored, as of now. */
  List<NewBatch> all() {
    List<NewBatch> all = new ArrayList<>(batches);
    custody.ifPresent(group -> all.addAll(group.batches()));
    return all;
  }
}
