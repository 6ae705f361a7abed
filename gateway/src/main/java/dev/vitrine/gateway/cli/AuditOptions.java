package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the {@code vitrine audit} commands have in common. */
final class AuditOptions {
  @Mixin private PolicyOption policy = new PolicyOption();

  @Option(
      names = "--url",
      paramLabel = "BASE",
      defaultValue = "http://127.0.0.1:8080",
      description = "the gateway's address (default: ${DEFAULT-VALUE})")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "the last checkpoint seen (default: audit/checkpoint in --data; with --policy"
              + " vitrine-audit/ORIGIN)")
  private Optional<Path> state = Optional.empty();

  @Option(names = "--json", description = "print one JSON document and nothing else")
  private boolean json;

  TrustFile trust(CommandLine asked) throws java.io.IOException {
    return policy.read(asked);
  }

  PublicLog log(CommandLine asked) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new ParameterException(asked, "--url: an address as http://127.0.0.1:8080");
    }
    return new PublicLog(url);
  }

  /** The file of the last checkpoint seen of this log. */
  Path state(TrustFile trust) {
    return state.orElseGet(
        () ->
            policy.given()
                ? Path.of("vitrine-audit", trust.log().name().replaceAll("[^A-Za-z0-9.-]", "_"))
                : policy.data().resolve("audit").resolve("checkpoint"));
  }

  Report report(CommandLine asked) {
    return new Report(asked.getOut(), json);
  }

  boolean json() {
    return json;
  }
}
