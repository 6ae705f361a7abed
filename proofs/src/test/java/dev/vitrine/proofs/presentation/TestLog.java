package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A small transparency log with real signatures and proofs, in a proof format of its own: {@code
 * [origin, index, size, root, [path], signature]}. What a log really speaks is in another module.
 */
final class TestLog {
  final String origin;
  private final Ed25519PrivateKeyParameters key;
  private final List<byte[]> entries = new ArrayList<>();

  TestLog(String origin, int keyByte) {
    this.origin = origin;
    byte[] secret = new byte[32];
    secret[0] = (byte) keyByte;
    this.key = new Ed25519PrivateKeyParameters(secret, 0);
  }

  int append(byte[] entry) {
    entries.add(entry);
    return entries.size() - 1;
  }

  int size() {
    return entries.size();
  }

  byte[] root() {
    return tree().root();
  }

  byte[] prove(int index) {
    InclusionProof place = tree().inclusion(index);
    return encode(origin, place, root(), sign(origin, place.size(), root()));
  }

  byte[] sign(String name, long size, byte[] root) {
    byte[] note = note(name, size, root);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(note, 0, note.length);
    return signer.generateSignature();
  }

  private MerkleTree tree() {
    return MerkleTree.ofLeafHashes(entries.stream().map(MerkleHash::leaf).toArray(byte[][]::new));
  }

  static byte[] encode(String origin, InclusionProof place, byte[] root, byte[] signature) {
    CborWriter out = new CborWriter().array(6).text(origin).integer(place.index());
    out.integer(place.size()).bytes(root).array(place.path().size());
    place.path().forEach(out::bytes);
    return out.bytes(signature).toBytes();
  }

  /** The root of a proof that was checked. */
  static byte[] root(byte[] proof) {
    CborReader in = new CborReader(proof);
    try {
      in.arrayOf(6);
      in.text(64);
      in.unsigned(Long.MAX_VALUE);
      in.unsigned(Long.MAX_VALUE);
      return in.exactly(32);
    } catch (CborException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] note(String origin, long size, byte[] root) {
    return new CborWriter().text("test-log").text(origin).integer(size).bytes(root).toBytes();
  }

  /** Checks proofs of these logs: steps {@code checkpoint} and {@code log-inclusion}. */
  static LogProofVerifier verifier(TestLog... logs) {
    return (entry, proof, passed) -> {
      try {
        return check(List.of(logs), entry, new CborReader(proof), passed);
      } catch (CborException e) {
        throw RefusedException.invalid("log-proof", e.reason());
      }
    };
  }

  private static LogProofVerifier.Placed check(
      List<TestLog> logs, byte[] entry, CborReader in, Consumer<Step> passed)
      throws CborException, RefusedException {
    in.arrayOf(6);
    String origin = in.text(64);
    long index = in.unsigned(Long.MAX_VALUE);
    long size = in.unsigned(Long.MAX_VALUE);
    byte[] root = in.exactly(32);
    List<byte[]> path = RecordProof.path(in, 63);
    byte[] signature = in.exactly(64);
    in.end();
    TestLog log =
        logs.stream()
            .filter(known -> known.origin.equals(origin))
            .findFirst()
            .orElseThrow(() -> RefusedException.cannotTell("checkpoint", "log is not trusted"));
    byte[] note = note(origin, size, root);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, log.key.generatePublicKey());
    signer.update(note, 0, note.length);
    if (!signer.verifySignature(signature)) {
      throw RefusedException.invalid("checkpoint", "not signed by the log");
    }
    passed.accept(new Step("checkpoint", "signed"));
    if (!new InclusionProof(index, size, path).verify(MerkleHash.leaf(entry), root)) {
      throw RefusedException.invalid("log-inclusion", "entry is not in the log there");
    }
    passed.accept(new Step("log-inclusion", "entry " + index));
    return new LogProofVerifier.Placed(
        origin, 0, index, new LogProofVerifier.Anchor(origin, size, root));
  }
}
