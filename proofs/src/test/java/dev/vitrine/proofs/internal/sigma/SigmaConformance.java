package dev.vitrine.proofs.internal.sigma;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.proofs.SharedVectors;
import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sigma.DraftNarg.Refused;
import dev.vitrine.proofs.internal.sigma.DraftNarg.Stage;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The vectors of draft-irtf-cfrg-sigma-protocols-03 in our group, those to accept and those to
 * refuse, in both flavours. Its files for P-256 are of a group that we don't have.
 */
class SigmaConformance {
  private static final HexFormat HEX = HexFormat.of();
  private static final String FOLDER = "cfrg-sigma-fiat-shamir/";

  @TestFactory
  Stream<DynamicTest> verifies() throws IOException {
    return each(
        "sigma-proofs_Shake128_BLS12381.json",
        14,
        (curve, v) -> {
          byte[] tag = v.get("Tag").asText().getBytes(StandardCharsets.US_ASCII);
          assertArrayEquals(bytes(v, "SessionId"), Transcript.sessionId(tag));
          verify(curve, v, bytes(v, "NargString"));
        });
  }

  /** With the blindings that the published proof had, ours is the same to the byte. */
  @TestFactory
  Stream<DynamicTest> provesTheSame() throws IOException {
    return each(
        "sigma-proofs_Shake128_BLS12381.json",
        14,
        (curve, v) ->
            assertEquals(
                v.get("NargString").asText(),
                HEX.formatHex(prove(curve, v, new Replayed(curve, v)))));
  }

  @TestFactory
  Stream<DynamicTest> verifiesOwnProofs() throws IOException {
    return each(
        "sigma-proofs_Shake128_BLS12381.json",
        14,
        (curve, v) -> verify(curve, v, prove(curve, v, new SecureRandom())));
  }

  @TestFactory
  Stream<DynamicTest> refuses() throws IOException {
    return each(
        "sigma-proofs-invalid_Shake128_BLS12381.json",
        32,
        (curve, v) -> {
          Executable verify = () -> verify(curve, v, bytes(v, "NargString"));
          if (v.get("Expected").asText().equals("accept")) {
            assertDoesNotThrow(verify);
            return;
          }
          Refused refused = assertThrows(Refused.class, verify);
          assertEquals(expected(v), refused.stage(), v.get("Comment").asText());
        });
  }

  /** Which check a vector's letter stands for. */
  private static Stage expected(JsonNode v) {
    String id = v.get("Id").asText();
    boolean compact = v.get("Flavor").asText().equals("compact");
    return switch (id.charAt(id.lastIndexOf('/') + 1)) {
      case 'A' -> Stage.POINT;
      case 'B' -> Stage.SCALAR;
      case 'C' -> Stage.LENGTH;
      case 'D' -> Stage.IDENTITY;
      case 'E' -> Stage.INSTANCE;
      default -> compact ? Stage.CHALLENGE : Stage.EQUATION;
    };
  }

  private static byte[] prove(Curve curve, JsonNode v, SecureRandom random) throws Refused {
    DraftNarg narg = narg(curve, v);
    return compact(v)
        ? narg.proveCompact(scalars(v), random)
        : narg.proveBatchable(scalars(v), random);
  }

  private static void verify(Curve curve, JsonNode v, byte[] proof) throws Refused {
    if (compact(v)) {
      narg(curve, v).verifyCompact(proof);
    } else {
      narg(curve, v).verifyBatchable(proof);
    }
  }

  private static DraftNarg narg(Curve curve, JsonNode v) throws Refused {
    return new DraftNarg(curve, v.get("Tag").asText(), bytes(v, "Instance"));
  }

  private static boolean compact(JsonNode v) {
    return v.get("Flavor").asText().equals("compact");
  }

  private static List<Scalar> scalars(JsonNode v) throws Refused {
    byte[] witness = bytes(v, "Witness");
    List<Scalar> all = new ArrayList<>();
    for (int at = 0; at < witness.length; at += Scalar.BYTES) {
      all.add(DraftNarg.scalar(witness, at));
    }
    return all;
  }

  private static byte[] bytes(JsonNode v, String field) {
    return HEX.parseHex(v.get(field).asText());
  }

  private interface Check {
    void of(Curve curve, JsonNode vector) throws Exception;
  }

  private static Stream<DynamicTest> each(String file, int expected, Check check)
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode vectors = SharedVectors.json(FOLDER + file);
    assertEquals(expected, vectors.size());
    for (Curve curve : BothBackends.all()) {
      for (JsonNode vector : vectors) {
        String name = curve.backendName() + " " + vector.get("Id").asText();
        tests.add(dynamicTest(name, () -> check.of(curve, vector)));
      }
    }
    return tests.stream();
  }

  /** Draws what a published proof drew: its responses less its challenge times the witness. */
  private static final class Replayed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Deque<Scalar> blindings = new ArrayDeque<>();

    Replayed(Curve curve, JsonNode v) throws Refused {
      byte[] narg = bytes(v, "NargString");
      List<Scalar> witness = scalars(v);
      int from = narg.length - witness.size() * Scalar.BYTES;
      Scalar challenge;
      if (compact(v)) {
        challenge = DraftNarg.scalar(narg, 0);
      } else {
        List<G1Point> points = new ArrayList<>();
        for (int at = 0; at < from; at += G1Point.BYTES) {
          points.add(DraftNarg.point(curve, narg, at));
        }
        challenge = narg(curve, v).challenge(points);
      }
      for (int i = 0; i < witness.size(); i++) {
        Scalar response = DraftNarg.scalar(narg, from + i * Scalar.BYTES);
        blindings.add(response.subtract(challenge.multiply(witness.get(i))));
      }
    }

    @Override
    public void nextBytes(byte[] out) {
      byte[] next = blindings.remove().toBytes();
      System.arraycopy(next, 0, out, out.length - next.length, next.length);
    }
  }
}
