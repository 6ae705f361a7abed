package dev.vitrine.proofs.internal.dataintegrity;

import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.dataintegrity.ProofException.Part;
import dev.vitrine.proofs.internal.jsonld.CanonicalDocument;
import dev.vitrine.proofs.internal.jsonld.Contexts;
import dev.vitrine.proofs.internal.jsonld.GroupedDocument;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cryptosuite's algorithms (§3.4): create a base proof, derive a proof that shows a part, and
 * verify either. Keys are given; whose they are is for the caller to know. Safe for threads.
 */
public final class Bbs2023 {
  private final Bbs bbs;
  private final Contexts contexts;

  /** On {@code curve}, with documents that refer to {@code contexts} only. */
  public Bbs2023(Curve curve, Contexts contexts) {
    this.bbs = Bbs.standard(curve, BbsSuite.SHA_256);
    this.contexts = contexts;
  }

  /**
   * Adds a base proof.
   *
   * @param unsecured a credential without a proof
   * @param mandatoryPointers what every derived proof will show
   * @param hmacKey 32 fresh secret bytes
   */
  public JsonObject addBaseProof(
      JsonObject unsecured,
      ProofOptions options,
      List<String> mandatoryPointers,
      BbsSecretKey key,
      byte[] hmacKey)
      throws ProofException {
    if (unsecured.containsKey("proof")
        || hmacKey.length != BaseProofValue.HMAC_KEY_LENGTH
        || mandatoryPointers.size() > BaseProofValue.MAX_POINTERS) {
      throw new IllegalArgumentException("a proof is there, or a length is not allowed");
    }
    try {
      GroupedDocument document = grouped(unsecured, hmacKey);
      Statements statements =
          Statements.split(document.lines(), document.select(mandatoryPointers));
      requireCount(statements);
      byte[] header =
          statements.header(CanonicalDocument.lines(options.document(unsecured), contexts));
      BbsPublicKey publicKey = key.publicKey(bbs.curve());
      BbsSignature signature = bbs.sign(key, publicKey, header, statements.messages(bbs));
      BaseProofValue value =
          new BaseProofValue(
              signature.toBytes(), header, publicKey.toBytes(), hmacKey, mandatoryPointers);
      return secured(unsecured, options, value.encode());
    } catch (JsonLdException e) {
      throw new ProofException(Part.DOCUMENT, e.reason());
    }
  }

  /**
   * Verifies a base proof, as its holder does on receipt.
   *
   * @param key the issuer's, which also has to be the one that the proof names
   */
  public void verifyBaseProof(JsonObject secured, BbsPublicKey key) throws ProofException {
    open(secured, key);
  }

  /**
   * Derives a proof that shows what is mandatory and what {@code selectivePointers} select.
   *
   * @param presentationHeader what binds it to one presentation, at most 1024 bytes
   */
  public JsonObject derive(
      JsonObject secured,
      BbsPublicKey key,
      List<String> selectivePointers,
      byte[] presentationHeader,
      RandomScalars random)
      throws ProofException {
    if (presentationHeader.length > DerivedProofValue.MAX_PRESENTATION_HEADER) {
      throw new IllegalArgumentException("the presentation header is too long");
    }
    Opened opened = open(secured, key);
    List<String> combined = new ArrayList<>(opened.value.mandatoryPointers());
    combined.addAll(selectivePointers);
    if (combined.isEmpty()) {
      throw new ProofException(Part.DOCUMENT, "nothing is selected");
    }
    try {
      Disclosure disclosure = disclosure(opened.document, opened.mandatory, combined);
      BbsProof proof =
          bbs.startProof(
                  key,
                  BbsSignature.parse(bbs.curve(), opened.value.signature()),
                  opened.value.header(),
                  opened.statements.messages(bbs),
                  disclosure.selective,
                  random)
              .finish(presentationHeader);
      DerivedProofValue value =
          new DerivedProofValue(
              proof.toBytes(),
              disclosure.labels,
              disclosure.mandatory,
              disclosure.selective,
              presentationHeader);
      JsonObject shown = opened.document.cut(combined);
      return secured(shown, ProofOptions.of(secured), value.encode());
    } catch (JsonLdException e) {
      throw new ProofException(Part.DOCUMENT, e.reason());
    } catch (BbsRefusedException e) {
      throw new ProofException(Part.SIGNATURE, "deriving: " + e.step());
    }
  }

