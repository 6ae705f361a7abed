package dev.vitrine.proofs.internal.dataintegrity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.proofs.SharedVectors;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.jsonld.CanonicalDocument;
import dev.vitrine.proofs.internal.jsonld.Contexts;
import dev.vitrine.proofs.internal.jsonld.GroupedDocument;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each stage of the W3C's vectors for the plain feature, by the windsurf credential. */
class Bbs2023Conformance {
  private static final String FOLDER = "w3c-vc-di-bbs/";
  private static final HexFormat HEX = HexFormat.of();

  private final Contexts contexts = Contexts.bundled();

  @Test
  void theDocumentIsCanonicalized() throws Exception {
    assertEquals(lines(json("addBaseDocCanon.json")), CanonicalDocument.lines(windDoc(), contexts));
    assertEquals(lines(json("addBaseDocHMACCanon.json")), grouped().lines());
  }

  @Test
  void statementsAreSplitByPointers() throws Exception {
    JsonNode transform = json("addBaseTransform.json");
    List<Integer> mandatory = grouped().select(pointers("windMandatory.json"));
    assertEquals(new ArrayList<>(byPosition(transform.get("mandatory")).keySet()), mandatory);
    Statements statements = Statements.split(grouped().lines(), mandatory);
    assertEquals(
        new ArrayList<>(byPosition(transform.get("mandatory")).values()), statements.mandatory());
    assertEquals(
        new ArrayList<>(byPosition(transform.get("nonMandatory")).values()), statements.others());
  }

  @Test
  void optionsAndMandatoryStatementsAreHashed() throws Exception {
    JsonNode hashes = json("addHashData.json");
    JsonObject signed = StrictJson.object(text("addSignedSDBase.json"));
    JsonObject config = ProofOptions.of(signed).document(windDoc());
    assertEquals(StrictJson.object(text("addProofConfig.json")), config);
    List<String> lines = CanonicalDocument.lines(config, contexts);
    assertEquals(text("addProofConfigCanon.txt"), String.join("", lines));
    Statements statements =
        Statements.split(grouped().lines(), grouped().select(pointers("windMandatory.json")));
    assertEquals(
        hashes.get("proofHash").asText() + hashes.get("mandatoryHash").asText(),
        HEX.formatHex(statements.header(lines)));
  }

  @Test
  void theBaseProofIsTheSameBytes() throws Exception {
    JsonObject signed = StrictJson.object(text("addSignedSDBase.json"));
    BaseProofValue value = BaseProofValue.parse(ProofOptions.value(signed));
    assertEquals(
        json("addRawBaseSignatureInfo.json").get("bbsSignature").asText(),
        HEX.formatHex(value.signature()));
    JsonNode recovered = json("derivedRecoveredBaseData.json");
    assertEquals(recovered.get("hmacKey").asText(), HEX.formatHex(value.hmacKey()));
    assertEquals(texts(recovered.get("mandatoryPointers")), value.mandatoryPointers());
    assertEquals(ProofOptions.value(signed), value.encode());
    for (Curve curve : BothBackends.all()) {
      Bbs2023 suite = new Bbs2023(curve, contexts);
      JsonObject made =
          suite.addBaseProof(
              windDoc(),
              ProofOptions.of(signed),
              pointers("windMandatory.json"),
              BbsSecretKey.parse(key("privateKeyHex")),
              hmacKey());
      assertEquals(signed, made);
      suite.verifyBaseProof(signed, publicKey(curve));
    }
  }

