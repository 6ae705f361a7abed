package dev.vitrine.ledger.registry;

import static dev.vitrine.ledger.registry.Scribe.BORN;
import static dev.vitrine.ledger.registry.Scribe.ORIGIN;
import static dev.vitrine.ledger.registry.Scribe.REGISTRY;
import static dev.vitrine.ledger.registry.Scribe.gateway;
import static dev.vitrine.ledger.registry.Scribe.genesis;
import static dev.vitrine.ledger.registry.Scribe.key;
import static dev.vitrine.ledger.registry.Scribe.log;
import static dev.vitrine.ledger.registry.Scribe.register;
import static dev.vitrine.ledger.registry.Scribe.retire;
import static dev.vitrine.ledger.registry.Scribe.revoke;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final long DAY = 86_400_000;

  private static final String STATEMENT =
      "8303585089016d6c6f672e6578616d706c652f31484fcf6bda7eaee611000248b5f57b3770ab76a45820"
          + "8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b3941b000001a0c4506c00"
          + "005840eb269e9c1c046a0a45c3743506a388f23e39b7fc1d5c0078d223937ac20977485921eadb4f76"
          + "d3d3cbbae27055f10c4912a6b555128edf06228d302725c7e409";

  /** Pinned: what the bytes are, and with them the ids and what is signed. */
  @Test
  void vectors() {
    HexFormat hex = HexFormat.of();
    assertEquals(
        "85006d6c6f672e6578616d706c652f315820"
            + hex.formatHex(gateway(2))
            + "1b000001a0c4506c005820"
            + hex.formatHex(REGISTRY.publicKey()),
        hex.formatHex(genesis().encode()));
    KeyStatement said = register(KeyKind.GATEWAY, gateway(2), BORN);
    assertEquals(STATEMENT, hex.formatHex(said.entry()));
    assertEquals("b5f57b3770ab76a4", said.id());
    assertEquals(genesis(), Genesis.decode(genesis().encode()));
    assertEquals(said, KeyStatement.decode(said.entry()));
  }

  @Test
  void windowsByTime() {
    Registry registry =
        registry(
            register(KeyKind.GATEWAY, gateway(2), BORN),
            register(KeyKind.GATEWAY, gateway(3), BORN + DAY),
            retire(KeyKind.GATEWAY, gateway(2), BORN + 2 * DAY));
    String old = KeyKind.GATEWAY.id(gateway(2));
    assertEquals(KeyStatus.NOT_YET, registry.at(KeyKind.GATEWAY, old, BORN - 1));
    assertEquals(KeyStatus.VALID, registry.at(KeyKind.GATEWAY, old, BORN));
    assertEquals(KeyStatus.VALID, registry.at(KeyKind.GATEWAY, old, BORN + 2 * DAY - 1));
    assertEquals(KeyStatus.RETIRED, registry.at(KeyKind.GATEWAY, old, BORN + 2 * DAY));
    assertEquals(KeyStatus.UNKNOWN, registry.at(KeyKind.ISSUER, old, BORN), "another kind");
    assertEquals(
        KeyKind.GATEWAY.id(gateway(3)), registry.current(KeyKind.GATEWAY).orElseThrow().id());
    Registry stolen = registry.with(9, revoke(KeyKind.GATEWAY, gateway(2), BORN + DAY, 5));
    assertEquals(KeyStatus.VALID, stolen.at(KeyKind.GATEWAY, old, BORN + DAY - 1));
    assertEquals(KeyStatus.COMPROMISED, stolen.at(KeyKind.GATEWAY, old, BORN + DAY));
    assertEquals(KeyStatus.COMPROMISED, stolen.at(KeyKind.GATEWAY, old, BORN + 3 * DAY));
    assertEquals(5, stolen.key(KeyKind.GATEWAY, old).orElseThrow().sizeBefore());
    assertEquals(KeyStatus.RETIRED, registry.at(KeyKind.GATEWAY, old, BORN + 3 * DAY), "unchanged");
  }

  @Test
  void windowsOfLogKeysByTheSizeThatHoldsTheStatement() {
    Registry registry =
        registry(
            register(KeyKind.LOG, log(4), BORN),
            register(KeyKind.LOG, log(5), BORN + DAY),
            retire(KeyKind.LOG, log(4), BORN + DAY));
    String old = KeyKind.LOG.id(log(4));
    String next = KeyKind.LOG.id(log(5));
    assertEquals(KeyStatus.NOT_YET, registry.atSize(old, 1));
    assertEquals(KeyStatus.VALID, registry.atSize(old, 2), "the tree that holds its registration");
    assertEquals(KeyStatus.VALID, registry.atSize(old, 3), "the last without its retirement");
    assertEquals(KeyStatus.RETIRED, registry.atSize(old, 4));
    assertEquals(KeyStatus.NOT_YET, registry.atSize(next, 2));
    assertEquals(KeyStatus.VALID, registry.atSize(next, 3));
    assertEquals(KeyStatus.UNKNOWN, registry.atSize(KeyKind.LOG.id(log(6)), 3));
    Registry stolen = registry.with(9, revoke(KeyKind.LOG, log(5), BORN + 2 * DAY, 0));
    assertEquals(KeyStatus.COMPROMISED, stolen.atSize(next, 3), "of any size");
  }

  @Test
  void contradictionsAreRefused() {
    Registry registry = registry(register(KeyKind.GATEWAY, gateway(2), BORN));
    refused(registry, register(KeyKind.GATEWAY, gateway(2), BORN + DAY), "is there already");
    refused(registry, retire(KeyKind.GATEWAY, gateway(3), BORN), "unknown");
    refused(registry, revoke(KeyKind.LOG, gateway(2), BORN, 0), "unknown");
    refused(registry, retire(KeyKind.GATEWAY, gateway(2), BORN - 1), "before it begins");
    refused(registry, revoke(KeyKind.GATEWAY, gateway(2), BORN - 1, 0), "before it begins");
    refused(registry, revoke(KeyKind.GATEWAY, gateway(2), BORN, 100), "size");
    Registry retired = registry.with(2, retire(KeyKind.GATEWAY, gateway(2), BORN + DAY));
    refused(retired, retire(KeyKind.GATEWAY, gateway(2), BORN + DAY), "ended already");
    refused(retired, register(KeyKind.GATEWAY, gateway(2), BORN + DAY), "is there already");
    Registry revoked = retired.with(3, revoke(KeyKind.GATEWAY, gateway(2), BORN, 0));
    refused(revoked, revoke(KeyKind.GATEWAY, gateway(2), BORN + DAY, 0), "revoked already");
    Registry stolen = registry.with(2, revoke(KeyKind.GATEWAY, gateway(2), BORN, 0));
    refused(stolen, retire(KeyKind.GATEWAY, gateway(2), BORN + DAY), "ended already");
  }

  @Test
  void whoseKeyAndWhichForm() {
    Registry registry = Registry.of(genesis());
    refused(
        registry,
        KeyStatement.register("log.example/2", REGISTRY, KeyKind.GATEWAY, gateway(2), BORN),
        "another log");
    String other =
        NoteVerifier.of("log.example/2", SignatureType.ED25519, key(4).publicKey()).toString();
    refused(registry, register(KeyKind.LOG, ascii(other), BORN), "another log's key");
    refused(registry, register(KeyKind.LOG, gateway(4), BORN), "not a vkey");
    refused(registry, register(KeyKind.WITNESS, log(4), BORN), "is a log's key");
    refused(registry, register(KeyKind.GATEWAY, new byte[31], BORN), "31 bytes");
    refused(registry, register(KeyKind.GATEWAY, new byte[32], BORN), "not an Ed25519 public key");
    String witness =
        NoteVerifier.of("w.example", SignatureType.COSIGNATURE_V1, key(4).publicKey()).toString();
    registry.with(1, register(KeyKind.WITNESS, ascii(witness), BORN));
  }

  /** A key that registers itself, and one that was never asked. */
  @Test
  void whoIsNotInForceCanSayNothing() {
    Registry registry = Registry.of(genesis());
    SigningKey thief = key(9);
    refused(
        registry,
        KeyStatement.register(ORIGIN, thief, KeyKind.REGISTRY, thief.publicKey(), BORN),
        "not signed by the registry key in force");
    refused(
        registry,
        KeyStatement.register(ORIGIN, key(2), KeyKind.GATEWAY, gateway(2), BORN),
        "not signed by the registry key in force");
  }

  @Test
  void theRegistryKeyIsReplacedByItselfOnly() {
    SigningKey next = key(9);
    Registry registry =
        registry(
            register(KeyKind.GATEWAY, gateway(2), BORN),
            register(KeyKind.REGISTRY, next.publicKey(), BORN + DAY));
    refused(registry, register(KeyKind.GATEWAY, gateway(3), BORN), "not signed by the registry");
    KeyStatement byNext =
        KeyStatement.register(ORIGIN, next, KeyKind.GATEWAY, gateway(3), BORN + DAY);
    assertEquals(4, registry.with(3, byNext).keys().size());
    String old = KeyKind.REGISTRY.id(REGISTRY.publicKey());
    assertEquals(KeyStatus.RETIRED, registry.at(KeyKind.REGISTRY, old, BORN + DAY));
    assertEquals(KeyKind.REGISTRY.id(next.publicKey()), registry.authority().id());
    refused(
        registry,
        KeyStatement.revoke(
            ORIGIN, next, KeyKind.REGISTRY, KeyKind.REGISTRY.id(next.publicKey()), BORN + DAY, 0),
        "would leave no registry key");
    refused(
        Registry.of(genesis()),
        register(KeyKind.REGISTRY, next.publicKey(), BORN - 1),
        "before it began");
  }

  @Test
  void otherFormsAreRefused() {
    assertThrows(RegistryException.class, () -> KeyStatement.decode(genesis().encode()));
    byte[] entry = register(KeyKind.GATEWAY, gateway(2), BORN).entry();
    assertThrows(RegistryException.class, () -> Genesis.decode(entry));
    assertTrue(KeyStatement.looksLikeOne(entry));
    assertTrue(!KeyStatement.looksLikeOne(genesis().encode()));
    assertThrows(
        RegistryException.class,
        () -> new Genesis(ORIGIN, new byte[32], BORN, REGISTRY.publicKey()));
    assertThrows(
        RegistryException.class, () -> new Genesis(ORIGIN, gateway(2), BORN, new byte[32]));
    assertThrows(
        RegistryException.class, () -> new Genesis(ORIGIN, gateway(2), -1, REGISTRY.publicKey()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Registry registry(KeyStatement... statements) {
    Registry registry = Registry.of(genesis());
    long index = 1;
    for (KeyStatement said : List.of(statements)) {
      registry = registry.with(index++, said);
    }
    return registry;
  }

  private static void refused(Registry registry, KeyStatement said, String why) {
    RegistryException refusal =
        assertThrows(RegistryException.class, () -> registry.with(10, said));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }
}
