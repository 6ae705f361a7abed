package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a note: who says to have signed, and the signature, not yet verified.
 * Immutable.
 */
public final class NoteSignature {
  private static final String DASH = "\u2014 ";
  private static final int MAX_SIGNATURE = 16 * 1024;

  private final String keyName;
  private final int keyId;
  private final byte[] signature;

  /** A line by the key of this name and id over whatever the key's type signs. */
  public NoteSignature(String keyName, int keyId, byte[] signature) {
    if (!StrictText.isKeyName(keyName)) {
      throw new MalformedNoteException("a key name is empty or has a space or plus in it");
    }
    if (signature.length == 0 || signature.length > MAX_SIGNATURE) {
      throw new MalformedNoteException("a signature of " + signature.length + " bytes");
    }
    this.keyName = keyName;
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  /**
   * Reads one line, without its newline.
   *
   * @throws MalformedNoteException if it is not a signature line
   */
  public static NoteSignature parse(String line) {
    int space = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || space < 0) {
      throw new MalformedNoteException("a signature line must be: em dash, key name, base64");
    }
    byte[] blob = StrictText.base64(line.substring(space + 1), "a signature");
    if (blob.length <= Integer.BYTES) {
      throw new MalformedNoteException("a signature is shorter than its key id");
    }
    return new NoteSignature(
        line.substring(DASH.length(), space),
        ByteBuffer.wrap(blob).getInt(),
        Arrays.copyOfRange(blob, Integer.BYTES, blob.length));
  }

  /** The name of the key. */
  public String keyName() {
    return keyName;
  }

  /** The key's id: with the name, it tells which key and signature type. */
  public int keyId() {
    return keyId;
  }

  /** The signature without the key id. */
  public byte[] signature() {
    return signature.clone();
  }

  /** The line, without its newline. */
  @Override
  public String toString() {
    byte[] blob =
        ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(keyId).put(signature).array();
    return DASH + keyName + " " + StrictText.base64(blob);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && keyName.equals(that.keyName)
        && keyId == that.keyId
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * keyName.hashCode() + keyId;
  }
}
