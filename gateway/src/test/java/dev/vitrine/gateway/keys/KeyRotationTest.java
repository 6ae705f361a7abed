package dev.vitrine.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.registry.KeyStatus;
import dev.vitrine.ledger.registry.RegisteredKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
  private static final Instant BORN = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant LATER = BORN.plusSeconds(3600);
  private static final Duration WEEK = Duration.ofDays(7);
  private final SecureRandom random = new SecureRandom();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @BeforeEach
  void start() throws IOException {
    KeyHistory.open(folder, keys(), at(BORN), random);
  }

  @Test
  void aGatewaysKeyIsReplaced() throws IOException {
    Keys before = keys();
    String id = rotation(LATER).rotate(KeyKind.GATEWAY, WEEK);
    Keys after = keys();
    assertEquals(id, KeyKind.GATEWAY.id(after.gateway().publicKey().encoded()));
    assertFalse(id.equals(KeyKind.GATEWAY.id(before.gateway().publicKey().encoded())));
    assertEquals(before.issuer().trusted("x"), after.issuer().trusted("x"), "nothing else changes");
    Path file = folder.resolve("gateway-" + id + ".key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    KeyHistory history = history();
    long then = LATER.toEpochMilli();
    assertArrayEquals(
        before.gateway().publicKey().encoded(), history.gatewayKeyAt(then - 1).orElseThrow().key());
    assertEquals(id, history.gatewayKeyAt(then).orElseThrow().id());
    assertEquals(history.statements(), history.due(then), "all of it is said at once");
  }

  @Test
  void twoLogKeysSignForAsLongAsTheyOverlap() throws IOException {
    String old = KeyKind.LOG.id(keys().publicKey(KeyKind.LOG));
    String id = rotation(LATER).rotate(KeyKind.LOG, WEEK);
    long then = LATER.toEpochMilli();
    LogKeys log = LogKeys.open(folder, keys(), history(), then);
    assertEquals(2, log.signer(then).verifiers().size());
    assertEquals(keys().log().verifier(), log.signer(then).verifiers().get(0), "the new one first");
    long end = then + WEEK.toMillis();
    assertEquals(2, log.signer(end - 1).verifiers().size());
    assertEquals(1, log.signer(end).verifiers().size());
    assertEquals(2, log.known().size(), "earlier checkpoints are known by it still");
    assertEquals(history().statements().size() - 1, history().due(end - 1).size());
    assertEquals(history().statements(), history().due(end));
    assertEquals(id, history().registry().current(KeyKind.LOG).orElseThrow().id());
    refused(() -> rotation(LATER).rotate(KeyKind.LOG, WEEK), "being replaced already");
    refused(() -> rotation(LATER).rotate(KeyKind.REGISTRY, WEEK), "is being replaced");

    rotation(LATER).revoke(KeyKind.LOG, old, BORN.toEpochMilli(), 0);
    LogKeys alone = LogKeys.open(folder, keys(), history(), then);
    assertEquals(1, alone.signer(then).verifiers().size(), "a revoked one signs no more");
    assertEquals(id, history().registry().current(KeyKind.LOG).orElseThrow().id());
  }

  @Test
  void whatARevokedKeyPromisedIsPromisedAgain() throws IOException {
    String old = KeyKind.GATEWAY.id(keys().publicKey(KeyKind.GATEWAY));
    long theft = BORN.toEpochMilli() + 1000;
    rotation(LATER).revoke(KeyKind.GATEWAY, old, theft, 5);
    KeyHistory history = history();
    RegisteredKey revoked = history.registry().key(KeyKind.GATEWAY, old).orElseThrow();
    assertEquals(KeyStatus.COMPROMISED, revoked.at(theft));
    assertEquals(5, revoked.sizeBefore());
    assertEquals(old, history.gatewayKeyAt(theft - 1).orElseThrow().id());
    String fresh = KeyKind.GATEWAY.id(keys().publicKey(KeyKind.GATEWAY));
    assertEquals(fresh, history.gatewayKeyAt(theft).orElseThrow().id(), "from the theft on");
    refused(() -> rotation(LATER).revoke(KeyKind.GATEWAY, old, theft, 0), "revoked already");
    refused(() -> rotation(LATER).revoke(KeyKind.GATEWAY, "00".repeat(8), theft, 0), "There is no");
    refused(
        () -> rotation(LATER).revoke(KeyKind.GATEWAY, fresh, BORN.toEpochMilli(), 0),
        "before it begins");
    refused(
        () -> rotation(LATER).revoke(KeyKind.GATEWAY, fresh, LATER.toEpochMilli() + 1, 0),
        "a time that has been");
  }

  @Test
  void theRegistryKeyIsNeededAndCanBeKeptElsewhere() throws IOException {
    Path registry = folder.resolve("registry.key");
    byte[] kept = Files.readAllBytes(registry);
    Files.delete(registry);
    keys();
    history();
    refused(() -> rotation(LATER).rotate(KeyKind.GATEWAY, WEEK), "put the copy back");
    dev.vitrine.gateway.embedded.PrivateFiles.write(registry, kept);
    String next = rotation(LATER).rotate(KeyKind.REGISTRY, WEEK);
    Files.delete(registry);
    rotation(LATER).rotate(KeyKind.ISSUER, WEEK);
    assertEquals(next, history().registry().authority().id());
    refused(() -> rotation(LATER).revoke(KeyKind.REGISTRY, next, 0, 0), "can't be revoked");
  }

  @Test
  void whatCantBeReplacedIsRefused() {
    for (KeyKind kind : List.of(KeyKind.NAMING, KeyKind.CREDENTIAL, KeyKind.WITNESS)) {
      refused(() -> rotation(LATER).rotate(kind, WEEK), "can't be replaced");
    }
    refused(() -> rotation(BORN.minusSeconds(1)).rotate(KeyKind.GATEWAY, WEEK), "The clock");
  }

  @Test
  void aMissingOrForeignFileStopsTheStart() throws IOException {
    String id = rotation(LATER).rotate(KeyKind.GATEWAY, WEEK);
    Path file = folder.resolve("gateway-" + id + ".key");
    Files.move(file, folder.resolve("elsewhere"));
    refused(this::keys, "that is in use: put the copy back");
    refused(() -> Keys.check(folder, random), "that is in use: put the copy back");
    Files.copy(folder.resolve("gateway.key"), file);
    refused(this::keys, "that is in use: put the copy back");
    Path history = folder.resolve(KeyHistory.NAME);
    byte[] bytes = Files.readAllBytes(history);
    bytes[bytes.length / 2] ^= 1;
    Files.write(history, bytes);
    refused(() -> Keys.check(folder, random), "is damaged");
  }

  private Keys keys() throws IOException {
    return Keys.open(folder, "log.example/1", random);
  }

  private KeyHistory history() throws IOException {
    return KeyHistory.read(folder).orElseThrow();
  }

  private KeyRotation rotation(Instant now) {
    return new KeyRotation(folder, at(now), random);
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static void refused(org.junit.jupiter.api.function.Executable work, String why) {
    String message = String.valueOf(assertThrows(IOException.class, work).getMessage());
    assertTrue(message.contains(why), message);
  }
}
