package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.embedded.BuildInfo;
import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/** What {@code vitrine --version} prints. */
final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    BuildInfo build = BuildInfo.load();
    return new String[] {"vitrine " + build.version(), "embedded PostgreSQL " + build.postgres()};
  }
}
