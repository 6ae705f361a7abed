package dev.vitrine.proofs.internal.dataintegrity;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.dataintegrity.ProofException.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a holder's proof carries to the verifier (§3.3.6).
 *
 * @param proof the BBS proof
 * @param labels for each blank node {@code c14n}i of what is shown, the number of its label
 * @param mandatory positions of the mandatory statements among those shown
 * @param selective positions of the other shown statements among all that are not mandatory
 * @param presentationHeader what binds the proof to one presentation, at most 1024 bytes
 */
record DerivedProofValue(
    byte[] proof,
    Map<Integer, Integer> labels,
    List<Integer> mandatory,
    List<Integer> selective,
    byte[] presentationHeader) {
  static final int MAX_PRESENTATION_HEADER = 1024;
  private static final int MAX_INDEX = 4096;
  private static final int MAX_PROOF = BbsProof.BASE_BYTES + 32 * Bbs.MAX_MESSAGES;
  private static final byte[] PREFIX = {(byte) 0xd9, 0x5d, 0x03};

  String encode() {
    CborWriter out = new CborWriter().array(5).bytes(proof).map(labels.size());
    new TreeMap<>(labels).forEach((own, label) -> out.integer(own).integer(label));
    write(out, mandatory);
    write(out, selective);
    return Multibase.base64url(
        BaseProofValue.prefixed(PREFIX, out.bytes(presentationHeader).toBytes()));
  }

  static DerivedProofValue parse(String proofValue) throws ProofException {
    try {
      CborReader in =
          new CborReader(BaseProofValue.unprefixed(PREFIX, Multibase.readBase64url(proofValue)));
      in.arrayOf(5);
      byte[] proof = in.bytes(MAX_PROOF);
      int count = in.map(MAX_INDEX);
      Map<Integer, Integer> labels = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        int start = in.position();
        int own = (int) in.unsigned(MAX_INDEX);
        // other writers order the keys as texts do; once each is what matters
        if (labels.put(own, (int) in.unsigned(MAX_INDEX)) != null) {
          throw new CborException(start, "a key occurs twice");
        }
      }
      if (new HashSet<>(labels.values()).size() != labels.size()) {
        throw new ProofException(Part.INDEXES, "two blank nodes get one label");
      }
      List<Integer> mandatory = read(in);
      List<Integer> selective = read(in);
      byte[] presentationHeader = in.bytes(MAX_PRESENTATION_HEADER);
      in.end();
      return new DerivedProofValue(proof, labels, mandatory, selective, presentationHeader);
    } catch (CborException e) {
      throw new ProofException(Part.PROOF_VALUE, "derived proof: " + e.reason());
    }
  }

  private static void write(CborWriter out, List<Integer> indexes) {
    out.array(indexes.size());
    indexes.forEach(out::integer);
  }

  private static List<Integer> read(CborReader in) throws CborException, ProofException {
    int count = in.array(MAX_INDEX);
    List<Integer> indexes = new ArrayList<>();
    int before = -1;
    for (int i = 0; i < count; i++) {
      int index = (int) in.unsigned(MAX_INDEX);
      if (index <= before) {
        throw new ProofException(Part.INDEXES, "indexes do not ascend");
      }
      indexes.add(index);
      before = index;
    }
    return indexes;
  }
}
