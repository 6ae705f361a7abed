package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A witness's timestamped signature of a checkpoint ({@code cosignature/v1} of C2SP
 * tlog-cosignature): as of this second, this was the largest tree the witness had seen of this log,
 * consistent with all before. Not verified by being read.
 */
public final class Cosignature {
  private static final int LENGTH = Long.BYTES + 64;

  private final long timestamp;
  private final byte[] signature;

  private Cosignature(long timestamp, byte[] signature) {
    this.timestamp = timestamp;
    this.signature = signature;
  }

  /**
   * Reads the signature of a line whose key is of type {@code COSIGNATURE_V1}.
   *
   * @throws NoteSignatureException if it has another form
   */
  public static Cosignature of(NoteSignature line) {
    byte[] blob = line.signature();
    if (blob.length != LENGTH) {
      throw new NoteSignatureException(
          "the cosignature by " + line.keyName() + " has " + blob.length + " bytes");
    }
    long timestamp = ByteBuffer.wrap(blob).getLong();
    if (timestamp < 0) {
      throw new NoteSignatureException("the cosignature by " + line.keyName() + " has no time");
    }
    return new Cosignature(timestamp, Arrays.copyOfRange(blob, Long.BYTES, LENGTH));
  }

  /** When it was made, in seconds since the epoch, by the witness's clock. */
  public long timestamp() {
    return timestamp;
  }

  byte[] signature() {
    return signature.clone();
  }

  byte[] message(String noteText) {
    return message(timestamp, noteText);
  }

  static byte[] message(long timestamp, String noteText) {
    return ("cosignature/v1\ntime " + timestamp + "\n" + noteText).getBytes(StandardCharsets.UTF_8);
  }
}
