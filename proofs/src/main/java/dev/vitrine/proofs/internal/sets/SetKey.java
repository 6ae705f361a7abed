package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.curve.Curve;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Under what one version of one set is signed.
 *
 * @param key the BBS key of this version alone
 * @param digest the SHA-256 of the set's descriptor, 32 bytes
 */
public record SetKey(BbsPublicKey key, byte[] digest) {
  private static final String API_ID = BbsSuite.SHA_256.id() + "VITRINE_SET_V1_";

  private static final Map<String, Bbs> CACHE = new ConcurrentHashMap<>();

  /** Checks the length. */
  public SetKey {
    if (digest.length != 32) {
      throw new IllegalArgumentException("a descriptor's digest has 32 bytes");
    }
    digest = digest.clone();
  }

  /** The signature scheme of all sets: suite BLS12-381-SHA-256 under an api_id of its own. */
  public static Bbs scheme(Curve curve) {
    return CACHE.computeIfAbsent(
        curve.backendName(),
        name -> new Bbs(curve, BbsSuite.SHA_256, API_ID.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The header of this set's signatures on elements or on gaps. */
  public byte[] header(SetPart part) {
    byte[] header = Arrays.copyOf(digest, digest.length + 1);
    header[digest.length] = (byte) part.code();
    return header;
  }
}
