package dev.vitrine.proofs.internal.dataintegrity;

import dev.vitrine.proofs.internal.dataintegrity.ProofException.Part;
import java.math.BigInteger;
import java.util.Base64;

/** The two multibase encodings that Data Integrity uses (Controlled Identifiers 1.0, §2.4). */
public final class Multibase {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger FIFTY_EIGHT = BigInteger.valueOf(58);
  private static final int MAX_BASE58 = 256;

  private Multibase() {}

  /** {@code u} and base64url without padding. */
  public static String base64url(byte[] bytes) {
    return 'u' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Reads what {@link #base64url} wrote, and nothing else. */
  static byte[] readBase64url(String text) throws ProofException {
    try {
      if (text.startsWith("u")) {
        byte[] bytes = Base64.getUrlDecoder().decode(text.substring(1));
        if (base64url(bytes).equals(text)) {
          return bytes;
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ProofException(Part.PROOF_VALUE, "not base64url");
    }
    throw new ProofException(Part.PROOF_VALUE, "not multibase base64url without padding");
  }

  /** {@code z} and base58btc. */
  public static String base58(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(FIFTY_EIGHT);
      out.append(BASE58.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      out.append(BASE58.charAt(0));
    }
    return out.append('z').reverse().toString();
  }

  /**
   * Reads what {@link #base58} wrote, of at most 256 characters.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static byte[] readBase58(String text) {
    if (text.length() > MAX_BASE58 || !text.startsWith("z")) {
      throw new IllegalArgumentException("not multibase base58btc");
    }
    BigInteger value = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 1; i < text.length(); i++) {
      int digit = BASE58.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not base58btc");
      }
      value = value.multiply(FIFTY_EIGHT).add(BigInteger.valueOf(digit));
      if (value.signum() == 0) {
        zeros++;
      }
    }
    byte[] magnitude = value.toByteArray();
    int from = magnitude[0] == 0 ? 1 : 0;
    byte[] out = new byte[zeros + magnitude.length - from];
    System.arraycopy(magnitude, from, out, zeros, magnitude.length - from);
    if (!base58(out).equals(text)) {
      throw new IllegalArgumentException("not canonical base58btc");
    }
    return out;
  }
}
