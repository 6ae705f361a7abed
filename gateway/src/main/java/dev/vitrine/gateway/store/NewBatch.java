package dev.vitrine.gateway.store;

import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.record.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sealed batch on its way to the database.
 *
 * @param schema its records' schema
 * @param party who sent it
 * @param sealed the batch
 * @param tagKeys per record, the look-up hashes of its tags
 * @param documentKeys per record, the hash its document is known by; null for records that are part
 *     of another
 * @param custody the steps of custody that its records hold
 */
public record NewBatch(
    Schema schema,
    String party,
    SealedBatch sealed,
    List<long[]> tagKeys,
    List<@Nullable UUID> documentKeys,
    List<CustodyStep> custody) {}
