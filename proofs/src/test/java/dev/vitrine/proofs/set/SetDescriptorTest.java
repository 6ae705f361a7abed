package dev.vitrine.proofs.set;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may say what a set is, until when, and in which bytes. */
class SetDescriptorTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long NOW = 1_700_000_000_000L;
  private static final PublisherKey KEY = PublisherKey.random(RANDOM);
  private static final BbsPublicKey BBS = BbsSecretKey.random(RANDOM).publicKey(Curve.current());
  private static final List<TrustedPublisher> PINNED =
      List.of(new TrustedPublisher("who.int", KEY.publicKey()));

  static SetDescriptor descriptor(long issuedAt, long expiresAt) {
    return new SetDescriptor(
        "who.int", "recalled", 3, SlotKind.TEXT, 5, 253, new byte[32], issuedAt, expiresAt, BBS);
  }

  private static void refused(
      Outcome outcome, String step, SignedDescriptor signed, Collection<TrustedPublisher> pinned) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> signed.verify(pinned, NOW));
    assertEquals(outcome + " " + step, refused.outcome() + " " + refused.step());
  }

  @Test
  void comesBackAsItWas() throws Exception {
    SignedDescriptor signed = SignedDescriptor.of(descriptor(NOW, NOW + 1), KEY);
    SignedDescriptor read = SignedDescriptor.decode(signed.encode());
    assertArrayEquals(signed.encode(), read.encode());
    SetDescriptor verified = read.verify(PINNED, NOW);
    assertArrayEquals(descriptor(NOW, NOW + 1).encode(), verified.encode());
    assertEquals(BBS, read.setKey().key());
    assertArrayEquals(read.digest(), read.setKey().digest());
  }

  @Test
  void onlyAPinnedPublisherCounts() {
    SignedDescriptor signed = SignedDescriptor.of(descriptor(NOW, NOW + 1), KEY);
    refused(Outcome.CANNOT_TELL, "set-publisher", signed, List.of());
    TrustedPublisher otherName = new TrustedPublisher("who.example", KEY.publicKey());
    refused(Outcome.CANNOT_TELL, "set-publisher", signed, List.of(otherName));
    PublisherKey other = PublisherKey.random(RANDOM);
    TrustedPublisher otherKey = new TrustedPublisher("who.int", other.publicKey());
    refused(Outcome.INVALID, "set-signature", signed, List.of(otherKey));
    SignedDescriptor forged = SignedDescriptor.of(descriptor(NOW, NOW + 1), other);
    refused(Outcome.INVALID, "set-signature", forged, PINNED);
    List<TrustedPublisher> both = List.of(otherKey, PINNED.get(0));
    assertEquals("recalled", verified(signed, both).id());
  }

  private static SetDescriptor verified(
      SignedDescriptor signed, Collection<TrustedPublisher> pinned) {
    try {
      return signed.verify(pinned, NOW);
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void timesAreTheVerifiers() {
    refused(
        Outcome.INVALID,
        "set-freshness",
        SignedDescriptor.of(descriptor(NOW - 10, NOW), KEY),
        PINNED);
    refused(
        Outcome.INVALID,
        "set-freshness",
        SignedDescriptor.of(descriptor(NOW + 60_001, Long.MAX_VALUE), KEY),
        PINNED);
    refused(
        Outcome.INVALID,
        "set-freshness",
        SignedDescriptor.of(descriptor(Long.MAX_VALUE, Long.MAX_VALUE), KEY),
        PINNED);
    verified(SignedDescriptor.of(descriptor(NOW + 60_000, NOW + 60_000), KEY), PINNED);
    verified(SignedDescriptor.of(descriptor(0, NOW + 1), KEY), PINNED);
  }

  @Test
  void everyAlteredByteIsRefused() throws Exception {
    byte[] encoded = SignedDescriptor.of(descriptor(NOW, NOW + 1), KEY).encode();
    int refused = 0;
    for (int at = 0; at < encoded.length; at++) {
      byte[] altered = encoded.clone();
      altered[at] ^= 1;
      try {
        SignedDescriptor.decode(altered).verify(PINNED, NOW);
      } catch (CborException | RefusedException e) {
        refused++;
      }
    }
    assertEquals(encoded.length, refused);
  }

  @Test
  void rangesAreKept() {
    byte[] digest = new byte[32];
    assertThrows(IllegalArgumentException.class, () -> of("", "s", 0, 1, 8, digest));
    assertThrows(IllegalArgumentException.class, () -> of("a\n", "s", 0, 1, 8, digest));
    assertThrows(IllegalArgumentException.class, () -> of("p", "s".repeat(129), 0, 1, 8, digest));
    assertThrows(IllegalArgumentException.class, () -> of("p", "s", -1, 1, 8, digest));
    assertThrows(IllegalArgumentException.class, () -> of("p", "s", 0, -1, 8, digest));
    assertThrows(IllegalArgumentException.class, () -> of("p", "s", 0, 1_000_001, 8, digest));
    assertThrows(IllegalArgumentException.class, () -> of("p", "s", 0, 1, 0, digest));
    assertThrows(IllegalArgumentException.class, () -> of("p", "s", 0, 1, 254, digest));
    assertThrows(IllegalArgumentException.class, () -> of("p", "s", 0, 1, 8, new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> descriptor(2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SetDescriptor("p", "s", 0, SlotKind.ROOT, 1, 8, digest, 0, 1, BBS));
  }

  private static SetDescriptor of(
      String publisher, String id, long sequence, int count, int gapBits, byte[] digest) {
    return new SetDescriptor(
        publisher, id, sequence, SlotKind.INT, count, gapBits, digest, 0, 1, BBS);
  }

  @Test
  void decodingRefusesOutOfRangeAndForeign() {
    byte[] key = BBS.toBytes();
    byte[] identity = new byte[96];
    identity[0] = (byte) 0xc0;
    assertThrows(CborException.class, () -> SetDescriptor.decode(encoded(2, 253, 2, key)));
    assertThrows(CborException.class, () -> SetDescriptor.decode(encoded(1, 254, 2, key)));
    assertThrows(CborException.class, () -> SetDescriptor.decode(encoded(1, 0, 2, key)));
    assertThrows(CborException.class, () -> SetDescriptor.decode(encoded(1, 253, 3, key)));
    assertThrows(CborException.class, () -> SetDescriptor.decode(encoded(1, 253, 9, key)));
    assertThrows(CborException.class, () -> SetDescriptor.decode(encoded(1, 253, 2, identity)));
    assertThrows(
        CborException.class,
        () -> SignedDescriptor.decode(new byte[SignedDescriptor.MAX_BYTES + 1]));
  }

  private static byte[] encoded(int version, int gapBits, int kind, byte[] key) {
    return new CborWriter()
        .array(11)
        .integer(version)
        .text("p")
        .text("s")
        .integer(0)
        .integer(kind)
        .integer(1)
        .integer(gapBits)
        .bytes(new byte[32])
        .integer(0)
        .integer(1)
        .bytes(key)
        .toBytes();
  }

  @Test
  void aKeyComesBackAndShowsNoSecret() {
    PublisherKey again = PublisherKey.of(KEY.secret());
    assertEquals(KEY.publicKey(), again.publicKey());
    assertEquals(KEY.publicKey().hashCode(), again.publicKey().hashCode());
    assertFalse(KEY.toString().contains(HexFormat.of().formatHex(KEY.secret())));
    assertThrows(IllegalArgumentException.class, () -> PublisherKey.of(new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> new PublisherKey.Public(new byte[33]));
  }
}
