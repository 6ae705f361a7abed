package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Whom a presentation is for, and the fresh value they asked for it with. A verifier that never
 * gives out a nonce twice can't be shown the same presentation twice.
 *
 * @param name at most 256 bytes
 * @param nonce 16 to 64 characters of printable ASCII
 */
public record Audience(String name, String nonce) {
  /** Checks the lengths. */
  public Audience {
    if (name.getBytes(StandardCharsets.UTF_8).length > 256) {
      throw new IllegalArgumentException("an audience has at most 256 bytes");
    }
    if (!nonce.matches("[!-~]{16,64}")) {
      throw new IllegalArgumentException("a nonce has 16 to 64 characters of printable ASCII");
    }
  }

  /** What a bbs-2023 proof is bound to: SHA-256 over a tag and both. */
  byte[] presentationHeader() {
    return Sha256.of(
        "vitrine/1/credential-presentation\0".getBytes(StandardCharsets.US_ASCII),
        new CborWriter().array(2).text(name).text(nonce).toBytes());
  }
}
