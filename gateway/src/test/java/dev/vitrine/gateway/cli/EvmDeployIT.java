package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorStatus;
import dev.vitrine.ledger.anchor.evm.Anvil;
import dev.vitrine.ledger.anchor.evm.EvmAddress;
import dev.vitrine.ledger.anchor.evm.EvmAnchor;
import dev.vitrine.ledger.anchor.evm.EvmKey;
import dev.vitrine.ledger.anchor.evm.EvmSettings;
import dev.vitrine.ledger.anchor.evm.TrustedBlocks;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to an anchor on a real node, by the lines that the commands print. */
class EvmDeployIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsPrintedIsAllThatAnAnchorNeeds() throws Exception {
    try (Anvil node = Anvil.start()) {
      node.automine(true);
      Path key = folder.resolve("evm.key");
      EvmAddress account = account(key);
      node.fund(account, 1);
      CommandRun run = deploy(node, key);
      assertEquals(ExitCode.OK, run.exitCode(), run.err());
      assertTrue(run.out().startsWith("contract 0x"), run.out());
      Map<String, String> lines =
          run.out()
              .lines()
              .filter(line -> line.startsWith("vitrine.anchors.evm."))
              .map(line -> line.substring("vitrine.anchors.evm.".length()).split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      assertEquals("evm", lines.get("kind"));
      assertEquals(key.toString(), lines.get("key-file"));
      EvmAnchor anchor =
          new EvmAnchor(
              "evm",
              new HttpTransport(Duration.ofSeconds(10), 1 << 20),
              node.address(),
              new EvmKey(HexFormat.of().parseHex(Files.readString(key).strip())),
              new EvmSettings(
                  Long.parseLong(lines.getOrDefault("chain-id", "")),
                  EvmAddress.parse(lines.getOrDefault("contract", "")),
                  1,
                  new BigInteger(lines.getOrDefault("max-fee", "")),
                  Duration.ofMinutes(5)),
              TrustedBlocks.none(),
              Instant::now);
      NoteSigner log = Samples.logKey();
      SignedCheckpoint checkpoint =
          SignedCheckpoint.sign(new Checkpoint(log.name(), 1, MerkleHash.empty()), log);
      assertEquals(AnchorStatus.FINAL, anchor.status(anchor.submit(checkpoint)));

      // another poster for the contract that is there
      CommandRun more =
          deploy(
              node,
              key,
              "--contract",
              lines.getOrDefault("contract", ""),
              "--poster",
              account(folder.resolve("other.key")));
      assertEquals(ExitCode.OK, more.exitCode(), more.err());
      assertTrue(!more.out().startsWith("contract"), more.out());
    }
  }

  @Test
  void withoutFundsOrNodeOrKeyItSaysSo() throws Exception {
    Path key = folder.resolve("evm.key");
    account(key);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    try (Anvil node = Anvil.start()) {
      CommandRun poor = deploy(node, key);
      assertEquals(ExitCode.CANNOT_TELL, poor.exitCode());
      assertTrue(poor.err().contains("nsufficient funds"), poor.err());
      CommandRun none = deploy(node, folder.resolve("none.key"));
      assertEquals(ExitCode.CANNOT_TELL, none.exitCode());
      Files.writeString(key, "00".repeat(32));
      assertEquals(ExitCode.USAGE, deploy(node, key).exitCode());
      Files.writeString(key, "secret");
      CommandRun bad = deploy(node, key);
      assertEquals(ExitCode.USAGE, bad.exitCode());
      assertTrue(!bad.err().contains("secret"), bad.err());
    }
    account(folder.resolve("good.key"));
    CommandRun away =
        CommandRun.of(
            "anchor",
            "evm",
            "deploy",
            "--rpc",
            "http://127.0.0.1:1",
            "--key",
            folder.resolve("good.key"),
            "--origin",
            Samples.ORIGIN);
    assertEquals(ExitCode.CANNOT_TELL, away.exitCode());
    assertTrue(away.err().contains("did not answer"), away.err());
    CommandRun wrong =
        CommandRun.of("anchor", "evm", "deploy", "--rpc", "ftp://x", "--key", key, "--origin", "o");
    assertEquals(ExitCode.USAGE, wrong.exitCode());
  }

  private static EvmAddress account(Path key) {
    CommandRun run = CommandRun.of("anchor", "evm", "key", key);
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    return EvmAddress.parse(run.out().strip());
  }

  private static CommandRun deploy(Anvil node, Path key, Object... more) {
    Object[] arguments = {
      "anchor", "evm", "deploy", "--rpc", node.address(), "--key", key, "--origin", Samples.ORIGIN
    };
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
