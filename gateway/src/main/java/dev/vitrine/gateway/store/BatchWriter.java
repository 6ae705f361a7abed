package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.proofs.presentation.Receipt;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes batches durable: log entries, payloads, wrapped keys and look-up hashes in one transaction,
 * with a handful of statements however many records there are.
 *
 * <p>The log's row is the fence: a transaction takes its indexes from it, in the epoch of its
 * claim, so that of two writers on one log the older one's whole transaction fails.
 */
@ApplicationScoped
public class BatchWriter {
  private final Database database;
  private final LogTable logs;
  private final CustodyTable custody;
  private final Keys keys;
  private final SecureRandom random;

  BatchWriter(
      Database database, LogTable logs, CustodyTable custody, Keys keys, SecureRandom random) {
    this.database = database;
    this.logs = logs;
    this.custody = custody;
    this.keys = keys;
    this.random = random;
  }

  /**
   * Stores {@code batches} in the log of {@code claim} and gives the global index of the first; the
   * others follow it.
   *
   * @throws GatewayException.Unavailable if it may not have been stored
   * @throws GatewayException.Unavailable if the claim is lost; it was not stored then
   * @throws CustodyRaceException if a step of custody is taken; nothing was stored then
   */
  public long store(LogClaim claim, List<NewBatch> batches) {
    try {
      return database.transaction(
          connection -> {
            long first = logs.makeRoom(connection, claim, batches.size());
            long global = LogId.global(claim.log(), first);
            insertEntries(connection, claim, batches, first);
            insertLookups(connection, batches, global);
            custody.insert(connection, batches, global);
            return global;
          });
    } catch (FencedException e) {
      throw new GatewayException.Unavailable(LogClaims.FENCED, e);
    }
  }

  private void insertEntries(
      SqlConnection connection, LogClaim claim, List<NewBatch> batches, long first) {
    List<Tuple> entries = new ArrayList<>();
    List<Tuple> rows = new ArrayList<>();
    List<Tuple> payloads = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      NewBatch batch = batches.get(i);
      long local = first + i;
      long index = LogId.global(claim.log(), local);
      byte[] header = batch.sealed().header().encode();
      entries.add(Tuple.of(index, Buffer.buffer(header)));
      byte[] wrapped =
          keys.master()
              .wrap(
                  batch.party(),
                  batch.sealed().key().encode(),
                  batch.sealed().header().root(),
                  random);
      rows.add(
          Tuple.tuple()
              .addLong(index)
              .addValue(Buffer.buffer(batch.schema().hash()))
              .addString(batch.party())
              .addInteger(batch.sealed().roots().size())
              .addValue(Buffer.buffer(batch.sealed().joinedRoots()))
              .addValue(Buffer.buffer(wrapped))
              .addValue(
                  Buffer.buffer(Receipt.promise(keys.gateway(), header, claim.origin(), local)))
              .addLong(batch.sealed().header().closedAtMillis()));
      payloads.add(payloadRow(index, batch.sealed().payloads()));
    }
    batch(connection, "insert into log_entry values ($1, $2)", entries);
    batch(connection, "insert into batch values ($1, $2, $3, $4, $5, $6, $7, $8)", rows);
    batch(connection, "insert into batch_payload values ($1, $2, $3)", payloads);
  }

  private static Tuple payloadRow(long index, List<byte[]> payloads) {
    Integer[] ends = new Integer[payloads.size()];
    int length = payloads.stream().mapToInt(payload -> payload.length).sum();
    Buffer joined = Buffer.buffer(length);
    for (int k = 0; k < ends.length; k++) {
      joined.appendBytes(payloads.get(k));
      ends[k] = joined.length();
    }
    return Tuple.tuple().addLong(index).addArrayOfInteger(ends).addValue(joined);
  }

  private void insertLookups(SqlConnection connection, List<NewBatch> batches, long first) {
    List<Long> tags = new ArrayList<>();
    List<Long> tagRefs = new ArrayList<>();
    List<UUID> documents = new ArrayList<>();
    List<Long> documentRefs = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      NewBatch batch = batches.get(i);
      for (int k = 0; k < batch.tagKeys().size(); k++) {
        long ref = new RecordRef(first + i, k).packed();
        for (long tag : batch.tagKeys().get(k)) {
          tags.add(tag);
          tagRefs.add(ref);
        }
        UUID document = batch.documentKeys().get(k);
        if (document != null) {
          documents.add(document);
          documentRefs.add(ref);
        }
      }
    }
    // in key order, so that neighbours in the index are written together
    database.await(
        connection
            .preparedQuery(
                "insert into tag select distinct * from unnest($1::bigint[], $2::bigint[])"
                    + " as t(k, r) order by 1, 2")
            .execute(
                Tuple.tuple()
                    .addArrayOfLong(tags.toArray(Long[]::new))
                    .addArrayOfLong(tagRefs.toArray(Long[]::new))));
    database.await(
        connection
            .preparedQuery(
                "insert into document_key select * from unnest($1::uuid[], $2::bigint[])"
                    + " as d(k, r) order by 1")
            .execute(
                Tuple.tuple()
                    .addArrayOfUUID(documents.toArray(UUID[]::new))
                    .addArrayOfLong(documentRefs.toArray(Long[]::new))));
  }

  private void batch(SqlConnection connection, String sql, List<Tuple> rows) {
    database.await(connection.preparedQuery(sql).executeBatch(rows));
  }
}
