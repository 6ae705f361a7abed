package dev.vitrine.proofs.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sets.SetPart;
import dev.vitrine.proofs.internal.sets.SetWitness;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.SlotKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every element is found signed and is in no gap; every other number is in exactly one. */
class SignedSetProperty {
  private static final SecureRandom SECURE = new SecureRandom();
  private static final PublisherKey KEY = PublisherKey.random(SECURE);

  private final Path folder;

  SignedSetProperty(@TempDir Path folder) {
    this.folder = folder;
  }

  private SignedSet publish(SetElements elements) throws Exception {
    Path file = folder.resolve("set");
    new SetPublisher("p", KEY, SECURE, 2).publish("s", 1, 0, 1000, elements, file);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
    return SignedSet.open(file);
  }

  private static void check(SignedSet set, Scalar value, boolean member) throws Exception {
    Optional<SetWitness> element = set.element(value);
    Optional<SetWitness> gap = set.gap(value);
    assertEquals(member, element.isPresent());
    assertEquals(!member, gap.isPresent());
    if (member) {
      assertEquals(List.of(value), element.orElseThrow().messages());
      assertEquals(SetPart.ELEMENT, element.orElseThrow().part());
    } else {
      BigInteger first = gap.orElseThrow().messages().get(0).toInteger();
      BigInteger last = gap.orElseThrow().messages().get(1).toInteger();
      BigInteger number = value.toInteger();
      assertTrue(first.signum() > 0);
      assertTrue(first.compareTo(number) <= 0 && number.compareTo(last) <= 0);
      assertTrue(last.subtract(first).bitLength() <= set.descriptor().gapBits());
    }
  }

  private static void checkZero(SignedSet set) throws Exception {
    assertTrue(set.element(Scalar.ZERO).isEmpty());
    assertTrue(set.gap(Scalar.ZERO).isEmpty());
    assertFalse(set.contains(0));
  }

  @Test
  void smallNumbersAreCoveredOnce() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 6; round++) {
      Set<Long> members = new HashSet<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        members.add(1L + random.nextInt(round < 3 ? 30 : 255));
      }
      LongStream values = members.stream().mapToLong(Long::longValue);
      try (SignedSet set = publish(SetElements.integers(8, values))) {
        assertEquals(members.size(), set.descriptor().count());
        assertEquals(8, set.descriptor().gapBits());
        checkZero(set);
        for (long value = 1; value < 256; value += 1 + random.nextInt(6)) {
          check(set, Scalar.of(value), members.contains(value));
          assertEquals(members.contains(value), set.contains(value));
        }
        for (long value : members) {
          check(set, Scalar.of(value), true);
        }
        assertTrue(set.gap(Scalar.of(256)).isEmpty());
        assertTrue(set.element(Scalar.of(256)).isEmpty());
      }
    }
  }

  @Test
  void longNumbersAndTheEndsAreCovered() throws Exception {
    Random random = new Random(4);
    List<Long> members = new ArrayList<>(List.of(1L, 2L, -1L, -2L, Long.MIN_VALUE));
    for (int i = 0; i < 20; i++) {
      members.add(random.nextLong());
    }
    LongStream values = members.stream().mapToLong(Long::longValue);
    try (SignedSet set = publish(SetElements.integers(64, values))) {
      checkZero(set);
      for (long member : members) {
        check(set, Scalar.of(member), true);
        for (long near : new long[] {member - 1, member + 1, random.nextLong()}) {
          if (near != 0) {
            check(set, Scalar.of(near), members.contains(near));
          }
        }
      }
    }
  }

  @Test
  void textsAndTheGroupsEndsAreCovered() throws Exception {
    List<String> members = List.of("SE", "NO", "FI", "DK", "", "SE", "é");
    try (SignedSet set = publish(SetElements.texts(members))) {
      assertEquals(6, set.descriptor().count());
      assertEquals(SlotKind.TEXT, set.descriptor().kind());
      checkZero(set);
      for (String member : members) {
        assertTrue(set.contains(member));
        Scalar scalar = SlotScalar.of(SlotKind.TEXT, member.getBytes(StandardCharsets.UTF_8));
        check(set, scalar, true);
        check(set, scalar.add(Scalar.ONE), false);
        check(set, scalar.subtract(Scalar.ONE), false);
      }
      assertFalse(set.contains("XX"));
      assertFalse(set.contains(7));
      check(set, Scalar.ONE, false);
      check(set, Scalar.of(Scalar.ORDER.subtract(BigInteger.ONE)), false);
      for (int i = 0; i < 20; i++) {
        check(set, Scalar.random(SECURE), false);
      }
    }
  }

  @Test
  void setsOfOneAndOfNoneWork() throws Exception {
    try (SignedSet set = publish(SetElements.integers(16, LongStream.of(65_535)))) {
      check(set, Scalar.of(65_535), true);
      check(set, Scalar.of(65_534), false);
      check(set, Scalar.ONE, false);
    }
    try (SignedSet set = publish(SetElements.integers(1, LongStream.of(1)))) {
      check(set, Scalar.ONE, true);
      checkZero(set);
      assertTrue(set.gap(Scalar.of(2)).isEmpty());
    }
    try (SignedSet set = publish(SetElements.texts(List.of()))) {
      check(set, Scalar.ONE, false);
      check(set, Scalar.random(SECURE), false);
      checkZero(set);
    }
  }

  @Test
  void eachVersionHasItsOwnKey() throws Exception {
    SetElements elements = SetElements.integers(8, LongStream.of(1, 2));
    SignedDescriptor first;
    try (SignedSet set = publish(elements)) {
      first = set.signedDescriptor();
    }
    try (SignedSet set = publish(elements)) {
      assertFalse(first.setKey().key().equals(set.key().key()));
      assertEquals("s", set.signedDescriptor().verify(List.of(trusted()), 500).id());
    }
  }

  private static TrustedPublisher trusted() {
    return new TrustedPublisher("p", KEY.publicKey());
  }

  @Test
  void whatIsNoElementIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SetElements.integers(8, LongStream.of(0)));
    assertThrows(IllegalArgumentException.class, () -> SetElements.integers(8, LongStream.of(256)));
    assertThrows(IllegalArgumentException.class, () -> SetElements.integers(8, LongStream.of(-1)));
    assertThrows(IllegalArgumentException.class, () -> SetElements.integers(0, LongStream.of(1)));
    assertThrows(IllegalArgumentException.class, () -> SetElements.integers(65, LongStream.of(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> SetElements.integers(64, LongStream.rangeClosed(1, 1_000_001)));
    String tooLong = "x".repeat(65_537);
    assertThrows(IllegalArgumentException.class, () -> SetElements.texts(List.of(tooLong)));
    assertThrows(IllegalArgumentException.class, () -> new SetPublisher("p", KEY, SECURE, 0));
  }

  @Test
  void gapsAreCutToTheShortestLengthThatKeepsThemFew() {
    assertEquals(8, Gaps.bits(SetElements.integers(8, LongStream.of(7))));
    assertEquals(16, Gaps.bits(SetElements.integers(16, LongStream.of(7))));
    assertEquals(16, Gaps.bits(SetElements.integers(20, LongStream.of(7))));
    assertEquals(64, Gaps.bits(SetElements.integers(64, LongStream.of(7))));
    assertEquals(253, Gaps.bits(SetElements.texts(List.of("a"))));
    assertEquals(
        16, Gaps.bits(SetElements.integers(24, LongStream.range(1, 300).map(i -> i << 15))));
  }
}