  /**
   * Verifies a derived proof: that the holder of a signature by {@code key} shows these statements
   * of the signed document, with all mandatory ones, in this presentation.
   */
  public void verifyDerived(JsonObject shown, BbsPublicKey key, byte[] presentationHeader)
      throws ProofException {
    DerivedProofValue value = DerivedProofValue.parse(ProofOptions.value(shown));
    ProofOptions options = ProofOptions.of(shown);
    if (!Arrays.equals(value.presentationHeader(), presentationHeader)) {
      throw new ProofException(Part.PRESENTATION, "made for another presentation");
    }
    Map<String, String> labels = new HashMap<>();
    value.labels().forEach((own, label) -> labels.put("c14n" + own, "b" + label));
    try {
      JsonObject unsecured = unsecured(shown);
      List<String> lines = CanonicalDocument.lines(unsecured, contexts, labels);
      int count = value.mandatory().size();
      if (count > 0 && value.mandatory().get(count - 1) >= lines.size()) {
        throw new ProofException(Part.INDEXES, "a mandatory statement is not there");
      }
      Statements statements = Statements.split(lines, value.mandatory());
      byte[] header =
          statements.header(CanonicalDocument.lines(options.document(unsecured), contexts));
      verify(value, key, header, statements.messages(bbs));
    } catch (JsonLdException e) {
      throw new ProofException(Part.DOCUMENT, e.reason());
    }
  }

  void verify(DerivedProofValue value, BbsPublicKey key, byte[] header, List<Scalar> messages)
      throws ProofException {
    if (value.selective().size() != messages.size()) {
      throw new ProofException(Part.INDEXES, "not as many statements as indexes");
    }
    try {
      BbsProof proof = BbsProof.parse(bbs.curve(), value.proof());
      bbs.verifyProof(key, proof, header, value.presentationHeader(), value.selective(), messages);
    } catch (BbsRefusedException e) {
      throw new ProofException(Part.SIGNATURE, "BBS proof: " + e.step());
    }
  }

  private record Opened(
      GroupedDocument document,
      BaseProofValue value,
      List<Integer> mandatory,
      Statements statements) {}

  private Opened open(JsonObject secured, BbsPublicKey key) throws ProofException {
    BaseProofValue value = BaseProofValue.parse(ProofOptions.value(secured));
    ProofOptions options = ProofOptions.of(secured);
    if (!Arrays.equals(value.publicKey(), key.toBytes())) {
      throw new ProofException(Part.SIGNATURE, "the proof is by another key");
    }
    try {
      JsonObject unsecured = unsecured(secured);
      GroupedDocument document = grouped(unsecured, value.hmacKey());
      List<Integer> mandatory = document.select(value.mandatoryPointers());
      Statements statements = Statements.split(document.lines(), mandatory);
      requireCount(statements);
      byte[] header =
          statements.header(CanonicalDocument.lines(options.document(unsecured), contexts));
      if (!Arrays.equals(header, value.header())) {
        throw new ProofException(Part.SIGNATURE, "the header is not that of this document");
      }
      bbs.verify(
          key,
          BbsSignature.parse(bbs.curve(), value.signature()),
          header,
          statements.messages(bbs));
      return new Opened(document, value, mandatory, statements);
    } catch (JsonLdException e) {
      throw new ProofException(Part.DOCUMENT, e.reason());
    } catch (BbsRefusedException e) {
      throw new ProofException(Part.SIGNATURE, "BBS signature: " + e.step());
    }
  }

  /** What of a document is shown, in the numbers that a derived proof carries. */
  record Disclosure(
      Map<Integer, Integer> labels, List<Integer> mandatory, List<Integer> selective) {}

  static Disclosure disclosure(
      GroupedDocument document, List<Integer> mandatory, List<String> combinedPointers)
      throws JsonLdException {
    List<Integer> shown = document.select(combinedPointers);
    List<Integer> mandatoryAmongShown = mandatory.stream().map(shown::indexOf).toList();
    List<Integer> selective = new ArrayList<>();
    int other = 0;
    for (int i = 0; i < document.lines().size(); i++) {
      if (!mandatory.contains(i)) {
        if (shown.contains(i)) {
          selective.add(other);
        }
        other++;
      }
    }
    Map<Integer, Integer> labels = new TreeMap<>();
    document
        .labelsOfCut(combinedPointers)
        .forEach(
            (canonical, label) ->
                labels.put(
                    Integer.parseInt(canonical.substring("c14n".length())),
                    Integer.parseInt(label.substring(1))));
    return new Disclosure(labels, mandatoryAmongShown, selective);
  }

  private GroupedDocument grouped(JsonObject document, byte[] hmacKey) throws JsonLdException {
    return GroupedDocument.of(
        document, contexts, labels -> Statements.shuffled(hmacKey, labels.keySet()));
  }

  private static void requireCount(Statements statements) throws ProofException {
    if (statements.others().size() > Bbs.MAX_MESSAGES) {
      throw new ProofException(Part.DOCUMENT, "more than " + Bbs.MAX_MESSAGES + " statements");
    }
  }

  private static JsonObject unsecured(JsonObject secured) {
    return StrictJson.PROVIDER.createObjectBuilder(secured).remove("proof").build();
  }

  private static JsonObject secured(JsonObject document, ProofOptions options, String value) {
    return StrictJson.PROVIDER
        .createObjectBuilder(document)
        .add("proof", options.json().add("proofValue", value))
        .build();
  }
}
