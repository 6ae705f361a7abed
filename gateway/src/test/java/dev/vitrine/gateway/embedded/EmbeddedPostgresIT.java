package dev.vitrine.gateway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.testing.Components;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void dataSurviveAStopAndAStart(@TempDir Path folder) throws Exception {
    int port;
    try (EmbeddedPostgres first = EmbeddedPostgres.start(folder, BINARIES)) {
      assertTrue(first.firstStart());
      insert(first, 1);
      port = first.port();
      assertEquals("on", ask(first, "SHOW fsync"));
      assertEquals("on", ask(first, "SHOW data_checksums"));
      assertEquals("127.0.0.1", ask(first, "SHOW listen_addresses"));
      Components.tookPart("PostgreSQL", ask(first, "SHOW server_version"));
    }
    try (EmbeddedPostgres second = EmbeddedPostgres.start(folder, BINARIES)) {
      assertFalse(second.firstStart());
      assertNotEquals(0, port);
      assertEquals("1", ask(second, "SELECT count(*) FROM kept"));
    }
  }

  @Test
  void onlyThePasswordOpensIt(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES)) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () ->
                  DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess")
                      .close());
      assertEquals("28P01", refused.getSQLState());
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))));
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))));
    }
  }

  @Test
  void comesBackOnTheSamePortWhenKilled(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES)) {
      insert(postgres, 2);
      long killed = postgres.pid();
      assertTrue(ProcessHandle.of(killed).orElseThrow().destroyForcibly());
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (postgres.pid() == killed && System.nanoTime() < end) {
        Thread.sleep(20);
      }
      assertEquals("1", ask(postgres, "SELECT count(*) FROM kept"));
    }
  }

  @Test
  void goesWithItsOwnerAndRecovers(@TempDir Path folder) throws Exception {
    Process owner = owner(folder);
    long[] pidAndPort = announced(owner);
    ProcessHandle postgres = ProcessHandle.of(pidAndPort[0]).orElseThrow();
    owner.destroyForcibly();
    postgres.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

    Process next = owner(folder);
    pidAndPort = announced(next);
    postgres = ProcessHandle.of(pidAndPort[0]).orElseThrow();
    next.destroyForcibly();
    postgres.destroyForcibly();
    next.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

    try (EmbeddedPostgres recovered =
        EmbeddedPostgres.start(folder.resolve("postgres"), BINARIES)) {
      assertFalse(recovered.firstStart());
      assertEquals("1", ask(recovered, "SELECT 1"));
    }
  }

  @Test
  void twoGatewaysNeverShareAFolder(@TempDir Path folder) throws Exception {
    Process owner = owner(folder);
    try {
      long[] pidAndPort = announced(owner);
      DataFolder sameFolder = DataFolder.open(folder);
      StartupException refused = assertThrows(StartupException.class, sameFolder::lock);
      assertTrue(String.valueOf(refused.getMessage()).contains("--data"));
      assertTrue(ProcessHandle.of(pidAndPort[0]).orElseThrow().isAlive());
    } finally {
      owner.getOutputStream().close();
      owner.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    assertEquals(0, owner.exitValue());
  }

  private static Process owner(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PostgresOwner.class.getName(),
            folder.toString(),
            BINARIES.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long[] announced(Process owner) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("pid ")) {
        String[] words = line.split(" ", -1);
        return new long[] {Long.parseLong(words[1]), Long.parseLong(words[3])};
      }
    }
    throw new IOException("the owner ended without a word");
  }

  private static void insert(EmbeddedPostgres postgres, int value) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (value int)");
      statement.execute("INSERT INTO kept VALUES (" + value + ")");
    }
  }

  private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
