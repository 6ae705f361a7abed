package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.PredicateTest.bounds;
import static dev.vitrine.proofs.presentation.PredicateTest.equal;
import static dev.vitrine.proofs.presentation.PredicateTest.ref;
import static dev.vitrine.proofs.presentation.Readings.COUNT;
import static dev.vitrine.proofs.presentation.Readings.ITEM;
import static dev.vitrine.proofs.presentation.Readings.NOTE;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static dev.vitrine.proofs.presentation.Readings.TIME;
import static dev.vitrine.proofs.presentation.Readings.VALUE;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.verdict.Outcome;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Foreign bytes: whatever they are, the answer is a verdict, never valid, and soon. */
class PresentationFuzz {
  private static final List<Held> RECORDS = List.of(new Held(0, 0), new Held(0, 1), new Held(3, 0));

  private static FactWorld world;
  private static byte[] set;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
    set = world.sets.texts("urn:item:1");
  }

  private static Presentation honest(Mode mode) {
    List<Predicate> facts =
        new ArrayList<>(
            List.of(
                bounds(0, VALUE, 4_000L, 5_000L),
                bounds(1, COUNT, 4L, 4L),
                equal(ref(0, SUBJECT), ref(1, SUBJECT)),
                new Predicate.Not(ref(0, NOTE), utf8("x")),
                new Predicate.Series(List.of(0, 1), VALUE, 0, 9_000, TIME, 600_000),
                new Predicate.Membership(ref(2, ITEM), set, true)));
    if (mode == Mode.ANCHORED) {
      facts.add(
          new Predicate.Totals(
              Readings.SCHEMA,
              VALUE,
              List.of(new Predicate.Selected(world.logIndex(0), new byte[] {1})),
              1,
              BigInteger.valueOf(104_201),
              BigInteger.valueOf(104_201L * 104_201L)));
    }
    return world.present(mode, RECORDS, facts.toArray(Predicate[]::new));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void changedBytes(Mode mode) throws Exception {
    Random random = new Random(20_261_122L + mode.code());
    Presentation honest = honest(mode);
    FactWorld.steps(world.verify(honest));
    Forgery parts = new Forgery(honest);
    byte[] file = honest.encode();
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] changed = mutated(random, file);
      if (!Arrays.equals(changed, file)) {
        files.add(changed);
      }
    }
    // the statement and the body by themselves, signed again, so that deeper checks are reached
    for (int i = 0; i < 150; i++) {
      Forgery f = new Forgery(honest);
      if (i % 3 == 0) {
        f.statement = mutated(random, parts.statement());
      } else {
        f.body = mutated(random, parts.body());
      }
      byte[] changed = mode == Mode.ANCHORED ? f.file(world.key) : f.file();
      if (!Arrays.equals(f.statement(), parts.statement())
          || !Arrays.equals(f.body(), parts.body())) {
        files.add(changed);
      }
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> files.forEach(PresentationFuzz::neverValid));
  }

  private static void neverValid(byte[] file) {
    Verdict verdict = world.verify(file, Gateway.policy());
    assertNotEquals(Outcome.VALID, verdict.outcome());
  }

  private static byte[] mutated(Random random, byte[] of) {
    byte[] bytes = of.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0x9b : 0x5b);
        case 3 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 40));
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(48, bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
        default -> {
          byte[] shorter = new byte[bytes.length - 1];
          System.arraycopy(bytes, 0, shorter, 0, at);
          System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
          bytes = shorter.length == 0 ? bytes : shorter;
        }
      }
    }
    return bytes;
  }

  @Test
  void noise() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      neverValid(noise);
    }
  }

  /** What is read is written as it was: there is one encoding of each statement. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void statementsHaveOneEncoding(Mode mode) throws Exception {
    Random random = new Random(4);
    byte[] honest = honest(mode).statement();
    assertArrayEquals(honest, Statement.decode(honest).encode());
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 1_500; i++) {
      byte[] changed = honest.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        Statement statement = Statement.decode(changed);
        assertArrayEquals(changed, statement.encode());
        read++;
      } catch (CborException | UnknownPredicateException e) {
        refused++;
      }
    }
    assertNotEquals(0, read, "some changes leave a statement");
    assertNotEquals(0, refused, "others do not");
  }

  /** Nothing hidden is in the bytes, and two presentations of the same share nothing. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void nothingHiddenShows(Mode mode) throws Exception {
    Forgery one = new Forgery(honest(mode));
    Forgery two = new Forgery(honest(mode));
    List<byte[]> first = proofs(one);
    List<byte[]> second = proofs(two);
    List<byte[]> windows = new ArrayList<>();
    first.forEach(bytes -> addWindows(windows, bytes));
    Set<String> seen = new HashSet<>();
    windows.forEach(window -> seen.add(Arrays.toString(window)));
    List<byte[]> others = new ArrayList<>();
    second.forEach(bytes -> addWindows(others, bytes));
    for (byte[] other : others) {
      assertFalse(seen.contains(Arrays.toString(other)));
    }
    String file = HexFormat.of().formatHex(honest(mode).encode());
    List<byte[]> hidden =
        new ArrayList<>(List.of(utf8(Readings.MARIA), utf8("Maria"), utf8("urn:item:1")));
    for (Held held : RECORDS) {
      hidden.add(world.record(held).seed());
      var record = world.commitment(held);
      for (int slot = 0; slot < record.schema().slots().size(); slot++) {
        byte[] value = record.value(slot);
        if (value != null && !world.claim(held).shown().containsKey(slot)) {
          hidden.add(value);
          hidden.add(SlotScalar.of(record.schema().slots().get(slot).kind(), value).toBytes());
        }
      }
    }
    for (byte[] value : hidden) {
      assertFalse(file.contains(HexFormat.of().formatHex(value)));
    }
  }

  private static List<byte[]> proofs(Forgery f) {
    List<byte[]> all = new ArrayList<>();
    f.proofs.forEach(proof -> all.addAll(List.of(proof.proof, proof.t1, proof.t2)));
    all.addAll(f.commitments);
    all.addAll(f.firstMessages);
    all.addAll(f.responses);
    f.sets.forEach(proof -> all.addAll(List.of(proof.first, proof.response)));
    all.add(f.range);
    all.add(f.link);
    return all;
  }

  private static void addWindows(List<byte[]> windows, byte[] of) {
    for (int i = 0; i + 8 <= of.length; i++) {
      windows.add(Arrays.copyOfRange(of, i, i + 8));
    }
  }
}
