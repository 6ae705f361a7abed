package dev.vitrine.ledger.anchor.evm;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum has it: the padding from before FIPS 202. */
final class Keccak {
  static final int LENGTH = 32;

  private Keccak() {}

  static byte[] of(byte[] content) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(content, 0, content.length);
    byte[] hash = new byte[LENGTH];
    digest.doFinal(hash, 0);
    return hash;
  }

  static byte[] ofText(String ascii) {
    return of(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
