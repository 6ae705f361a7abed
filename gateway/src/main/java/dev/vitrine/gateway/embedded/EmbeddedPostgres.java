package dev.vitrine.gateway.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of one's own, in a folder, on 127.0.0.1 and a free port, with a random
 * password in an owner-only file. Commits are on disk when they return (fsync on). It ends with
 * this process; after {@code kill -9} of either or both the next start recovers by itself, and when
 * only PostgreSQL is killed it is started again on the same port.
 *
 * <p>One process at a time on a folder: the caller holds the {@link DataFolder#lock()}.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String USER = "vitrine";
  private static final String DATABASE = "postgres";
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_RESTARTS = 5;
  private static final int MAX_ATTEMPTS = 40;
  private static final Duration ATTEMPT_PAUSE = Duration.ofMillis(250);
  private static final String STILL_IN_USE = "is still in use";

  private final Path binaries;
  private final Path data;
  private final Path log;
  private final int port;
  private final String password;
  private final boolean firstStart;
  private volatile PostgresProcess process;
  private volatile boolean closed;
  private @Nullable CompletableFuture<Void> watching;
  private int restarts;

  private EmbeddedPostgres(
      Path binaries, Path data, Path log, int port, String password, boolean firstStart)
      throws IOException {
    this.binaries = binaries;
    this.data = data;
    this.log = log;
    this.port = port;
    this.password = password;
    this.firstStart = firstStart;
    this.process = launch();
  }

  /** Starts the server of this folder, which is made at first start. */
  public static EmbeddedPostgres start(Path folder) throws IOException {
    return start(folder, folder.resolve("binaries-" + BuildInfo.load().postgres()));
  }

  /**
   * The same with the programs unpacked elsewhere, so that several folders can share them.
   *
   * @param binaries a folder that is made and filled when missing
   */
  public static EmbeddedPostgres start(Path folder, Path binaries) throws IOException {
    Path home = folder.toAbsolutePath().normalize();
    PrivateFiles.folder(home);
    Path programs = PostgresBinaries.unpack(binaries.toAbsolutePath().normalize());
    Path data = home.resolve("data");
    Path passwordFile = home.resolve("password");
    boolean first = Files.notExists(data);
    if (first) {
      byte[] secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      PrivateFiles.write(
          passwordFile, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
      initialise(programs, home, data, passwordFile);
    }
    PostgresProcess.stopOrphan(data, STOP_PATIENCE);
    String password =
        new String(PrivateFiles.read(passwordFile, 256), StandardCharsets.US_ASCII).strip();
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(
            programs, data, home.resolve("postgres.log"), freePort(), password, first);
    postgres.watch();
    return postgres;
  }

  private static void initialise(Path programs, Path home, Path data, Path passwordFile)
      throws IOException {
    Path side = home.resolve("data.new");
    PrivateFiles.deleteTree(side);
    PrivateFiles.folder(side);
    Path log = home.resolve("initdb.log");
    List<String> command = new ArrayList<>(PostgresProcess.asUnprivileged());
    command.add(programs.resolve("bin/initdb").toString());
    command.addAll(List.of("-D", side.toString(), "--username=" + USER, "--encoding=UTF8"));
    command.addAll(List.of("--locale=C", "--auth=scram-sha-256", "--no-instructions"));
    command.add("--pwfile=" + passwordFile);
    try {
      int code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new StartupException(
            "The database could not be made (initdb ended with "
                + code
                + "). Run as a user other than root, or configure"
                + " quarkus.datasource.reactive.url. It says:\n"
                + PostgresProcess.tail(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted while the database was being made.", e);
    }
    Files.move(side, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private PostgresProcess launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    for (String setting :
        List.of(
            "listen_addresses=" + LOOPBACK,
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "password_encryption=scram-sha-256",
            "max_connections=50",
            "max_wal_size=2GB",
            "jit=off")) {
      command.addAll(List.of("-c", setting));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return PostgresProcess.start(command, data, log, START_PATIENCE);
      } catch (StartupException e) {
        // after a kill -9 of the postmaster its children need a moment to notice and go
        if (attempt == MAX_ATTEMPTS || !String.valueOf(e.getMessage()).contains(STILL_IN_USE)) {
          throw e;
        }
        LockSupport.parkNanos(ATTEMPT_PAUSE.toNanos());
      }
    }
  }

  private void watch() {
    watching =
        process
            .onExit()
            .thenAcceptAsync(
                ended -> {
                  if (!closed) {
                    restart(ended.exitValue());
                  }
                });
  }

  private synchronized void restart(int exitValue) {
    if (closed) {
      return;
    }
    restarts++;
    if (restarts > MAX_RESTARTS) {
      LOG.errorf("PostgreSQL ended %d times and stays down: restart the gateway", restarts);
      return;
    }
    LOG.warnf("PostgreSQL ended with %d: starting it again", exitValue);
    try {
      process = launch();
      watch();
    } catch (IOException e) {
      LOG.error("PostgreSQL could not be started again: restart the gateway", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whether the database was made by this start. */
  public boolean firstStart() {
    return firstStart;
  }

  public int port() {
    return port;
  }

  public String user() {
    return USER;
  }

  /** A secret: for connection settings only. */
  public String password() {
    return password;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + DATABASE;
  }

  public String reactiveUrl() {
    return "postgresql://" + LOOPBACK + ":" + port + "/" + DATABASE;
  }

  /** The server's process, for tests and messages. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Stops the server in order; safe to call twice. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (watching != null) {
      watching.cancel(false);
    }
    process.stop(STOP_PATIENCE);
  }
}
