package dev.vitrine.proofs.set;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.sets.SetKey;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.Collection;
import java.util.List;

/**
 * A descriptor with its publisher's signature: all that a verifier needs of a set, so it travels
 * with each proof about one; about 300 bytes. To hold one is not to have verified it. Immutable.
 */
public final class SignedDescriptor {
  /** The longest encoding in bytes. */
  public static final int MAX_BYTES = 640;

  /** The step at which the publisher is looked up among those pinned. */
  public static final String STEP_PUBLISHER = "set-publisher";

  /** The step at which the publisher's signature is checked. */
  public static final String STEP_SIGNATURE = "set-signature";

  /** The step at which the descriptor's times are checked. */
  public static final String STEP_FRESHNESS = "set-freshness";

  private static final String KIND = "vitrine-set";
  private static final int VERSION = 1;
  private static final long SKEW_MILLIS = 60_000;

  private final SetDescriptor descriptor;
  private final byte[] encodedDescriptor;
  private final byte[] signature;
  private final byte[] digest;

  private SignedDescriptor(SetDescriptor descriptor, byte[] encodedDescriptor, byte[] signature) {
    this.descriptor = descriptor;
    this.encodedDescriptor = encodedDescriptor.clone();
    this.signature = signature.clone();
    this.digest = Sha256.of(encodedDescriptor);
  }

  static SignedDescriptor of(SetDescriptor descriptor, PublisherKey key) {
    byte[] encoded = descriptor.encode();
    return new SignedDescriptor(descriptor, encoded, key.sign(Sha256.of(encoded)));
  }

  /** The encoding, deterministic CBOR. */
  public byte[] encode() {
    return new CborWriter()
        .array(4)
        .text(KIND)
        .integer(VERSION)
        .bytes(encodedDescriptor)
        .bytes(signature)
        .toBytes();
  }

  /** Reads it strictly, the descriptor within too; at most {@link #MAX_BYTES}. */
  public static SignedDescriptor decode(byte[] encoded) throws CborException {
    if (encoded.length > MAX_BYTES) {
      throw new CborException(MAX_BYTES, "signed set descriptor is too long");
    }
    CborReader in = new CborReader(encoded);
    in.arrayOf(4);
    if (!in.text(64).equals(KIND)) {
      throw new CborException(1, "not a signed set descriptor");
    }
    if (in.unsigned(255) != VERSION) {
      throw new CborException(in.position(), "set's version is unknown");
    }
    byte[] descriptor = in.bytes(SetDescriptor.MAX_BYTES);
    byte[] signature = in.exactly(PublisherKey.SIGNATURE_LENGTH);
    in.end();
    return new SignedDescriptor(SetDescriptor.decode(descriptor), descriptor, signature);
  }

  /**
   * Verifies publisher, signature and times.
   *
   * @param pinned whom the verifier believes about sets
   * @param nowMillis the verifier's clock; an issue of up to 60 s ahead of it is let pass
   * @return what is signed
   * @throws RefusedException at step {@code set-publisher} (cannot tell), {@code set-signature} or
   *     {@code set-freshness}
   */
  public SetDescriptor verify(Collection<TrustedPublisher> pinned, long nowMillis)
      throws RefusedException {
    List<TrustedPublisher> named =
        pinned.stream().filter(each -> each.id().equals(descriptor.publisher())).toList();
    if (named.isEmpty()) {
      throw RefusedException.cannotTell(STEP_PUBLISHER, "the set's publisher is not known here");
    }
    if (named.stream().noneMatch(each -> each.key().verify(digest, signature))) {
      throw RefusedException.invalid(STEP_SIGNATURE, "the set is not signed by its publisher");
    }
    if (descriptor.issuedAtMillis() - SKEW_MILLIS > nowMillis) {
      throw RefusedException.invalid(STEP_FRESHNESS, "the set is issued ahead of the clock");
    }
    if (descriptor.expiresAtMillis() <= nowMillis) {
      throw RefusedException.invalid(STEP_FRESHNESS, "the set is expired");
    }
    return descriptor;
  }

  /** What it says, whoever says so: {@link #verify} tells. */
  public SetDescriptor descriptor() {
    return descriptor;
  }

  /** The SHA-256 of the descriptor: names this version of this set. */
  public byte[] digest() {
    return digest.clone();
  }

  /** Under what the set's elements and gaps are signed. */
  public SetKey setKey() {
    return new SetKey(descriptor.key(), digest);
  }
}
