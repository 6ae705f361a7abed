package dev.vitrine.gateway.ledgers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.ledger.anchor.tsa.TestTsa;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of ledgers: what each kind needs, and what stops the start. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ConfiguredLedgerTest {
  // above the library's own converter, as in Quarkus
  private static final int PRIORITY = 200;
  private static final String CONTRACT = "0x" + "12".repeat(20);

  @TempDir Path folder;
  private Path ca;
  private Map<String, String> stamps;
  private Map<String, String> chain;
  private Map<String, String> peer;

  @BeforeEach
  void goodSettings() throws Exception {
    ca = folder.resolve("ca.pem");
    Files.writeString(
        ca, pem(new TestTsa("a", Instant.parse("2026-01-01T00:00:00Z")).root().getEncoded()));
    stamps = Map.of("kind", "rfc3161", "url", "http://tsa.example/", "ca", ca.toString());
    chain =
        Map.of(
            "kind", "evm",
            "url", "http://127.0.0.1:8545",
            "chain-id", "31337",
            "contract", CONTRACT,
            "key-file", "evm.key",
            "max-fee", "40000000000");
    peer = Map.of("kind", "peer", "url", "http://w.example/", "vkey", vkey("w.example", true));
  }

  @Test
  void eachKindIsTakenWithItsOwnSettings() {
    assertEquals("rfc3161", read(stamps).pin().kind());
    assertEquals("evm", read(chain).pin().kind());
    assertEquals("peer", read(peer).pin().kind());
    assertEquals(Duration.ofMinutes(1), read(stamps).every());
    assertEquals(Duration.ofMinutes(10), read(chain).every());
    assertEquals(Duration.ofDays(365), read(stamps).renewBefore());
    assertEquals(Duration.ofDays(1), read(stamps).renewEvery());
    assertEquals(Duration.ofDays(30), read(with(stamps, "renew-before", "30d")).renewBefore());
  }

  @Test
  void ledgersComeInTheOrderOfTheirNames() {
    Map<String, String> all = new HashMap<>();
    stamps.forEach((name, value) -> all.put("vitrine.anchors.b." + name, value));
    chain.forEach((name, value) -> all.put("vitrine.anchors.a." + name, value));
    assertEquals(
        List.of("a", "b"),
        ConfiguredLedger.of(config(all)).stream().map(ConfiguredLedger::name).toList());
  }

  @Test
  void whatAKindNeedsMustBeThere() {
    refused(without(stamps, "ca"), "ca: is needed");
    refused(without(chain, "chain-id"), "chain-id: is needed");
    refused(without(chain, "contract"), "contract: is needed");
    refused(without(peer, "vkey"), "vkey: is needed");
  }

  @Test
  void aSettingOfAnotherKindIsRefused() {
    Map<String, String> evm =
        Map.of(
            "chain-id", "1",
            "contract", CONTRACT,
            "key-file", "evm.key",
            "confirmations", "3",
            "max-fee", "1");
    evm.forEach(
        (name, value) -> {
          refused(with(stamps, name, value), name + ": is for kind EVM only");
          refused(with(peer, name, value), name + ": is for kind EVM only");
        });
    Map<String, String> tsa =
        Map.of("ca", "ca.pem", "policy", "1.2.3", "renew-before", "9d", "renew-every", "1d");
    tsa.forEach(
        (name, value) -> {
          refused(with(chain, name, value), name + ": is for kind RFC3161 only");
          refused(with(peer, name, value), name + ": is for kind RFC3161 only");
        });
    refused(with(stamps, "vkey", "w"), "vkey: is for kind PEER only");
    refused(with(chain, "vkey", "w"), "vkey: is for kind PEER only");
  }

  @Test
  void durationsMustBeAboveZero() {
    for (String name : List.of("every", "alarm-after", "renew-before", "renew-every")) {
      for (String value : List.of("0s", "PT-5S")) {
        refused(with(stamps, name, value), name + ": must be above zero");
      }
    }
  }

  @Test
  void certificatesMustBeThereAndBeCertificates() throws Exception {
    refused(with(stamps, "ca", folder.resolve("none.pem").toString()), "ca: there is no file ");
    refused(with(stamps, "ca", folder.toString()), "ca: there is no file ");
    Files.write(ca, new byte[TimeStamperPin.MAX_PEM + 1]);
    refused(stamps, " is longer than " + TimeStamperPin.MAX_PEM + " bytes");
    Files.writeString(ca, pem(new byte[] {1, 2, 3}));
    refused(stamps, "not certificates in PEM");
    Files.writeString(ca, "");
    refused(stamps, "0 roots");
  }

  @Test
  void keysAddressesAndNamesMustBeWellFormed() {
    refused(with(chain, "contract", CONTRACT.substring(1)), "");
    refused(with(chain, "chain-id", "0"), "");
    refused(with(peer, "vkey", "w.example+1"), "");
    refused(with(peer, "vkey", vkey("w.example", false)), "vkey: is a log's, not a witness's");
    Map<String, String> named = new HashMap<>();
    stamps.forEach((name, value) -> named.put("vitrine.anchors.A_b." + name, value));
    assertThrows(IllegalStateException.class, () -> ConfiguredLedger.of(config(named)));
  }

  private static String vkey(String name, boolean cosigns) {
    SignatureType type = cosigns ? SignatureType.COSIGNATURE_V1 : SignatureType.ED25519;
    return NoteSigner.generate(name, type, new SecureRandom()).verifier().toString();
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> settings, String name) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.remove(name);
    return changed;
  }

  private static void refused(Map<String, String> settings, String why) {
    IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> read(settings));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("vitrine.anchors.one: "), message);
    assertTrue(message.contains(why), message);
  }

  private static ConfiguredLedger read(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("vitrine.anchors.one." + name, value));
    return ConfiguredLedger.of(config(all)).get(0);
  }

  private static VitrineConfig config(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(VitrineConfig.class)
            .withConverter(Duration.class, PRIORITY, new DurationConverter())
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build();
    return config.getConfigMapping(VitrineConfig.class);
  }
}
