package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.seed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayKeyTest {
  private static final byte[] DIGEST = seed(3);
  private final GatewayKey key = GatewayKey.of(seed(1));
  private final byte[] signature = key.sign("tag", DIGEST);

  @Test
  void signsForItselfAndOneTag() {
    GatewayKey.Public publicKey = new GatewayKey.Public(key.publicKey().encoded());
    assertTrue(publicKey.verify("tag", DIGEST, signature));
    assertFalse(publicKey.verify("tah", DIGEST, signature));
    assertFalse(publicKey.verify("tag", seed(4), signature));
    assertFalse(GatewayKey.of(seed(2)).publicKey().verify("tag", DIGEST, signature));
    assertArrayEquals(seed(1), key.secret());
    GatewayKey fresh = GatewayKey.random(new SecureRandom());
    assertTrue(fresh.publicKey().verify("tag", DIGEST, fresh.sign("tag", DIGEST)));
  }

  @Test
  void anyOtherSignatureIsRefused() {
    for (int i = 0; i < signature.length; i++) {
      byte[] flipped = signature.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      assertFalse(key.publicKey().verify("tag", DIGEST, flipped));
    }
    for (int length : new int[] {0, 1, 63, 65, 128}) {
      assertFalse(key.publicKey().verify("tag", DIGEST, Arrays.copyOf(signature, length)));
    }
    assertFalse(key.publicKey().verify("tag", DIGEST, plusOrder(signature)), "S not below L");
  }

  /** Points of small order, which would verify with R and S of an attacker's making. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void badPublicKeysVerifyNothing(String hex) {
    GatewayKey.Public bad = new GatewayKey.Public(HexFormat.of().parseHex(hex));
    byte[] trivial = new byte[64];
    trivial[0] = 1;
    assertFalse(bad.verify("tag", DIGEST, trivial));
    assertFalse(bad.verify("tag", DIGEST, signature));
  }

  @Test
  void lengthsAndWords() {
    assertThrows(IllegalArgumentException.class, () -> GatewayKey.of(new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> new GatewayKey.Public(new byte[33]));
    String id = HexFormat.of().formatHex(key.publicKey().id());
    assertEquals(16, id.length());
    assertEquals("GatewayKey[" + id + "]", key.toString());
    assertEquals(id, key.publicKey().toString());
  }

  /** The same signature with S + L: the other form of RFC 8032 that must be refused. */
  private static byte[] plusOrder(byte[] signature) {
    byte[] order =
        HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    byte[] other = signature.clone();
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int sum = (other[32 + i] & 0xff) + (order[i] & 0xff) + carry;
      other[32 + i] = (byte) sum;
      carry = sum >> 8;
    }
    return other;
  }
}
