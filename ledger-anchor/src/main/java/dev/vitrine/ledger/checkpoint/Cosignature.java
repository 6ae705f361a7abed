package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A witness's timestamped signature ({@code timestamped_signature} of C2SP tlog-cosignature). Of a
 * checkpoint it says: as of this second, this was the largest tree the witness had seen of this
 * log, consistent with all before; with time 0, only that it is consistent. Not verified by being
 * read.
 */
public final class Cosignature {
  private final long timestamp;
  private final byte[] signature;

  private Cosignature(long timestamp, byte[] signature) {
    this.timestamp = timestamp;
    this.signature = signature;
  }

  /**
   * Reads the signature of a line whose key is a witness's.
   *
   * @throws NoteSignatureException if it has no form that such a key gives
   */
  public static Cosignature of(NoteSignature line) {
    byte[] blob = line.signature();
    boolean known = false;
    for (SignatureType type : SignatureType.values()) {
      int length = Long.BYTES + type.algorithm().signatureLength();
      known |= type.cosigns() && blob.length == length;
    }
    if (!known) {
      throw new NoteSignatureException(
          "the cosignature by " + line.keyName() + " has " + blob.length + " bytes");
    }
    long timestamp = ByteBuffer.wrap(blob).getLong();
    if (timestamp < 0) {
      throw new NoteSignatureException("the cosignature by " + line.keyName() + " has no time");
    }
    return new Cosignature(timestamp, Arrays.copyOfRange(blob, Long.BYTES, blob.length));
  }

  /** When it was made, in seconds since the epoch, by the witness's clock; 0 if it doesn't say. */
  public long timestamp() {
    return timestamp;
  }

  byte[] signature() {
    return signature.clone();
  }

  static byte[] blob(long timestamp, byte[] signature) {
    return ByteBuffer.allocate(Long.BYTES + signature.length)
        .putLong(timestamp)
        .put(signature)
        .array();
  }

  /** What a cosigner of this type and name signs of a checkpoint's text. */
  static byte[] message(SignatureType type, String name, long timestamp, String text) {
    return switch (type) {
      case COSIGNATURE_V1 ->
          ("cosignature/v1\ntime " + timestamp + "\n" + text).getBytes(StandardCharsets.UTF_8);
      case SUBTREE_V1 -> Subtree.of(Checkpoint.parse(text)).message(name, timestamp);
      case ED25519 -> throw new IllegalStateException("the key of " + name + " is no witness's");
    };
  }
}
