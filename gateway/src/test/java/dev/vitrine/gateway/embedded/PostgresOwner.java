package dev.vitrine.gateway.embedded;

import java.nio.file.Path;

/** A small JVM that owns an embedded PostgreSQL, made to be killed. */
final class PostgresOwner {
  private PostgresOwner() {}

  public static void main(String[] arguments) throws Exception {
    DataFolder folder = DataFolder.open(Path.of(arguments[0]));
    folder.lock(); // until this process ends
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(folder.postgres(), Path.of(arguments[1]))) {
      System.out.println("pid " + postgres.pid() + " port " + postgres.port());
      System.out.flush();
      while (System.in.read() >= 0) {
        // until the other end closes
      }
    }
  }
}
