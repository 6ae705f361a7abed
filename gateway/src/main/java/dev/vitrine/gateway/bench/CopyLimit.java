package dev.vitrine.gateway.bench;

import dev.vitrine.proofs.encoding.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * What PostgreSQL takes at most: the same bytes and a 32-byte column by binary COPY over one
 * connection, a durable commit every 4096 rows, no index. The hash is made beforehand.
 */
final class CopyLimit {
  private static final int ROWS = 4096;
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] TRAILER = {-1, -1};

  private CopyLimit() {}

  /** Rows a second, of events. */
  static double rowsPerSecond(Connection connection, Duration time)
      throws SQLException, IOException {
    return perSecond(connection, time, rows());
  }

  /** Rows a second, of these values in turn. */
  static double rowsPerSecond(Connection connection, Duration time, List<byte[]> values)
      throws SQLException, IOException {
    byte[][] rows = new byte[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = row(values.get(i % values.size()));
    }
    return perSecond(connection, time, rows);
  }

  private static double perSecond(Connection connection, Duration time, byte[][] rows)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table bench_copy (document bytea not null, hash bytea not null)");
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      copy(copy, rows);
      long start = System.nanoTime();
      long elapsed;
      long done = 0;
      do {
        copy(copy, rows);
        done += ROWS;
        elapsed = System.nanoTime() - start;
      } while (elapsed < time.toNanos());
      statement.execute("drop table bench_copy");
      return done * 1e9 / elapsed;
    }
  }

  private static void copy(CopyManager copy, byte[][] rows) throws SQLException {
    CopyIn in = copy.copyIn("copy bench_copy from stdin (format binary)");
    in.writeToCopy(SIGNATURE, 0, SIGNATURE.length);
    for (byte[] row : rows) {
      in.writeToCopy(row, 0, row.length);
    }
    in.writeToCopy(TRAILER, 0, TRAILER.length);
    in.endCopy();
  }

  private static byte[][] rows() {
    Events events = new Events();
    byte[][] rows = new byte[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = row(events.single(i));
    }
    return rows;
  }

  private static byte[] row(byte[] document) {
    byte[] hash = Sha256.of(document);
    ByteBuffer row = ByteBuffer.allocate(2 + 4 + document.length + 4 + hash.length);
    row.putShort((short) 2).putInt(document.length).put(document).putInt(hash.length).put(hash);
    return Arrays.copyOf(row.array(), row.position());
  }
}
