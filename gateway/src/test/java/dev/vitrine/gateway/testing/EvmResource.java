package dev.vitrine.gateway.testing;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.anchor.evm.Anvil;
import dev.vitrine.ledger.anchor.evm.EvmAddress;
import dev.vitrine.ledger.anchor.evm.EvmDeployment;
import dev.vitrine.ledger.anchor.evm.EvmKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A gateway with a contract on a real EVM node as its ledger {@code chain}, behind a {@link Cable}.
 * Without a node there is no ledger.
 */
public final class EvmResource implements QuarkusTestResourceLifecycleManager {
  /** The log's name, which the contract must allow. */
  public static final String ORIGIN = "anchored.example/log";

  private final GatewayResource gateway = new GatewayResource();
  private @Nullable Anvil anvil;
  private @Nullable Cable cable;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(gateway.start());
    settings.put("vitrine.origin", ORIGIN);
    try {
      Anvil node = Anvil.start();
      anvil = node;
      Components.tookPart("EVM node", "anvil, with a gateway");
      node.automine(true);
      byte[] secret = new byte[EvmKey.LENGTH];
      new SecureRandom().nextBytes(secret);
      EvmKey key = new EvmKey(secret);
      node.fund(key.address(), 1);
      EvmDeployment deployment =
          new EvmDeployment(
              node.transport(),
              node.address(),
              key,
              BigInteger.TEN.pow(11),
              Duration.ofSeconds(20),
              Instant::now);
      EvmAddress contract = deployment.deploy().contract();
      deployment.allow(contract, ORIGIN, key.address());
      Path keyFile = Files.createTempDirectory("vitrine-evm").resolve("evm.key");
      PrivateFiles.write(
          keyFile, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
      Cable way = new Cable(node.address());
      cable = way;
      settings.put("vitrine.anchors.chain.kind", "evm");
      settings.put("vitrine.anchors.chain.url", way.address().toString());
      settings.put("vitrine.anchors.chain.chain-id", "31337");
      settings.put("vitrine.anchors.chain.contract", contract.toString());
      settings.put("vitrine.anchors.chain.key-file", keyFile.toString());
      settings.put("vitrine.anchors.chain.max-fee", "100000000000");
      settings.put("vitrine.anchors.chain.confirmations", "1");
      settings.put("vitrine.anchors.chain.every", "500ms");
      settings.put("vitrine.anchors.chain.alarm-after", "3s");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TestAbortedException e) {
      return settings;
    }
  }

  @Override
  public void stop() {
    if (cable != null) {
      cable.close();
    }
    if (anvil != null) {
      anvil.close();
    }
    gateway.stop();
  }
}
