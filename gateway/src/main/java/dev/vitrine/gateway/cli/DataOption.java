package dev.vitrine.gateway.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --data}, shared by all commands that touch a gateway. */
public final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description = "the gateway's folder (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  /** The folder, as given. */
  public Path path() {
    return data;
  }
}
