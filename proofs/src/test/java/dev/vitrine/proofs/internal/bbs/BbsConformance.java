package dev.vitrine.proofs.internal.bbs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.proofs.SharedVectors;
import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every fixture of the draft, positive and negative, in both suites on both backends. */
class BbsConformance {
  private static final HexFormat HEX = HexFormat.of();

  @TestFactory
  Stream<DynamicTest> hashing() {
    return everywhere("hashing", (bbs, suite, folder) -> checkHashing(bbs, suite, folder));
  }

  @TestFactory
  Stream<DynamicTest> keys() {
    return everywhere(
        "keys",
        (bbs, suite, folder) -> {
          JsonNode file = SharedVectors.json(folder + "/keypair.json");
          BbsSecretKey key =
              BbsSecretKey.generate(suite, bytes(file, "keyMaterial"), bytes(file, "keyInfo"));
          assertArrayEquals(bytes(file.get("keyPair"), "secretKey"), key.toBytes());
          byte[] encoded = bytes(file.get("keyPair"), "publicKey");
          assertArrayEquals(encoded, key.publicKey(bbs.curve()).toBytes());
          assertArrayEquals(encoded, BbsPublicKey.parse(bbs.curve(), encoded).toBytes());
        });
  }

  @TestFactory
  Stream<DynamicTest> generators() {
    return everywhere(
        "generators",
        (bbs, suite, folder) -> {
          JsonNode file = SharedVectors.json(folder + "/generators.json");
          List<G1Point> all = bbs.generators(10);
          assertEquals(12, all.size());
          assertArrayEquals(bytes(file, "P1"), all.get(0).toBytes());
          assertArrayEquals(bytes(file, "Q1"), all.get(1).toBytes());
          for (int i = 0; i < 10; i++) {
            assertArrayEquals(
                HEX.parseHex(file.get("MsgGenerators").get(i).asText()), all.get(i + 2).toBytes());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> signatures() throws IOException {
    return eachFile("signature", 10, BbsConformance::checkSignature);
  }

  @TestFactory
  Stream<DynamicTest> proofs() throws IOException {
    return eachFile("proof", 15, BbsConformance::checkProof);
  }

  private static void checkHashing(Bbs bbs, BbsSuite suite, String folder) throws IOException {
    JsonNode hash = SharedVectors.json(folder + "/h2s.json");
    assertArrayEquals(
        bytes(hash, "scalar"),
        suite.hash().hashToScalar(bytes(hash, "message"), bytes(hash, "dst")).toBytes());
    for (JsonNode one :
        SharedVectors.json(folder + "/MapMessageToScalarAsHash.json").get("cases")) {
      assertArrayEquals(bytes(one, "scalar"), bbs.messageToScalar(bytes(one, "message")).toBytes());
    }
    JsonNode random = SharedVectors.json(folder + "/mockedRng.json");
    List<Scalar> drawn = mocked(suite, folder).draw(random.get("count").asInt());
    for (int i = 0; i < drawn.size(); i++) {
      assertArrayEquals(
          HEX.parseHex(random.get("mockedScalars").get(i).asText()), drawn.get(i).toBytes());
    }
  }

  private static void checkSignature(Bbs bbs, BbsSuite suite, String folder, JsonNode file)
      throws Exception {
    JsonNode pair = file.get("signerKeyPair");
    BbsPublicKey publicKey = BbsPublicKey.parse(bbs.curve(), bytes(pair, "publicKey"));
    BbsSignature signature = BbsSignature.parse(bbs.curve(), bytes(file, "signature"));
    List<Scalar> messages = bbs.messagesToScalars(list(file.get("messages")));
    byte[] header = bytes(file, "header");
    if (file.get("result").get("valid").asBoolean()) {
      BbsSecretKey secretKey = BbsSecretKey.parse(bytes(pair, "secretKey"));
      assertArrayEquals(
          bytes(file, "signature"), bbs.sign(secretKey, publicKey, header, messages).toBytes());
      bbs.verify(publicKey, signature, header, messages);
    } else {
      BbsRefusedException refused =
          assertThrows(
              BbsRefusedException.class, () -> bbs.verify(publicKey, signature, header, messages));
      assertEquals(BbsStep.SIGNATURE_EQUATION, refused.step());
    }
  }

  private static void checkProof(Bbs bbs, BbsSuite suite, String folder, JsonNode file)
      throws Exception {
    BbsPublicKey key = BbsPublicKey.parse(bbs.curve(), bytes(file, "signerPublicKey"));
    BbsProof proof = BbsProof.parse(bbs.curve(), bytes(file, "proof"));
    List<Scalar> messages = bbs.messagesToScalars(list(file.get("messages")));
    List<Integer> shown = new ArrayList<>();
    file.get("disclosedIndexes").forEach(index -> shown.add(index.asInt()));
    List<Scalar> shownMessages = shown.stream().map(messages::get).toList();
    byte[] header = bytes(file, "header");
    byte[] presentation = bytes(file, "presentationHeader");
    if (!file.get("result").get("valid").asBoolean()) {
      BbsRefusedException refused =
          assertThrows(
              BbsRefusedException.class,
              () -> bbs.verifyProof(key, proof, header, presentation, shown, shownMessages));
      boolean reordered = "re-ordered messages".equals(file.get("result").get("reason").asText());
      assertEquals(reordered ? BbsStep.INDEXES : BbsStep.CHALLENGE, refused.step());
      return;
    }
    bbs.verifyProof(key, proof, header, presentation, shown, shownMessages);
    BbsSignature signature = BbsSignature.parse(bbs.curve(), bytes(file, "signature"));
    BbsProver prover =
        bbs.startProof(key, signature, header, messages, shown, mocked(suite, folder));
    JsonNode trace = file.get("trace");
    assertArrayEquals(bytes(trace, "T1"), prover.commitment().t1().toBytes());
    assertArrayEquals(bytes(trace, "T2"), prover.commitment().t2().toBytes());
    assertArrayEquals(bytes(trace, "domain"), prover.commitment().domain().toBytes());
    assertArrayEquals(bytes(trace, "challenge"), prover.challenge(presentation).toBytes());
    assertArrayEquals(bytes(file, "proof"), prover.finish(presentation).toBytes());
    assertArrayEquals(bytes(file, "proof"), proof.toBytes());
  }

  /** The draft's seeded_random_scalars, with the seed of its fixtures. */
  private static RandomScalars mocked(BbsSuite suite, String folder) throws IOException {
    JsonNode file = SharedVectors.json(folder + "/mockedRng.json");
    byte[] seed = bytes(file, "seed");
    byte[] dst = bytes(file, "dst");
    return count -> {
      byte[] all = suite.hash().expand(seed, dst, count * Scalar.WIDE_BYTES);
      List<Scalar> scalars = new ArrayList<>();
      for (int at = 0; at < all.length; at += Scalar.WIDE_BYTES) {
        scalars.add(Scalar.reduceWide(Arrays.copyOfRange(all, at, at + Scalar.WIDE_BYTES)));
      }
      return scalars;
    };
  }

  @FunctionalInterface
  private interface Check {
    void of(Bbs bbs, BbsSuite suite, String folder) throws Exception;
  }

  @FunctionalInterface
  private interface FileCheck {
    void of(Bbs bbs, BbsSuite suite, String folder, JsonNode file) throws Exception;
  }

  private static Stream<DynamicTest> everywhere(String name, Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Curve curve : BothBackends.all()) {
      for (BbsSuite suite : BbsSuite.values()) {
        Executable run = () -> check.of(Bbs.standard(curve, suite), suite, folder(suite));
        tests.add(dynamicTest(curve.backendName() + " " + suite + " " + name, run));
      }
    }
    return tests.stream();
  }

  private static Stream<DynamicTest> eachFile(String folder, int expected, FileCheck check)
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Curve curve : BothBackends.all()) {
      for (BbsSuite suite : BbsSuite.values()) {
        Bbs bbs = Bbs.standard(curve, suite);
        List<String> files = SharedVectors.files(folder(suite) + "/" + folder);
        assertTrue(files.size() >= expected);
        for (String path : files) {
          JsonNode file = SharedVectors.json(path);
          String name = curve.backendName() + " " + path + ": " + file.get("caseName").asText();
          Executable run = () -> check.of(bbs, suite, folder(suite), file);
          tests.add(dynamicTest(name, run));
        }
      }
    }
    return tests.stream();
  }

  private static String folder(BbsSuite suite) {
    return "bbs-signature/"
        + (suite == BbsSuite.SHA_256 ? "bls12-381-sha-256" : "bls12-381-shake-256");
  }

  private static byte[] bytes(JsonNode node, String field) {
    return HEX.parseHex(node.get(field).asText());
  }

  private static List<byte[]> list(JsonNode array) {
    List<byte[]> all = new ArrayList<>();
    array.forEach(element -> all.add(HEX.parseHex(element.asText())));
    return all;
  }
}
