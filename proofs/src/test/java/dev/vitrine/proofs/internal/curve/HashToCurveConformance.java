package dev.vitrine.proofs.internal.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.proofs.SharedVectors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The published vectors of RFC 9380, appendices J.9.1 and K. */
class HashToCurveConformance {
  @Test
  void expandsByXmd() throws IOException {
    assertTrue(expander("expand_message_xmd_SHA256_38", HashSuite.SHA_256) > 5);
  }

  @Test
  void expandsByXmdUnderLongTag() throws IOException {
    assertTrue(expander("expand_message_xmd_SHA256_256", HashSuite.SHA_256) > 5);
  }

  @Test
  void expandsByXof() throws IOException {
    assertTrue(expander("expand_message_xof_SHAKE256_36", HashSuite.SHAKE_256) > 5);
  }

  @Test
  void hashesToG1() throws IOException {
    JsonNode file = SharedVectors.json("hash-to-curve/BLS12381G1_XMD_SHA-256_SSWU_RO_.json");
    byte[] dst = file.get("dst").asText().getBytes(StandardCharsets.UTF_8);
    assertTrue(file.get("vectors").size() >= 5);
    for (JsonNode vector : file.get("vectors")) {
      byte[] message = vector.get("msg").asText().getBytes(StandardCharsets.UTF_8);
      for (Curve curve : BothBackends.all()) {
        G1Point point = curve.hashToG1(HashSuite.SHA_256, message, dst);
        assertEquals(integer(vector.get("P").get("x")), point.x());
        assertEquals(integer(vector.get("P").get("y")), point.y());
      }
    }
  }

  private static int expander(String name, HashSuite suite) throws IOException {
    JsonNode file = SharedVectors.json("hash-to-curve/" + name + ".json");
    byte[] dst = file.get("DST").asText().getBytes(StandardCharsets.UTF_8);
    for (JsonNode test : file.get("tests")) {
      int length = Integer.decode(test.get("len_in_bytes").asText());
      byte[] message = test.get("msg").asText().getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(
          HexFormat.of().parseHex(test.get("uniform_bytes").asText()),
          suite.expand(message, dst, length));
    }
    return file.get("tests").size();
  }

  private static BigInteger integer(JsonNode hex) {
    return new BigInteger(hex.asText().substring(2), 16);
  }
}
