package dev.vitrine.gateway.embedded;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings a database's schema to this version's, by the numbered files in {@code db/migration}. */
public final class Migrations {

  // held, or the level would be forgotten with the logger; runs before the gateway's log is set up
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @return how many were applied
   */
  public static int apply(String jdbcUrl, String user, String password) {
    FLYWAY_LOG.setLevel(Level.WARNING);
    MigrateResult result =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(jdbcUrl, user, password)
            .locations("classpath:db/migration")
            .validateMigrationNaming(true)
            .load()
            .migrate();
    return result.migrationsExecuted;
  }

  /** The JDBC form of a reactive client's URL. */
  public static String jdbcUrl(String reactiveUrl) {
    String plain = reactiveUrl.replaceFirst("^vertx-reactive:", "");
    return "jdbc:" + plain.replaceFirst("^postgres://", "postgresql://");
  }
}