  @Test
  void whatIsShownGetsTheSameNumbers() throws Exception {
    GroupedDocument document = grouped();
    List<Integer> mandatory = document.select(pointers("windMandatory.json"));
    JsonNode groups = json("derivedGroupIndexes.json");
    assertEquals(numbers(groups.get("mandatoryIndexes")), mandatory);
    assertEquals(
        numbers(groups.get("selectiveIndexes")), document.select(pointers("windSelective.json")));
    assertEquals(numbers(groups.get("combinedIndexes")), document.select(combined()));
    Bbs2023.Disclosure disclosure = Bbs2023.disclosure(document, mandatory, combined());
    JsonNode adjusted = json("derivedAdjIndexes.json");
    assertEquals(numbers(adjusted.get("adjMandatoryIndexes")), disclosure.mandatory());
    assertEquals(numbers(adjusted.get("adjSelectiveIndexes")), disclosure.selective());
    Map<Integer, Integer> labels = new TreeMap<>();
    for (JsonNode pair : json("derivedDisclosureData.json").get("labelMap").get("value")) {
      labels.put(
          Integer.parseInt(pair.get(0).asText().substring(4)),
          Integer.parseInt(pair.get(1).asText().substring(1)));
    }
    assertEquals(labels, disclosure.labels());
    assertEquals(StrictJson.object(text("derivedUnsignedReveal.json")), document.cut(combined()));
  }

  @Test
  void theDerivedProofIsTheSameBytes() throws Exception {
    JsonObject reveal = StrictJson.object(text("derivedRevealDocument.json"));
    DerivedProofValue value = DerivedProofValue.parse(ProofOptions.value(reveal));
    assertEquals(
        json("derivedDisclosureData.json").get("bbsProof").asText(), HEX.formatHex(value.proof()));
    byte[] presentationHeader = presentationHeader();
    for (Curve curve : BothBackends.all()) {
      Bbs2023 suite = new Bbs2023(curve, contexts);
      suite.verifyDerived(reveal, publicKey(curve), presentationHeader);
      JsonObject made =
          suite.derive(
              StrictJson.object(text("addSignedSDBase.json")),
              publicKey(curve),
              pointers("windSelective.json"),
              presentationHeader,
              mocked());
      DerivedProofValue again = DerivedProofValue.parse(ProofOptions.value(made));
      assertArrayEquals(value.proof(), again.proof());
      assertEquals(value.labels(), again.labels());
      assertEquals(value.mandatory(), again.mandatory());
      assertEquals(value.selective(), again.selective());
      suite.verifyDerived(made, publicKey(curve), presentationHeader);
    }
  }

  /**
   * The credential of a resident, from its canonical N-Quads on: the context with its terms is not
   * among the vectors.
   */
  @Test
  void theResidentCardFromItsStatementsOn() throws Exception {
    JsonNode transform = json("prc/addBaseTransform.json");
    Statements statements =
        new Statements(
            new ArrayList<>(byPosition(transform.get("mandatory")).values()),
            new ArrayList<>(byPosition(transform.get("nonMandatory")).values()));
    JsonObject signed = StrictJson.object(text("prc/addSignedSDBase.json"));
    String url = signed.getJsonArray("@context").getString(1);
    JsonObject empty = StrictJson.object("{\"@context\":{}}");
    List<String> config =
        CanonicalDocument.lines(
            ProofOptions.of(signed).document(signed), contexts.with(url, empty));
    assertEquals(text("prc/addProofConfigCanon.txt"), String.join("", config));
    byte[] header = statements.header(config);
    JsonNode hashes = json("prc/addHashData.json");
    assertEquals(
        hashes.get("proofHash").asText() + hashes.get("mandatoryHash").asText(),
        HEX.formatHex(header));
    BaseProofValue base = BaseProofValue.parse(ProofOptions.value(signed));
    assertArrayEquals(header, base.header());
    assertEquals(ProofOptions.value(signed), base.encode());

    JsonObject shown = StrictJson.object(text("prc/derivedRevealDocument.json"));
    DerivedProofValue value = DerivedProofValue.parse(ProofOptions.value(shown));
    JsonNode parsed = json("prc/verifyDerivedProofValue.json");
    assertEquals(parsed.get("bbsProof").asText(), HEX.formatHex(value.proof()));
    assertEquals(numbers(parsed.get("mandatoryIndexes")), value.mandatory());
    assertEquals(numbers(parsed.get("adjSelectedIndexes")), value.selective());
    Statements seen = Statements.split(lines(json("prc/verifyNQuads.json")), value.mandatory());
    assertEquals(statements.mandatory(), seen.mandatory());
    for (Curve curve : BothBackends.all()) {
      Bbs2023 suite = new Bbs2023(curve, contexts);
      Bbs bbs = Bbs.standard(curve, BbsSuite.SHA_256);
      BbsPublicKey publicKey = publicKey(curve);
      BbsSignature signature =
          bbs.sign(
              BbsSecretKey.parse(key("privateKeyHex")),
              publicKey,
              header,
              statements.messages(bbs));
      assertArrayEquals(base.signature(), signature.toBytes());
      byte[] made =
          bbs.startProof(
                  publicKey,
                  signature,
                  header,
                  statements.messages(bbs),
                  value.selective(),
                  mocked())
              .finish(value.presentationHeader())
              .toBytes();
      assertArrayEquals(value.proof(), made);
      suite.verify(value, publicKey, header, seen.messages(bbs));
    }
  }

