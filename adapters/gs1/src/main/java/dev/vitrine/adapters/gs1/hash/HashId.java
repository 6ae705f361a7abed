package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The URI of an event hash (CBV 2.0 §8.9, after RFC 6920, with the digest in hexadecimal). */
public final class HashId {
  private static final String START = "ni:///sha-256;";
  private static final String END = "?ver=CBV2.0";
  private static final int DIGITS = 64;
  private static final HexFormat HEX = HexFormat.of();

  private HashId() {}

  /** The identifier of an event whose pre-hash string this is. */
  static String of(String preHash) {
    return START + HEX.formatHex(Sha256.of(preHash.getBytes(StandardCharsets.UTF_8))) + END;
  }

  /**
   * Whether {@code eventId} claims to be an event hash that can be checked here: SHA-256, of CBV
   * 2.0. Others of its kind (other digests, {@code ver=CBV2.1}) are names like any.
   */
  public static boolean isClaimedBy(String eventId) {
    if (eventId.length() != START.length() + DIGITS + END.length()
        || !eventId.startsWith(START)
        || !eventId.endsWith(END)) {
      return false;
    }
    for (int i = START.length(); i < START.length() + DIGITS; i++) {
      char c = eventId.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
        return false;
      }
    }
    return true;
  }

  /** Whether two are the same; hexadecimal digits may be of either case. */
  static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other);
  }
}
