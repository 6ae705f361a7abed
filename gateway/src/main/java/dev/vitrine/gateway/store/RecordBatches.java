package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.CorruptPayloadException;
import dev.vitrine.proofs.batch.ErasedException;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.record.Schema;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens many records in two statements, each checked against its root. Calls block. */
@ApplicationScoped
public class RecordBatches {
  /** How many records may be opened at once. */
  public static final int MOST = 256;

  private static final int ROOT = 32;

  private static final String BATCHES =
      """
      select b.log_index, b.schema_hash, b.party, b.wrapped_key, b.roots, e.entry
      from batch b join log_entry e on e.log_index = b.log_index
      where b.log_index = any($1)
      """;

  private static final String PAYLOADS =
      """
      select r.ref, substring(p.payloads from coalesce(p.ends[(r.ref & 255)::int], 0) + 1
        for p.ends[(r.ref & 255)::int + 1] - coalesce(p.ends[(r.ref & 255)::int], 0))
      from unnest($1::bigint[]) as r(ref) join batch_payload p on p.log_index = r.ref >> 8
      """;

  private final Database database;
  private final SchemaStore schemas;
  private final Keys keys;

  RecordBatches(Database database, SchemaStore schemas, Keys keys) {
    this.database = database;
    this.schemas = schemas;
    this.keys = keys;
  }

  /**
   * A record out of its seal.
   *
   * @param sender the party that handed it in
   * @param closedAtMillis when its batch was closed, by the gateway's clock
   */
  public record Opened(
      RecordRef ref, Schema schema, String sender, long closedAtMillis, OpenedRecord record) {}

  /**
   * The oldest first: by their places where all stand in one log, else by when their batches were
   * closed, by the clocks of the processes that wrote them.
   */
  public static List<Opened> inOrder(List<Opened> opened) {
    Comparator<Opened> byPlace = Comparator.comparingLong(one -> one.ref().packed());
    boolean oneLog =
        opened.stream().map(one -> LogId.log(one.ref().logIndex())).distinct().count() < 2;
    List<Opened> sorted = new ArrayList<>(opened);
    sorted.sort(
        oneLog ? byPlace : Comparator.comparingLong(Opened::closedAtMillis).thenComparing(byPlace));
    return sorted;
  }

  /** What records of one batch share. */
  private record Batch(
      Schema schema, String sender, byte[] roots, BatchHeader header, BatchKey key) {}

  /**
   * Opens records, in the order given; those that were erased are left out.
   *
   * @param refs at most {@link #MOST}
   */
  public List<Opened> open(List<RecordRef> refs) {
    if (refs.size() > MOST) {
      throw new IllegalArgumentException("too many records at once");
    }
    if (refs.isEmpty()) {
      return List.of();
    }
    Map<Long, Batch> batches = batches(refs);
    Map<Long, byte[]> payloads = new HashMap<>();
    Long[] packed = refs.stream().map(RecordRef::packed).toArray(Long[]::new);
    for (Row row :
        database.await(
            database
                .pool()
                .preparedQuery(PAYLOADS)
                .execute(Tuple.tuple().addArrayOfLong(packed)))) {
      payloads.put(row.getLong(0), row.getBuffer(1).getBytes());
    }
    List<Opened> opened = new ArrayList<>(refs.size());
    for (RecordRef ref : refs) {
      Batch batch = batches.get(ref.logIndex());
      byte[] payload = payloads.get(ref.packed());
      OpenedRecord record = batch == null || payload == null ? null : open(batch, ref, payload);
      if (batch != null && record != null) {
        opened.add(
            new Opened(ref, batch.schema, batch.sender, batch.header.closedAtMillis(), record));
      }
    }
    return opened;
  }

  private Map<Long, Batch> batches(List<RecordRef> refs) {
    Long[] indexes = refs.stream().map(RecordRef::logIndex).distinct().toArray(Long[]::new);
    Map<Long, Batch> batches = new HashMap<>();
    for (Row row :
        database.await(
            database
                .pool()
                .preparedQuery(BATCHES)
                .execute(Tuple.tuple().addArrayOfLong(indexes)))) {
      try {
        BatchHeader header = BatchHeader.decode(row.getBuffer(5).getBytes());
        byte[] key =
            keys.master().unwrap(row.getString(2), row.getBuffer(3).getBytes(), header.root());
        batches.put(
            row.getLong(0),
            new Batch(
                schemas.byHash(row.getBuffer(1).getBytes()),
                row.getString(2),
                row.getBuffer(4).getBytes(),
                header,
                BatchKey.decode(key)));
      } catch (CborException e) {
        throw new GatewayException.Internal(e);
      }
    }
    return batches;
  }

  private static @Nullable OpenedRecord open(Batch batch, RecordRef ref, byte[] payload) {
    byte[] root = new byte[ROOT];
    System.arraycopy(batch.roots, ref.position() * ROOT, root, 0, ROOT);
    try {
      return SealedPayload.open(batch.schema, root, batch.key.seed(ref.position()), payload);
    } catch (ErasedException e) {
      return null;
    } catch (CorruptPayloadException e) {
      throw new GatewayException.Internal(e);
    }
  }
}
