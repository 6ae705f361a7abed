package dev.vitrine.proofs.internal.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** That a challenge depends on every item, its kind's framing, and the order. */
class TranscriptTest {
  private static final G1Point POINT = Curve.current().g1();

  @Test
  void everyItemAndTheTagMatter() {
    Scalar one = Scalar.ONE;
    List<UnaryOperator<Transcript>> items =
        List.of(
            t -> t,
            t -> t.bytes(new byte[0]),
            t -> t.bytes(new byte[1]),
            t -> t.bytes(new byte[] {1}),
            t -> t.integer(0),
            t -> t.integer(1),
            t -> t.integer(-1),
            t -> t.scalar(one),
            t -> t.scalar(Scalar.ZERO),
            t -> t.scalars(List.of()).scalars(List.of(one)),
            t -> t.scalars(List.of(one)).scalars(List.of()),
            t -> t.point(POINT),
            t -> t.point(POINT.negate()),
            t -> t.points(List.of(POINT)).points(List.of()),
            t -> t.points(List.of()).points(List.of(POINT)),
            t -> t.bytes(new byte[2]).bytes(new byte[3]),
            t -> t.bytes(new byte[3]).bytes(new byte[2]));
    Set<BigInteger> seen = new HashSet<>();
    for (String tag : List.of("test", "test2")) {
      for (UnaryOperator<Transcript> item : items) {
        Transcript transcript = item.apply(new Transcript(tag).integer(7));
        seen.add(transcript.challenge().toInteger());
      }
    }
    assertEquals(2 * items.size(), seen.size());
  }

  @Test
  void challengesFollowOneAnotherAndGoOnFromWhatIsAbsorbed() {
    Transcript transcript = new Transcript("test").integer(1);
    Scalar first = transcript.challenge();
    Scalar second = transcript.challenge();
    assertNotEquals(first, second);
    transcript.integer(2);
    Scalar third = transcript.challenge();
    assertFalse(third.equals(first) || third.equals(second));
    assertEquals(third, new Transcript("test").integer(1).integer(2).challenge());
  }

  @Test
  void challengeIsTheStreamLittleEndianModuloTheOrder() {
    byte[] stream = new Transcript("test").integer(1).squeeze(96);
    byte[] again = new byte[96];
    Transcript transcript = new Transcript("test").integer(1);
    System.arraycopy(transcript.squeeze(40), 0, again, 0, 40);
    System.arraycopy(transcript.squeeze(56), 0, again, 40, 56);
    assertArrayEquals(stream, again);
    BigInteger number = DraftReader.little(Arrays.copyOf(stream, 48)).mod(Scalar.ORDER);
    assertEquals(Scalar.of(number), new Transcript("test").integer(1).challenge());
  }

  @Test
  void refusesWhatTheDraftHasNoEncodingFor() {
    BigInteger modulus = BigInteger.valueOf(256);
    assertEquals(1, Codec.length(modulus));
    assertEquals(2, Codec.length(BigInteger.valueOf(257)));
    assertThrows(IllegalArgumentException.class, () -> Codec.uint(modulus, modulus));
    BigInteger negative = BigInteger.ONE.negate();
    assertThrows(IllegalArgumentException.class, () -> Codec.uint(negative, modulus));
    assertThrows(IllegalArgumentException.class, () -> Codec.decodeUint(new byte[16], modulus));
    assertThrows(IllegalArgumentException.class, () -> new DuplexSponge(new byte[31]));
  }
}
