package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.query.RecordedEvent;
import dev.vitrine.gateway.store.RecordRef;
import java.util.List;

/**
 * An event as one caller may see it.
 *
 * @param ref the record it was made into
 * @param sender who handed it in
 * @param policyId what allows it to be seen
 * @param slots what of it is shown
 * @param event cut to that
 */
record SeenEvent(
    RecordRef ref, String sender, String policyId, List<String> slots, RecordedEvent event) {}
