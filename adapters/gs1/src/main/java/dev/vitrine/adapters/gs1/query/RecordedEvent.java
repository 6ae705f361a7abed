package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a repository has it.
 *
 * @param event what of it may be looked at
 * @param recordTime when the repository took it (EPCIS 2.0 §7.4.1: what a sender says about that is
 *     ignored)
 * @param hash its CBV event hash as a URI, by which it is known too; null where there is none
 */
public record RecordedEvent(EpcisEvent event, Instant recordTime, @Nullable String hash) {}
