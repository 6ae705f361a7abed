package dev.vitrine.gateway.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * What the build wrote down about itself.
 *
 * @param version of Vitrine
 * @param postgres version of the embedded PostgreSQL
 */
public record BuildInfo(String version, String postgres) {

  /** Reads it from the jar. */
  public static BuildInfo load() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        BuildInfo.class.getClassLoader().getResourceAsStream("vitrine-build.properties")) {
      if (in == null) {
        throw new IOException("vitrine-build.properties is not in this build");
      }
      properties.load(in);
    }
    return new BuildInfo(
        properties.getProperty("version", "unknown"),
        properties.getProperty("postgres", "unknown"));
  }
}
