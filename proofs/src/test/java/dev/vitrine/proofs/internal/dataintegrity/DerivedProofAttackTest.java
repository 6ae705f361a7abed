package dev.vitrine.proofs.internal.dataintegrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.dataintegrity.ProofException.Part;
import dev.vitrine.proofs.internal.jsonld.Contexts;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cheats within the value of a derived proof, by someone who can encode one. */
class DerivedProofAttackTest {
  private static final byte[] HEADER = {1, 2, 3};
  private static final ProofOptions OPTIONS = new ProofOptions(null, "https://i.example#k");

  private final SecureRandom random = new SecureRandom();
  private final Bbs2023 suite = new Bbs2023(Curve.current(), Contexts.bundled());
  private final BbsSecretKey secret = BbsSecretKey.random(random);
  private final BbsPublicKey key = secret.publicKey(Curve.current());
  private JsonObject shown = JsonObject.EMPTY_JSON_OBJECT;
  private DerivedProofValue good =
      new DerivedProofValue(new byte[0], Map.of(), List.of(), List.of(), HEADER);

  @BeforeEach
  void present() throws Exception {
    JsonObject document =
        StrictJson.object(
            "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\",{\"@vocab\":\"urn:x:\"}],"
                + "\"type\":\"VerifiableCredential\",\"issuer\":\"https://i.example\","
                + "\"credentialSubject\":{\"a\":{\"v\":\"1\"},\"b\":{\"v\":\"2\"},\"c\":\"3\"}}");
    JsonObject base =
        suite.addBaseProof(document, OPTIONS, List.of("/issuer"), secret, new byte[32]);
    shown =
        suite.derive(
            base,
            key,
            List.of("/credentialSubject/a", "/credentialSubject/c"),
            HEADER,
            RandomScalars.from(random));
    good = DerivedProofValue.parse(ProofOptions.value(shown));
    suite.verifyDerived(shown, key, HEADER);
  }

  @Test
  void labels() {
    Map<Integer, Integer> two = new TreeMap<>(good.labels());
    two.put(0, two.get(1));
    refused(Part.INDEXES, two, good.mandatory(), good.selective());
    Map<Integer, Integer> fewer = new TreeMap<>(good.labels());
    fewer.remove(0);
    refused(Part.DOCUMENT, fewer, good.mandatory(), good.selective());
    Map<Integer, Integer> more = new TreeMap<>(good.labels());
    more.put(good.labels().size(), 99);
    refused(Part.DOCUMENT, more, good.mandatory(), good.selective());
    Map<Integer, Integer> other = new TreeMap<>(good.labels());
    other.put(0, 77);
    refused(Part.SIGNATURE, other, good.mandatory(), good.selective());
  }

  @Test
  void indexes() {
    List<Integer> beyond = new ArrayList<>(good.mandatory());
    beyond.add(100);
    refused(Part.INDEXES, good.labels(), beyond, good.selective());
    refused(Part.INDEXES, good.labels(), good.mandatory().subList(1, 2), good.selective());
    List<Integer> reversed = new ArrayList<>(good.selective());
    java.util.Collections.reverse(reversed);
    refused(Part.INDEXES, good.labels(), good.mandatory(), reversed);
    List<Integer> shifted = good.selective().stream().map(index -> index + 1).toList();
    refused(Part.SIGNATURE, good.labels(), good.mandatory(), shifted);
    List<Integer> fewer = good.selective().subList(1, good.selective().size());
    refused(Part.INDEXES, good.labels(), good.mandatory(), fewer);
  }

  @Test
  void proofBytes() throws Exception {
    for (int at = 0; at < good.proof().length; at += 7) {
      byte[] changed = good.proof().clone();
      changed[at] ^= 1;
      assertEquals(Part.SIGNATURE, refusal(with(changed)).part());
    }
    byte[] shorter = Arrays.copyOf(good.proof(), good.proof().length - 32);
    assertEquals(Part.SIGNATURE, refusal(with(shorter)).part());
    byte[] longer = Arrays.copyOf(good.proof(), good.proof().length + 1);
    assertEquals(Part.SIGNATURE, refusal(with(longer)).part());
    BbsPublicKey other = BbsSecretKey.random(random).publicKey(Curve.current());
    ProofException refused =
        assertThrows(ProofException.class, () -> suite.verifyDerived(shown, other, HEADER));
    assertEquals(Part.SIGNATURE, refused.part());
  }

  @Test
  void theEncodingIsTheOneForm() {
    String value = good.encode();
    for (String changed :
        List.of(
            value + "A",
            value.substring(0, value.length() - 4),
            value + "=",
            "u2V0D",
            "u",
            "",
            value.replaceFirst("u2V0DhV", "u2V0Dhl"))) {
      assertThrows(ProofException.class, () -> DerivedProofValue.parse(changed), changed);
    }
    assertThrows(ProofException.class, () -> BaseProofValue.parse(value));
  }

  private void refused(
      Part part, Map<Integer, Integer> labels, List<Integer> mandatory, List<Integer> selective) {
    ProofException refused =
        refusal(new DerivedProofValue(good.proof(), labels, mandatory, selective, HEADER));
    assertEquals(part, refused.part(), refused.reason());
  }

  private DerivedProofValue with(byte[] proof) {
    return new DerivedProofValue(proof, good.labels(), good.mandatory(), good.selective(), HEADER);
  }

  private ProofException refusal(DerivedProofValue value) {
    JsonObject proof =
        StrictJson.PROVIDER
            .createObjectBuilder(shown.getJsonObject("proof"))
            .add("proofValue", value.encode())
            .build();
    JsonObject changed = StrictJson.PROVIDER.createObjectBuilder(shown).add("proof", proof).build();
    return assertThrows(ProofException.class, () -> suite.verifyDerived(changed, key, HEADER));
  }
}