  private GroupedDocument grouped() throws Exception {
    byte[] hmacKey = hmacKey();
    return GroupedDocument.of(
        windDoc(),
        contexts,
        labels -> Statements.shuffled(hmacKey, new TreeSet<>(labels.keySet())));
  }

  private static JsonObject windDoc() throws Exception {
    // the one number whose text JavaScript, which made the other files, does not keep
    return StrictJson.object(text("windDoc.json").replace("7.0", "7"));
  }

  private static List<String> combined() throws IOException {
    List<String> combined = new ArrayList<>(pointers("windMandatory.json"));
    combined.addAll(pointers("windSelective.json"));
    return combined;
  }

  private static List<String> pointers(String file) throws IOException {
    return texts(json(file));
  }

  private static byte[] key(String name) throws IOException {
    return HEX.parseHex(json("BBSKeyMaterial.json").get(name).asText());
  }

  private static byte[] hmacKey() throws IOException {
    return key("hmacKeyString");
  }

  private static BbsPublicKey publicKey(Curve curve) throws Exception {
    return BbsPublicKey.parse(curve, key("publicKeyHex"));
  }

  private static byte[] presentationHeader() throws IOException {
    return HEX.parseHex(json("BBSDeriveMaterial.json").get("presentationHeaderHex").asText());
  }

  /** The BBS draft's seeded scalars, with these vectors' seed and, as tag, the bare api_id. */
  private static RandomScalars mocked() throws IOException {
    byte[] seed = HEX.parseHex(json("BBSDeriveMaterial.json").get("pseudoRandSeedHex").asText());
    BbsSuite suite = BbsSuite.SHA_256;
    byte[] dst = suite.standardApiId();
    return count -> {
      byte[] all = suite.hash().expand(seed, dst, count * Scalar.WIDE_BYTES);
      List<Scalar> scalars = new ArrayList<>();
      for (int at = 0; at < all.length; at += Scalar.WIDE_BYTES) {
        scalars.add(Scalar.reduceWide(Arrays.copyOfRange(all, at, at + Scalar.WIDE_BYTES)));
      }
      return scalars;
    };
  }

  private static Map<Integer, String> byPosition(JsonNode map) {
    Map<Integer, String> lines = new TreeMap<>();
    map.get("value").forEach(pair -> lines.put(pair.get(0).asInt(), pair.get(1).asText()));
    return lines;
  }

  private static List<String> lines(JsonNode array) {
    return texts(array);
  }

  private static List<String> texts(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(item -> all.add(item.asText()));
    return all;
  }

  private static List<Integer> numbers(JsonNode array) {
    List<Integer> all = new ArrayList<>();
    array.forEach(item -> all.add(item.asInt()));
    return all;
  }

  private static JsonNode json(String file) throws IOException {
    return SharedVectors.json(FOLDER + file);
  }

  private static String text(String file) throws IOException {
    return SharedVectors.text(FOLDER + file);
  }
}
