package dev.vitrine.proofs.internal.curve;

import java.util.HexFormat;

/** The standard generators of G1 and G2, compressed. */
final class Generators {
  private Generators() {}

  static byte[] g1() {
    return HexFormat.of()
        .parseHex(
            "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
                + "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb");
  }

  static byte[] g2() {
    return HexFormat.of()
        .parseHex(
            "93e02b6052719f607dacd3a088274f65596bd0d09920b61a"
                + "b5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
                + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02"
                + "b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8");
  }
}
