package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.ColumnOpening;
import dev.vitrine.proofs.batch.CorruptPayloadException;
import dev.vitrine.proofs.batch.ErasedException;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.Schema;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds a record and takes it out of its seal, checked against its root. Calls block. */
@ApplicationScoped
public class RecordReader {
  private final Mutiny.SessionFactory sessions;
  private final Database database;
  private final SchemaStore schemas;
  private final Keys keys;

  RecordReader(Mutiny.SessionFactory sessions, Database database, SchemaStore schemas, Keys keys) {
    this.sessions = sessions;
    this.database = database;
    this.schemas = schemas;
    this.keys = keys;
  }

  /**
   * Where a record stands, still sealed.
   *
   * @param sender the party that handed it in
   * @param header the batch's log entry
   * @param roots all record roots of the batch
   * @param promise the gateway's signature over header and log index
   */
  public record Found(
      RecordRef ref,
      Schema schema,
      String sender,
      byte[] header,
      List<byte[]> roots,
      byte[] wrappedKey,
      byte[] promise) {

    /** The record's place in its batch. */
    public InclusionProof place() {
      return SealedBatch.place(roots, ref.position());
    }

    /** The record's commitment. */
    public byte[] root() {
      return roots.get(ref.position());
    }
  }

  /** The record named {@code ref}, if there is one. */
  public Optional<Found> find(RecordRef ref) {
    StoredBatch batch = load(ref.logIndex());
    if (batch == null || ref.position() >= batch.recordCount) {
      return Optional.empty();
    }
    byte[] header =
        database
            .await(
                database
                    .pool()
                    .preparedQuery("select entry from log_entry where log_index = $1")
                    .execute(Tuple.of(ref.logIndex())))
            .iterator()
            .next()
            .getBuffer(0)
            .getBytes();
    return Optional.of(
        new Found(
            ref,
            schemas.byHash(batch.schemaHash),
            batch.party,
            header,
            SealedBatch.roots(batch.roots),
            batch.wrappedKey,
            batch.promise));
  }

  /**
   * Opens a record.
   *
   * @throws GatewayException.NotFound if it was erased
   */
  public OpenedRecord open(Found found) {
    int position = found.ref().position();
    try {
      byte[] batchRoot = BatchHeader.decode(found.header()).root();
      byte[] seed =
          BatchKey.decode(keys.master().unwrap(found.sender(), found.wrappedKey(), batchRoot))
              .seed(position);
      return SealedPayload.open(found.schema(), found.root(), seed, payload(found.ref()));
    } catch (ErasedException e) {
      throw new GatewayException.NotFound("The record was erased.");
    } catch (CborException | CorruptPayloadException e) {
      throw new GatewayException.Internal(e);
    }
  }

  /**
   * Opens the columns of a record's batch, which takes all of the batch's records.
   *
   * @throws GatewayException.Unmet if one of them was erased
   */
  public ColumnOpening columns(Found found) {
    return columns(found, openAll(found));
  }

  /** The columns of a batch of which all records are open. */
  public static ColumnOpening columns(Found found, List<OpenedRecord> records) {
    try {
      return new ColumnOpening(BatchHeader.decode(found.header()), found.schema(), records);
    } catch (CborException | IllegalArgumentException e) {
      throw new GatewayException.Internal(e);
    }
  }

  /**
   * Opens all records of a record's batch, without their originals.
   *
   * @throws GatewayException.Unmet if one of them was erased
   */
  public List<OpenedRecord> openAll(Found found) {
    Row row =
        database
            .await(
                database
                    .pool()
                    .preparedQuery("select ends, payloads from batch_payload where log_index = $1")
                    .execute(Tuple.of(found.ref().logIndex())))
            .iterator()
            .next();
    Integer[] ends = row.getArrayOfIntegers(0);
    byte[] payloads = row.getBuffer(1).getBytes();
    try {
      byte[] batchRoot = BatchHeader.decode(found.header()).root();
      BatchKey key =
          BatchKey.decode(keys.master().unwrap(found.sender(), found.wrappedKey(), batchRoot));
      List<OpenedRecord> records = new ArrayList<>(ends.length);
      for (int k = 0; k < ends.length; k++) {
        byte[] payload = Arrays.copyOfRange(payloads, k == 0 ? 0 : ends[k - 1], ends[k]);
        records.add(
            withoutOriginal(
                SealedPayload.open(found.schema(), found.roots().get(k), key.seed(k), payload)));
      }
      return records;
    } catch (ErasedException e) {
      throw new GatewayException.Unmet(
          GatewayException.Unmet.BATCH_INCOMPLETE,
          "Facts can't be proved in anchored mode any more: the batch is incomplete. Ask in private"
              + " mode.");
    } catch (CborException | CorruptPayloadException e) {
      throw new GatewayException.Internal(e);
    }
  }

  /** Columns are made of values alone: the originals of a whole batch would fill the memory. */
  private static OpenedRecord withoutOriginal(OpenedRecord record) {
    return new OpenedRecord(
        record.commitment(), record.seed(), record.mediaType(), new byte[0], Map.of());
  }

  private byte[] payload(RecordRef ref) {
    Row row =
        database
            .await(
                database
                    .pool()
                    .preparedQuery(
                        "select substring(payloads from coalesce(ends[$2], 0) + 1"
                            + " for ends[$2 + 1] - coalesce(ends[$2], 0))"
                            + " from batch_payload where log_index = $1")
                    .execute(Tuple.of(ref.logIndex(), ref.position())))
            .iterator()
            .next();
    return row.getBuffer(0).getBytes();
  }

  private @org.jspecify.annotations.Nullable StoredBatch load(long logIndex) {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () -> sessions.withStatelessSession(session -> session.get(StoredBatch.class, logIndex)));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new GatewayException.Unavailable("The database does not answer; try again.", e);
    }
  }
}
