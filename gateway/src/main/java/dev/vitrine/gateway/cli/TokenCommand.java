package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.EmbeddedIssuer;
import dev.vitrine.gateway.identity.Purpose;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitrine token}: prints a short-lived token of the embedded issuer. */
@Command(
    name = "token",
    description = "Prints a short-lived bearer token from the embedded issuer.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

  private static final Set<String> ROLES =
      Set.of("supplier", "hospital", "auditor", "researcher", "patient", "operator");

  @Mixin private DataOption data = new DataOption();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--role",
      required = true,
      split = ",",
      paramLabel = "ROLE",
      description = "supplier, hospital, auditor, researcher, patient or operator; repeatable")
  private Set<String> roles = new TreeSet<>();

  @Option(names = "--party", paramLabel = "ID", description = "the GLN or organisation id")
  private Optional<String> party = Optional.empty();

  @Option(
      names = "--purpose",
      paramLabel = "CODE",
      description = "purpose of use: ${COMPLETION-CANDIDATES}")
  private Optional<Purpose> purpose = Optional.empty();

  @Option(names = "--scope", paramLabel = "SCOPES", description = "SMART scopes, space-separated")
  private Optional<String> scope = Optional.empty();

  @Option(names = "--subject", paramLabel = "NAME", description = "the account (default: the role)")
  private Optional<String> subject = Optional.empty();

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      defaultValue = "PT15M",
      description = "its life, at most PT24H (default: ${DEFAULT-VALUE})")
  private Duration ttl = Duration.ofMinutes(15);

  @Override
  public Integer call() throws IOException {
    if (!ROLES.containsAll(roles)) {
      throw usage("--role is one of " + new TreeSet<>(ROLES));
    }
    if (ttl.toSeconds() < 1 || ttl.compareTo(EmbeddedIssuer.MAX_TTL) > 0) {
      throw usage("--ttl lies between PT1S and " + EmbeddedIssuer.MAX_TTL);
    }
    DataFolder folder = new DataFolder(data.path().toAbsolutePath().normalize());
    EmbeddedIssuer issuer = EmbeddedIssuer.load(folder.issuer(), Clock.systemUTC());
    System.out.println(
        issuer.token(
            subject.orElse(String.join("+", new TreeSet<>(roles))),
            roles,
            party,
            purpose.map(Purpose::name),
            scope,
            ttl));
    return ExitCode.OK;
  }

  private RuntimeException usage(String message) {
    return spec == null
        ? new IllegalArgumentException(message)
        : new ParameterException(spec.commandLine(), message);
  }
}
