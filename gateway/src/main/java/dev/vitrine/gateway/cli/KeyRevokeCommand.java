package dev.vitrine.gateway.cli;

import dev.vitrine.ledger.registry.KeyKind;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine key revoke}: a key that may be in other hands. */
@Command(
    name = "revoke",
    description = {
      "Says that a key may be in other hands, and puts a new one in its place if it is in use.",
      "What it signed counts from then on only with older evidence. Needs the registry key in keys/."
    },
    mixinStandardHelpOptions = true)
final class KeyRevokeCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = KeyFolder.Kinds.class,
      description = "gateway, issuer or log")
  private KeyKind kind = KeyKind.GATEWAY;

  @Parameters(index = "1", paramLabel = "ID", description = "the key's id, as key list prints it")
  private String id = "";

  @Option(
      names = "--since",
      required = true,
      paramLabel = "TIME",
      description = "since when, as 2026-11-25T16:00:00Z")
  private Instant since = Instant.EPOCH;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "how many entries the log had before that, from a checkpoint that was kept elsewhere",
        "(default: not known)"
      })
  private long size;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    if (size < 0 || since.isBefore(Instant.EPOCH)) {
      throw new ParameterException(spec.commandLine(), "--size and --since are not negative");
    }
    var out = spec.commandLine().getOut();
    KeyFolder.locked(
        data,
        keys -> {
          keys.revoke(kind, id, since.toEpochMilli(), size);
          out.println("revoked: " + kind.label() + " key " + id + " since " + since);
        });
    return ExitCode.OK;
  }
}
