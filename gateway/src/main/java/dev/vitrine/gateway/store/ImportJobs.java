package dev.vitrine.gateway.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The FHIR imports of each party, and how far they are. Calls block. */
@Singleton
public class ImportJobs {
  private static final String ALL = "select * from fhir_import where party = $1";

  private final Database database;

  ImportJobs(Database database) {
    this.database = database;
  }

  /**
   * An import. All counts are of lines whose records are durable.
   *
   * @param complete whether the upload was taken to its end
   * @param offset how many bytes of the upload were taken: the start of a line
   * @param lines how many lines that was, empty ones too
   * @param refusals a JSON array of the first refused lines
   */
  public record Job(
      UUID id,
      String party,
      Instant createdAt,
      Instant updatedAt,
      boolean complete,
      long offset,
      long lines,
      long taken,
      long duplicates,
      long refused,
      String refusals) {}

  /** Makes a new import durable. */
  public void add(Job job) {
    database.await(
        database
            .pool()
            .preparedQuery(
                "insert into fhir_import values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
            .execute(
                Tuple.tuple()
                    .addUUID(job.id)
                    .addString(job.party)
                    .addOffsetDateTime(job.createdAt.atOffset(ZoneOffset.UTC))
                    .addOffsetDateTime(job.updatedAt.atOffset(ZoneOffset.UTC))
                    .addBoolean(job.complete)
                    .addLong(job.offset)
                    .addLong(job.lines)
                    .addLong(job.taken)
                    .addLong(job.duplicates)
                    .addLong(job.refused)
                    .addString(job.refusals)));
  }

  /**
   * Makes durable how far an import is now, if it still is where it was.
   *
   * @param from the offset it had
   * @return false if another upload has moved it: then nothing is changed
   */
  public boolean advance(Job job, long from) {
    return database
            .await(
                database
                    .pool()
                    .preparedQuery(
                        """
                        update fhir_import set updated_at = $3, complete = $4, upload_offset = $5,
                          lines = $6, taken = $7, duplicates = $8, refused = $9, refusals = $10
                        where id = $1 and upload_offset = $2 and not complete
                        """)
                    .execute(
                        Tuple.tuple()
                            .addUUID(job.id)
                            .addLong(from)
                            .addOffsetDateTime(job.updatedAt.atOffset(ZoneOffset.UTC))
                            .addBoolean(job.complete)
                            .addLong(job.offset)
                            .addLong(job.lines)
                            .addLong(job.taken)
                            .addLong(job.duplicates)
                            .addLong(job.refused)
                            .addString(job.refusals)))
            .rowCount()
        == 1;
  }

  /** The import, if it is this party's. */
  public Optional<Job> find(String party, UUID id) {
    return jobs(ALL + " and id = $2", Tuple.of(party, id)).stream().findFirst();
  }

  /** A party's imports, newest first. */
  public List<Job> newest(String party, int count) {
    return jobs(ALL + " order by created_at desc, id desc limit $2", Tuple.of(party, count));
  }

  private List<Job> jobs(String query, Tuple parameters) {
    List<Job> jobs = new ArrayList<>();
    for (Row row : database.await(database.pool().preparedQuery(query).execute(parameters))) {
      jobs.add(
          new Job(
              row.getUUID("id"),
              row.getString("party"),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("updated_at").toInstant(),
              row.getBoolean("complete"),
              row.getLong("upload_offset"),
              row.getLong("lines"),
              row.getLong("taken"),
              row.getLong("duplicates"),
              row.getLong("refused"),
              row.getString("refusals")));
    }
    return jobs;
  }
}
