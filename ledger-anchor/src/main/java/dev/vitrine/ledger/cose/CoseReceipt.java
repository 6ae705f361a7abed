package dev.vitrine.ledger.cose;

import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The proofs in a receipt (RFC 9942 §4, §5) as bytes and back. */
final class CoseReceipt {
  /** RFC9162_SHA256: the tree of RFC 9162. */
  static final long RFC9162_SHA256 = 1;

  /** CCF_LEDGER_SHA256: the tree of the Confidential Consortium Framework. */
  static final long CCF_LEDGER_SHA256 = 2;

  /** The label of inclusion proofs, in both structures. */
  static final long INCLUSION = -1;

  /** The label of consistency proofs. */
  static final long CONSISTENCY = -2;

  /** The unprotected label under which a receipt carries the cosigned checkpoint of its root. */
  static final CborItem CHECKPOINT = CborItem.of("tlog-checkpoint");

  private static final int MAX_PATH = 63;
  private static final int MAX_EVIDENCE = 1024;
  private static final int CCF_LEAF = 1;
  private static final int CCF_PATH = 2;

  private CoseReceipt() {}

  /** The unprotected header that carries one proof. */
  static CoseHeader header(long label, byte[] proof) {
    return CoseHeader.EMPTY.with(
        CoseHeader.VDP,
        CborItem.of(Map.of(CborItem.of(label), CborItem.of(List.of(CborItem.of(proof))))));
  }

  /**
   * The one proof under a label. A receipt here is for one entry in one tree, so more than one is
   * refused.
   */
  static byte[] proof(CoseSign1 receipt, long label) {
    List<CborItem> proofs =
        receipt
            .unprotectedHeader()
            .get(CoseHeader.VDP)
            .flatMap(CborItem::pairs)
            .map(byLabel -> byLabel.get(CborItem.of(label)))
            .flatMap(CborItem::items)
            .orElseThrow(
                () -> new MalformedCoseException("the receipt has no proofs under " + label));
    if (proofs.size() != 1) {
      throw new MalformedCoseException("the receipt must have one proof under " + label);
    }
    return proofs
        .get(0)
        .bytes()
        .orElseThrow(() -> new MalformedCoseException("the proof is no byte string"));
  }

  static byte[] encode(InclusionProof proof) {
    CborWriter out = new CborWriter().array(3).integer(proof.size()).integer(proof.index());
    return path(out, proof.path());
  }

  static byte[] encode(ConsistencyProof proof) {
    CborWriter out = new CborWriter().array(3).integer(proof.from()).integer(proof.to());
    return path(out, proof.path());
  }

  static InclusionProof inclusion(byte[] bytes) {
    try {
      CborReader in = new CborReader(bytes);
      in.arrayOf(3);
      long size = in.unsigned(Long.MAX_VALUE);
      long index = in.unsigned(Long.MAX_VALUE);
      InclusionProof proof = new InclusionProof(index, size, path(in));
      in.end();
      return proof;
    } catch (CborException e) {
      throw new MalformedCoseException("the inclusion proof: " + e.reason());
    }
  }

  static ConsistencyProof consistency(byte[] bytes) {
    try {
      CborReader in = new CborReader(bytes);
      in.arrayOf(3);
      long from = in.unsigned(Long.MAX_VALUE);
      long to = in.unsigned(Long.MAX_VALUE);
      ConsistencyProof proof = new ConsistencyProof(from, to, path(in));
      in.end();
      return proof;
    } catch (CborException e) {
      throw new MalformedCoseException("the consistency proof: " + e.reason());
    }
  }

  /**
   * The root to which a CCF inclusion proof leads (draft-ietf-scitt-receipts-ccf-profile).
   *
   * @throws MalformedCoseException if it is none
   */
  static CcfRoot ccf(byte[] bytes) {
    Map<CborItem, CborItem> proof =
        CborItems.parse(bytes)
            .pairs()
            .orElseThrow(() -> new MalformedCoseException("the CCF proof is no map"));
    List<CborItem> leaf = ccfList(proof.get(CborItem.of(CCF_LEAF)), "leaf");
    List<CborItem> path = ccfList(proof.get(CborItem.of(CCF_PATH)), "path");
    if (proof.size() != 2 || leaf.size() != 3 || path.isEmpty() || path.size() > MAX_PATH) {
      throw new MalformedCoseException("the CCF proof has another form");
    }
    String evidence =
        leaf.get(1)
            .text()
            .filter(text -> !text.isEmpty() && text.length() <= MAX_EVIDENCE)
            .orElseThrow(() -> new MalformedCoseException("the CCF leaf has no evidence"));
    byte[] data = hash(leaf.get(2));
    byte[] root =
        Sha256.of(
            hash(leaf.get(0)),
            Sha256.of(evidence.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            data);
    for (CborItem step : path) {
      List<CborItem> parts = ccfList(step, "path");
      if (parts.size() != 2) {
        throw new MalformedCoseException("the CCF path has another form");
      }
      byte[] sibling = hash(parts.get(1));
      if (parts.get(0).equals(CborItem.Simple.TRUE)) {
        root = Sha256.of(sibling, root);
      } else if (parts.get(0).equals(CborItem.Simple.FALSE)) {
        root = Sha256.of(root, sibling);
      } else {
        throw new MalformedCoseException("the CCF path names no side");
      }
    }
    return new CcfRoot(data, root);
  }

  /**
   * Where a CCF proof leads.
   *
   * @param dataHash what it is for: the SHA-256 of the signed statement
   * @param root the ledger's root
   */
  record CcfRoot(byte[] dataHash, byte[] root) {}

  private static List<CborItem> ccfList(
      @org.jspecify.annotations.Nullable CborItem item, String what) {
    if (item instanceof CborItem.Items items) {
      return items.value();
    }
    throw new MalformedCoseException("the CCF " + what + " is no array");
  }

  private static byte[] hash(CborItem item) {
    return item.bytes()
        .filter(bytes -> bytes.length == Sha256.LENGTH)
        .orElseThrow(
            () -> new MalformedCoseException("the CCF proof has a hash of another length"));
  }

  private static byte[] path(CborWriter out, List<byte[]> path) {
    out.array(path.size());
    path.forEach(out::bytes);
    return out.toBytes();
  }

  private static List<byte[]> path(CborReader in) throws CborException {
    int count = in.array(MAX_PATH + 1);
    List<byte[]> path = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      path.add(in.exactly(MerkleHash.LENGTH));
    }
    return path;
  }
}
