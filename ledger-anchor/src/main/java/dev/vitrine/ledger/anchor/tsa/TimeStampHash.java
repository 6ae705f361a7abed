package dev.vitrine.ledger.anchor.tsa;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** A hash function that may stand in a time-stamp. Weaker ones are not here and so are refused. */
public enum TimeStampHash {
  /** SHA-256: with it the imprint of a checkpoint is its digest. */
  SHA256("SHA-256", "2.16.840.1.101.3.4.2.1"),
  /** SHA-384. */
  SHA384("SHA-384", "2.16.840.1.101.3.4.2.2"),
  /** SHA-512. */
  SHA512("SHA-512", "2.16.840.1.101.3.4.2.3");

  private final String label;
  private final String oid;

  TimeStampHash(String label, String oid) {
    this.label = label;
    this.oid = oid;
  }

  /** The function that an algorithm identifier names, with parameters absent or NULL. */
  public static Optional<TimeStampHash> of(AlgorithmIdentifier algorithm) {
    boolean plain =
        algorithm.getParameters() == null || DERNull.INSTANCE.equals(algorithm.getParameters());
    return Arrays.stream(values())
        .filter(hash -> plain && hash.oid.equals(algorithm.getAlgorithm().getId()))
        .findFirst();
  }

  /** Its algorithm identifier, without parameters (RFC 5754 section 2). */
  public AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
  }

  /** The hash of all parts, one after the other. */
  public byte[] of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(label);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + label, e);
    }
  }

  /** For people: {@code SHA-256}. */
  @Override
  public String toString() {
    return label;
  }
}
