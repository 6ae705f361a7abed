package dev.vitrine.proofs.internal.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.proofs.SharedVectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The vectors of draft-irtf-cfrg-fiat-shamir-03 for the codec and for SHAKE128. Those for
 * TurboSHAKE128 are of a suite that we don't have.
 */
class FiatShamirConformance {
  private static final HexFormat HEX = HexFormat.of();

  @TestFactory
  Stream<DynamicTest> codec() throws IOException {
    return tests("fiatShamirCodecVectors.json", 13);
  }

  @TestFactory
  Stream<DynamicTest> shake128() throws IOException {
    return tests("fiatShamirShake128Vectors.json", 13);
  }

  private static Stream<DynamicTest> tests(String file, int expected) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    SharedVectors.json("cfrg-sigma-fiat-shamir/" + file)
        .forEach(vector -> tests.add(dynamicTest(vector.get("Id").asText(), check(vector))));
    assertEquals(expected, tests.size());
    return tests.stream();
  }

  private static Executable check(JsonNode v) {
    boolean reject = v.path("Expected").asText().equals("reject");
    return switch (v.get("Function").asText()) {
      case "DuplexSponge" -> () -> assertArrayEquals(bytes(v, "Output"), run(v));
      case "DeriveSessionID" ->
          () -> assertArrayEquals(bytes(v, "Output"), Codec.sessionId(bytes(v, "Tag")));
      case "DecodeUint" -> () -> decode(v);
      case "SerializeVarLenString" ->
          () -> assertArrayEquals(bytes(v, "Output"), Codec.varLenString(bytes(v, "Input")));
      case "SerializeUint" ->
          () -> assertArrayEquals(bytes(v, "Output"), Codec.uint(number(v, "Value"), modulus(v)));
      case "SerializeField" -> () -> serializeBigEndian(v);
      case "DeserializeUint" -> refused(reject, () -> reader(v).uint(modulus(v)));
      case "DeserializeVarLenString" -> refused(reject, () -> reader(v).varLenString());
      case "DeserializeField" ->
          reject
              ? refused(true, () -> reader(v).field(modulus(v), degree(v)))
              : () -> assertEquals(coordinates(v), reader(v).field(modulus(v), degree(v)));
      case "Sumcheck" ->
          reject
              ? refused(true, () -> sumcheck(v).verify(bytes(v, "Narg")))
              : () -> proveAndVerify(v);
      default -> throw new AssertionError("unknown function " + v.get("Function").asText());
    };
  }

  private static Executable refused(boolean reject, Executable read) {
    assertEquals(true, reject);
    return () -> assertThrows(DraftReader.Refused.class, read);
  }

  private static byte[] run(JsonNode v) {
    DuplexSponge sponge = new DuplexSponge(bytes(v, "SessionId"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (JsonNode operation : v.get("Operations")) {
      if (operation.get("type").asText().equals("absorb")) {
        sponge.absorb(bytes(operation, "data"));
      } else {
        out.writeBytes(sponge.squeeze(operation.get("length").asInt()));
      }
    }
    return out.toByteArray();
  }

  private static void decode(JsonNode v) {
    byte[] uniform = v.has("Input") ? bytes(v, "Input") : run(v);
    if (v.has("Output")) {
      assertArrayEquals(bytes(v, "Output"), uniform);
    }
    assertEquals(number(v, "Challenge"), Codec.decodeUint(uniform, modulus(v)));
  }

  /** The big-endian form of §6.1.4, which our points and scalars have: the other one, reversed. */
  private static void serializeBigEndian(JsonNode v) {
    assertEquals("big-endian", v.get("ByteOrder").asText());
    byte[] little = Codec.uint(number(v, "Value"), modulus(v));
    byte[] expected = bytes(v, "Output");
    assertEquals(expected.length, little.length);
    for (int i = 0; i < little.length; i++) {
      assertEquals(expected[i], little[little.length - 1 - i]);
    }
  }

  private static void proveAndVerify(JsonNode v) {
    assertArrayEquals(bytes(v, "SessionId"), Codec.sessionId(bytes(v, "Tag")));
    List<BigInteger> witness = new ArrayList<>();
    v.get("Witness").forEach(value -> witness.add(BigInteger.valueOf(value.asLong())));
    DraftSumcheck prover = sumcheck(v);
    assertArrayEquals(bytes(v, "Narg"), prover.prove(witness));
    assertEquals(number(v, "FinalEvaluation"), prover.sum());
    DraftSumcheck verifier = sumcheck(v);
    assertDoesNotThrow(() -> verifier.verify(bytes(v, "Narg")));
    assertEquals(number(v, "FinalEvaluation"), verifier.sum());
    byte[] altered = Arrays.copyOf(bytes(v, "Narg"), bytes(v, "Narg").length);
    altered[0] ^= 1;
    assertThrows(DraftReader.Refused.class, () -> sumcheck(v).verify(altered));
  }

  private static DraftSumcheck sumcheck(JsonNode v) {
    return new DraftSumcheck(
        bytes(v, "SessionId"), modulus(v), v.get("NumVariables").asInt(), number(v, "ClaimedSum"));
  }

  private static List<BigInteger> coordinates(JsonNode v) {
    List<BigInteger> all = new ArrayList<>();
    v.get("Coordinates").forEach(text -> all.add(number(text.asText())));
    return all;
  }

  private static DraftReader reader(JsonNode v) {
    return new DraftReader(bytes(v, "Input"));
  }

  private static int degree(JsonNode v) {
    return v.get("ExtensionDegree").asInt();
  }

  private static BigInteger modulus(JsonNode v) {
    return number(v, "Modulus");
  }

  private static BigInteger number(JsonNode v, String field) {
    return number(v.get(field).asText());
  }

  private static BigInteger number(String text) {
    return new BigInteger(text.substring(2), 16);
  }

  private static byte[] bytes(JsonNode v, String field) {
    return HEX.parseHex(v.get(field).asText());
  }
}
