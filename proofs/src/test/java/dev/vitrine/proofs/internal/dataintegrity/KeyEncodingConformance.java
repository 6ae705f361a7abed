package dev.vitrine.proofs.internal.dataintegrity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.proofs.SharedVectors;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.curve.Curve;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys as the W3C's test suite and vectors write them. */
class KeyEncodingConformance {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void theTestSuitesKeyPair() throws Exception {
    JsonNode key = SharedVectors.json("w3c-vc-di-bbs-test-suite/fixtures/key.json");
    byte[] secret = Multibase.readBase58(key.get("secretKeyMultibase").asText());
    String expected = key.get("publicKeyMultibase").asText();
    byte[] multikey = Multibase.readBase58(expected);
    assertEquals("eb01", HEX.formatHex(Arrays.copyOf(multikey, 2)));
    BbsPublicKey made =
        BbsSecretKey.parse(Arrays.copyOfRange(secret, secret.length - 32, secret.length))
            .publicKey(Curve.current());
    assertArrayEquals(Arrays.copyOfRange(multikey, 2, multikey.length), made.toBytes());
    assertEquals(expected, Multibase.base58(multikey));
  }

  @Test
  void theVectorsNameTheirKey() throws Exception {
    JsonNode config = SharedVectors.json("w3c-vc-di-bbs/addProofConfig.json");
    String method = config.get("verificationMethod").asText();
    String hex =
        SharedVectors.json("w3c-vc-di-bbs/BBSKeyMaterial.json").get("publicKeyHex").asText();
    String multikey = Multibase.base58(HEX.parseHex("eb01" + hex));
    assertEquals("did:key:" + multikey + "#" + multikey, method);
  }

  @Test
  void onlyTheOneFormIsRead() {
    assertArrayEquals(new byte[] {0, 0, 1}, Multibase.readBase58("z112"));
    assertEquals("z112", Multibase.base58(new byte[] {0, 0, 1}));
    for (String bad : List.of("", "112", "u112", "z0", "zI", "z" + "1".repeat(300))) {
      assertThrows(IllegalArgumentException.class, () -> Multibase.readBase58(bad), bad);
    }
    assertTrue(Multibase.base64url(new byte[] {-1}).equals("u_w"));
    for (String bad : List.of("u_x", "u_w==", "u/w", "_w", "u_ w")) {
      assertThrows(ProofException.class, () -> Multibase.readBase64url(bad), bad);
    }
  }
}
