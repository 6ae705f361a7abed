package dev.vitrine.gateway.cli;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.evm.EvmAddress;
import dev.vitrine.ledger.anchor.evm.EvmDeployment;
import dev.vitrine.ledger.anchor.evm.EvmKey;
import dev.vitrine.ledger.transport.HttpTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitrine anchor evm deploy}: puts the contract on a chain, and allows a poster. */
@Command(
    name = "deploy",
    description = {
      "Puts the contract VitrineAnchor on the chain of a node. The key becomes its owner and pays.",
      "Prints the contract's address, the gas used, and the lines of a gateway's configuration.",
      "With --contract none is made: only the poster is allowed."
    },
    mixinStandardHelpOptions = true)
final class EvmDeployCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MAX_ANSWER = 1 << 22;
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--rpc", required = true, description = "the node's address for JSON-RPC")
  private URI rpc = URI.create("");

  @Option(names = "--key", required = true, description = "the owner's secret key, a file")
  private Path key = Path.of("");

  @Option(names = "--origin", required = true, description = "the log that may be anchored")
  private String origin = "";

  @Option(
      names = "--poster",
      description = "the account that may anchor it (default: the owner's own)")
  private @Nullable String poster;

  @Option(names = "--contract", description = "a contract that is there already")
  private @Nullable String contract;

  @Option(
      names = "--max-fee-gwei",
      defaultValue = "100",
      description = "the most a unit of gas may cost (default 100)")
  private long maxFee;

  @Option(
      names = "--patience",
      defaultValue = "300",
      description = "seconds to wait for each transaction to get into a block (default 300)")
  private long patience;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    if (rpc.getScheme() == null || !rpc.getScheme().matches("https?") || rpc.getHost() == null) {
      throw new ParameterException(asked, "--rpc must be an address with http or https");
    }
    if (maxFee <= 0 || patience <= 0) {
      throw new ParameterException(asked, "--max-fee-gwei and --patience must be positive");
    }
    EvmKey owner = EvmKeyFile.read(asked, key);
    EvmAddress posts = poster == null ? owner.address() : address(asked, poster);
    EvmAddress at = contract == null ? null : address(asked, contract);
    try {
      EvmDeployment deployment =
          new EvmDeployment(
              new HttpTransport(PATIENCE, MAX_ANSWER),
              rpc,
              owner,
              wei(),
              Duration.ofSeconds(patience),
              Clock.systemUTC());
      run(asked.getOut(), deployment, at, posts);
      return ExitCode.OK;
    } catch (AnchorException e) {
      asked.getErr().println("Not done: " + e.getMessage());
      return ExitCode.CANNOT_TELL;
    }
  }

  private void run(
      PrintWriter out, EvmDeployment deployment, @Nullable EvmAddress there, EvmAddress posts) {
    EvmAddress at = there;
    if (at == null) {
      EvmDeployment.Made made = deployment.deploy();
      at = made.contract();
      out.printf(Locale.ROOT, "contract %s, gas used %d%n", at, made.gas());
      out.flush();
    }
    long gas = deployment.allow(at, origin, posts);
    out.printf(Locale.ROOT, "%s may anchor %s, gas used %d%n%n", posts, origin, gas);
    out.println("vitrine.anchors.evm.kind=evm");
    // the address may hold a secret; it is the caller's own
    out.println("vitrine.anchors.evm.url=" + rpc);
    out.println("vitrine.anchors.evm.chain-id=" + deployment.chainId());
    out.println("vitrine.anchors.evm.contract=" + at);
    out.println("vitrine.anchors.evm.key-file=" + (poster == null ? key : "the key of " + posts));
    out.println("vitrine.anchors.evm.max-fee=" + wei());
    out.flush();
  }

  private BigInteger wei() {
    return GWEI.multiply(BigInteger.valueOf(maxFee));
  }

  private static EvmAddress address(CommandLine asked, String text) {
    try {
      return EvmAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(asked, text + ": " + e.getMessage(), e);
    }
  }
}
