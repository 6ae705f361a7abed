package dev.vitrine.proofs.set;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sets.SetFirstMessage;
import dev.vitrine.proofs.internal.sets.SetResponse;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Altered files and encodings are read as they stand or refused as documented; nothing else. */
class SetFuzz {
  private static final SecureRandom SECURE = new SecureRandom();
  private static final PublisherKey KEY = PublisherKey.random(SECURE);

  private final Path folder;

  SetFuzz(@TempDir Path folder) {
    this.folder = folder;
  }

  private byte[] file() throws Exception {
    Path file = folder.resolve("set");
    new SetPublisher("p", KEY, SECURE, 1)
        .publish("s", 1, 0, 1000, SetElements.integers(8, LongStream.of(3, 4, 9, 200)), file);
    return Files.readAllBytes(file);
  }

  private static byte[] mutate(Random random, byte[] original) {
    byte[] altered = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> altered = Arrays.copyOf(altered, random.nextInt(altered.length) + 1);
        case 1 -> altered = Arrays.copyOf(altered, altered.length + random.nextInt(9));
        case 2 -> altered[random.nextInt(altered.length)] = (byte) random.nextInt();
        default -> altered[random.nextInt(Math.min(60, altered.length))] ^= 1;
      }
    }
    return altered;
  }

  private InvalidSetException refused(byte[] bytes) throws Exception {
    Path file = folder.resolve("altered");
    Files.write(file, bytes);
    return assertThrows(InvalidSetException.class, () -> SignedSet.open(file).close());
  }

  @Test
  void alteredFilesAreReadOrRefused() throws Exception {
    byte[] original = file();
    Random random = new Random(5);
    Path file = folder.resolve("altered");
    int refused = 0;
    for (int i = 0; i < 800; i++) {
      Files.write(file, mutate(random, original));
      try (SignedSet set = SignedSet.open(file)) {
        set.element(Scalar.of(3));
        set.gap(Scalar.of(5));
        set.gap(Scalar.of(255));
      } catch (InvalidSetException e) {
        assertTrue(e.reason().length() > 3);
        refused++;
      }
    }
    assertTrue(refused > 400);
  }

  /** Each thing that a file promises, broken alone. */
  @Test
  void everyPromiseIsChecked() throws Exception {
    byte[] original = file();
    byte[] magic = original.clone();
    magic[0]++;
    assertEquals("not a set's file", refused(magic).reason());
    byte[] version = original.clone();
    version[12]++;
    assertEquals("the file's version is unknown", refused(version).reason());
    byte[] length = original.clone();
    length[13] = (byte) 0xff;
    assertEquals("the descriptor is too long", refused(length).reason());
    byte[] shorter = Arrays.copyOf(original, original.length - 1);
    assertEquals("the file is shorter or longer than it says", refused(shorter).reason());
    byte[] longer = Arrays.copyOf(original, original.length + 1);
    assertEquals("the file is shorter or longer than it says", refused(longer).reason());
    assertEquals("the file ends early", refused(new byte[3]).reason());

    int elementBytes = 8 + BbsSignature.BYTES;
    int descriptor = (original[13] & 0xff) << 8 | (original[14] & 0xff);
    int elements = 15 + descriptor + 4;
    byte[] many = original.clone();
    many[elements - 4] = (byte) 0x80;
    assertEquals("there are too many gaps", refused(many).reason());
    byte[] zero = original.clone();
    zero[elements + 7] = 0;
    assertEquals("an element lies in a gap", reason(zero));
    byte[] moved = original.clone();
    moved[elements + 7] = 2;
    assertEquals("an element lies in a gap", reason(moved));
    byte[] last = original.clone();
    last[elements + 3 * elementBytes + 7]++;
    assertEquals("numbers are not covered in order", reason(last));
    int gaps = elements + 4 * elementBytes;
    byte[] backwards = original.clone();
    backwards[gaps + 15] = 0;
    assertEquals("a gap ends before it begins", reason(backwards));
    byte[] long9 = original.clone();
    long9[gaps + 3 * (16 + BbsSignature.BYTES) + 14] = 7;
    assertEquals("a gap is too long", reason(long9));

    byte[] signature = original.clone();
    signature[elements + 60] ^= 1;
    Path file = folder.resolve("altered");
    Files.write(file, signature);
    try (SignedSet set = SignedSet.open(file)) {
      assertThrows(InvalidSetException.class, () -> set.element(Scalar.of(3)));
      assertTrue(set.element(Scalar.of(4)).isPresent());
    }
  }

  /** Elements and gaps that fit together but are not those that were signed for. */
  @Test
  void theDigestFixesTheElements() throws Exception {
    byte[] one = file();
    Path other = folder.resolve("other");
    new SetPublisher("p", KEY, SECURE, 1)
        .publish("s", 1, 0, 1000, SetElements.integers(8, LongStream.of(3, 4, 9, 201)), other);
    byte[] two = Files.readAllBytes(other);
    assertEquals(one.length, two.length);
    int from = 15 + ((one[13] & 0xff) << 8 | (one[14] & 0xff));
    byte[] mixed = one.clone();
    System.arraycopy(two, from, mixed, from, one.length - from);
    assertEquals("the elements are not those of the descriptor", reason(mixed));
  }

  private String reason(byte[] bytes) throws Exception {
    return refused(bytes).reason();
  }

  @Test
  void alteredDescriptorsAreReadOrRefused() throws Exception {
    byte[] original;
    try (SignedSet set = SignedSet.open(write(file()))) {
      original = set.signedDescriptor().encode();
    }
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      byte[] altered = mutate(random, original);
      try {
        assertArrayEquals(altered, SignedDescriptor.decode(altered).encode());
      } catch (CborException e) {
        assertTrue(e.offset() >= 0);
      }
    }
  }

  private Path write(byte[] bytes) throws Exception {
    Path file = folder.resolve("written");
    Files.write(file, bytes);
    return file;
  }

  @Test
  void proofPartsAreReadOrRefused() {
    Random random = new Random(7);
    byte[] point = Curve.current().g1().toBytes();
    byte[] first = new byte[SetFirstMessage.BYTES];
    for (int i = 0; i < 5; i++) {
      System.arraycopy(point, 0, first, i * point.length, point.length);
    }
    for (int i = 0; i < 1_500; i++) {
      byte[] altered = mutate(random, first);
      try {
        assertArrayEquals(altered, SetFirstMessage.decode(Curve.current(), altered).encode());
      } catch (RefusedException e) {
        assertEquals("format", e.step());
      }
      byte[] response = mutate(random, new byte[SetResponse.BYTES]);
      try {
        assertArrayEquals(response, SetResponse.decode(response).encode());
      } catch (RefusedException e) {
        assertEquals("format", e.step());
      }
    }
  }
}
