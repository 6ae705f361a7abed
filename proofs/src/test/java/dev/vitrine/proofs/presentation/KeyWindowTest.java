package dev.vitrine.proofs.presentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything here is made at {@link Gateway#NOW}; the windows lie around it. */
class KeyWindowTest {
  private static final long NOW = Gateway.NOW.toEpochMilli();
  private static final long DAY = 86_400_000;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = new Gateway();
  }

  @Test
  void aWindowDoesNotEndBeforeItBegins() {
    assertThrows(IllegalArgumentException.class, () -> window(10, OptionalLong.of(9), none()));
    assertThrows(IllegalArgumentException.class, () -> window(10, none(), OptionalLong.of(9)));
    assertThrows(IllegalArgumentException.class, () -> KeyWindow.from(-1));
    Optional<KeyWindow.LogBefore> before = Optional.of(new KeyWindow.LogBefore("log", 1));
    assertThrows(IllegalArgumentException.class, () -> new KeyWindow(0, none(), none(), before));
    assertThrows(IllegalArgumentException.class, () -> new KeyWindow.LogBefore("log", 0));
  }

  @Test
  void receiptsByAKeyWithinItsWindow() throws Exception {
    for (byte[] file : List.of(promised(), logged())) {
      assertTrue(
          receipt(file, window(NOW, OptionalLong.of(NOW + 1), none())).contains("key-window"));
      refusedReceipt(file, KeyWindow.from(NOW + 1), "was not good before");
      refusedReceipt(file, window(0, OptionalLong.of(NOW), none()), "was retired at");
    }
    assertTrue(!receipt(logged(), KeyWindow.ALWAYS).contains("key-window"), "no window, no step");
  }

  /** Who has the key can write any date into a header, so its promise alone counts for nothing. */
  @Test
  void aRevokedKeysPromiseNeedsOlderEvidence() throws Exception {
    KeyWindow since = window(0, none(), OptionalLong.of(NOW));
    refusedReceipt(logged(), since, "in other hands");
    KeyWindow later = window(0, none(), OptionalLong.of(NOW + DAY));
    refusedReceipt(promised(), later, "nothing but itself");
    refusedReceipt(logged(), later, "is not shown to be logged before");
    String origin = gateway.log.origin;
    assertTrue(receipt(logged(), before(origin, gateway.logIndex + 1)).contains("key-window"));
    refusedReceipt(logged(), before(origin, gateway.logIndex), "is not shown to be logged before");
    refusedReceipt(logged(), before("log.example/2", 100), "is not shown to be logged before");
    refusedReceipt(promised(), before(origin, 100), "nothing but itself");
  }

  @Test
  void cosignaturesDateTheEvidence() throws Exception {
    KeyWindow later = window(0, none(), OptionalLong.of(NOW + DAY));
    assertTrue(
        receipt(logged(), trust(key(), later, OptionalLong.of(NOW + DAY - 1)))
            .contains("key-window"));
    refusedReceipt(
        logged(),
        trust(key(), later, OptionalLong.of(NOW + DAY)),
        "is not shown to be logged before");
  }

  @Test
  void anchoredPresentations() throws Exception {
    byte[] file = gateway.anchored().encode();
    assertTrue(steps(file, window(NOW, OptionalLong.of(NOW + 1), none())).contains("key-window"));
    refused(file, KeyWindow.from(NOW + 1), "was not good before");
    refused(file, window(0, OptionalLong.of(NOW), none()), "was retired at");
    refused(file, window(0, none(), OptionalLong.of(NOW)), "in other hands");
  }

  /** Nothing in a presentation dates it but its key: the verifier's own clock must. */
  @Test
  void aRevokedKeysPresentationCountsOnlyIfSeenBefore() throws Exception {
    long theft = NOW + 60_000;
    KeyWindow window = window(0, none(), OptionalLong.of(theft));
    byte[] anchored = gateway.anchored().encode();
    assertTrue(steps(anchored, window).contains("key-window"));
    Verdict after = verdict(anchored, key(), window, Instant.ofEpochMilli(theft));
    assertEquals("key-window", after.refusal().orElseThrow().step());
    assertEquals(Outcome.INVALID, after.outcome());
  }

  @Test
  void privatePresentationsByTheDay() throws Exception {
    byte[] file = gateway.privately().encode();
    long midnight = NOW - NOW % DAY;
    assertTrue(privateSteps(file, KeyWindow.from(midnight + DAY - 1)).contains("key-window"));
    refusedPrivate(file, KeyWindow.from(midnight + DAY), "was not good before");
    assertTrue(
        privateSteps(file, window(0, OptionalLong.of(midnight + 1), none()))
            .contains("key-window"));
    refusedPrivate(file, window(0, OptionalLong.of(midnight), none()), "was retired at");
    refusedPrivate(file, window(0, none(), OptionalLong.of(midnight + DAY - 1)), "in other hands");
    KeyWindow tomorrow = window(0, none(), OptionalLong.of(midnight + DAY));
    assertTrue(privateSteps(file, tomorrow).contains("key-window"));
  }

  private static KeyWindow before(String origin, long size) {
    return new KeyWindow(
        0, none(), OptionalLong.of(NOW + DAY), Optional.of(new KeyWindow.LogBefore(origin, size)));
  }

  private static KeyWindow window(long from, OptionalLong to, OptionalLong revoked) {
    return new KeyWindow(from, to, revoked, Optional.empty());
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private static byte[] key() {
    return gateway.key.publicKey().id();
  }

  private static byte[] issuer() {
    return gateway.issuer.trusted(gateway.log.origin).id();
  }

  private static byte[] promised() {
    return gateway.receipt(Optional.empty()).encode();
  }

  private static byte[] logged() {
    return gateway.receipt(Optional.of(gateway.log.prove(gateway.logIndex))).encode();
  }

  private static Trust trust(byte[] id, KeyWindow window, OptionalLong cosigned) {
    Trust all = gateway.trust();
    LogProofVerifier dated =
        (entry, proof, passed) -> {
          LogProofVerifier.Placed placed = all.log().verify(entry, proof, passed);
          LogProofVerifier.Anchor rests = placed.anchor();
          return new LogProofVerifier.Placed(
              placed.origin(),
              placed.shard(),
              placed.index(),
              new LogProofVerifier.Anchor(rests.origin(), rests.size(), rests.root(), cosigned));
        };
    return new Trust(
        all.gatewayKeys(),
        all.issuers(),
        List.of(),
        List.of(),
        dated,
        all.ledgers(),
        Map.of(HexFormat.of().formatHex(id), window));
  }

  private static List<String> receipt(byte[] file, KeyWindow window) throws Exception {
    return receipt(file, trust(key(), window, none()));
  }

  private static List<String> receipt(byte[] file, Trust trust) throws Exception {
    List<Step> steps = new ArrayList<>();
    new ReceiptVerifier(trust).verify(file, Optional.empty(), steps::add);
    return steps.stream().map(Step::name).toList();
  }

  private static void refusedReceipt(byte[] file, KeyWindow window, String why) {
    refusedReceipt(file, trust(key(), window, none()), why);
  }

  private static void refusedReceipt(byte[] file, Trust trust, String why) {
    isRefusal(assertThrows(RefusedException.class, () -> receipt(file, trust)), why);
  }

  private static Verdict verdict(byte[] file, byte[] id, KeyWindow window, Instant now) {
    return new Verifier(trust(id, window, none()), new SecureRandom()).verify(file, Policy.at(now));
  }

  private static List<String> steps(byte[] file, KeyWindow window) throws RefusedException {
    return steps(verdict(file, key(), window, Gateway.NOW));
  }

  private static List<String> privateSteps(byte[] file, KeyWindow window) throws RefusedException {
    return steps(verdict(file, issuer(), window, Gateway.NOW));
  }

  private static List<String> steps(Verdict verdict) throws RefusedException {
    verdict.statement();
    return verdict.steps().stream().map(Step::name).toList();
  }

  private static void refused(byte[] file, KeyWindow window, String why) {
    isRefusal(verdict(file, key(), window, Gateway.NOW).refusal().orElseThrow(), why);
  }

  private static void refusedPrivate(byte[] file, KeyWindow window, String why) {
    isRefusal(verdict(file, issuer(), window, Gateway.NOW).refusal().orElseThrow(), why);
  }

  private static void isRefusal(RefusedException refusal, String why) {
    assertEquals("key-window", refusal.step());
    assertEquals(Outcome.INVALID, refusal.outcome());
    assertTrue(refusal.reason().contains(why), refusal.reason());
  }
}
