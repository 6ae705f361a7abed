package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A presentation taken apart, to be changed in any place and put together again: it writes what the
 * real classes refuse to build.
 */
final class Forgery {
  int mode;
  Schema schema;
  SortedMap<Integer, Optional<byte[]>> shown;
  SortedMap<Integer, List<byte[]>> elements;
  byte[] predicates = new CborWriter().array(0).toBytes();
  String audience;
  byte[] nonce;
  String purpose;
  String policyId;
  long issuedAt;
  long expiresAt;
  String origin;
  long size;
  byte[] root;

  byte[] recordRoot = new byte[0];
  List<byte[]> openings = new ArrayList<>();
  byte[] header = new byte[0];
  int position;
  List<byte[]> path = new ArrayList<>();
  SortedMap<Integer, List<AnchoredBody.SaltedPlace>> places = new TreeMap<>();
  byte[] logProof = new byte[0];
  byte[] keyId = new byte[0];

  byte[] proof = new byte[0];
  byte @Nullable [] body;
  byte[] binding;

  Forgery(Presentation of) throws Exception {
    Statement s = Statement.decode(of.statement());
    mode = s.mode().code();
    schema = s.schema();
    shown = s.shown();
    elements = s.elements();
    audience = s.audience();
    nonce = s.nonce();
    purpose = s.purpose();
    policyId = s.policyId();
    issuedAt = s.issuedAtMillis();
    expiresAt = s.expiresAtMillis();
    origin = s.anchor().origin();
    size = s.anchor().size();
    root = s.anchor().root();
    binding = of.binding();
    if (s.mode() == Mode.ANCHORED) {
      AnchoredBody read = AnchoredBody.decode(of.body(), s);
      recordRoot = read.record().recordRoot();
      openings = new ArrayList<>(read.record().openings());
      header = read.record().header();
      position = read.record().position();
      path = new ArrayList<>(read.record().path());
      places = read.elements();
      logProof = read.logProof();
      keyId = read.gatewayKeyId();
    } else {
      PrivateBody read = PrivateBody.decode(of.body());
      keyId = read.issuerId();
      proof = read.proof();
    }
  }

  byte[] statement() {
    CborWriter out = new CborWriter().array(13).integer(1).integer(mode);
    schema.write(out);
    out.map(shown.size());
    shown.forEach(
        (slot, value) -> {
          out.integer(slot);
          value.ifPresentOrElse(out::bytes, out::nil);
        });
    out.map(elements.size());
    elements.forEach(
        (slot, list) -> {
          out.integer(slot).array(list.size());
          list.forEach(out::bytes);
        });
    out.encoded(predicates).text(audience).bytes(nonce).text(purpose).text(policyId);
    out.integer(issuedAt).integer(expiresAt);
    return out.array(3).text(origin).integer(size).bytes(root).toBytes();
  }

  byte[] body() {
    if (body != null) {
      return body;
    }
    if (proof.length > 0) {
      return new PrivateBody(keyId, proof).encode();
    }
    RecordProof record = new RecordProof(recordRoot, openings, header, position, path);
    return new AnchoredBody(record, places, logProof, keyId).encode();
  }

  /** As it is, with the signature it came with. */
  byte[] file() {
    return new Presentation(statement(), body(), binding).encode();
  }

  /** Signed anew: what a dishonest gateway could send. */
  byte[] file(GatewayKey key) {
    binding = key.sign(AnchoredPresenter.BINDING, AnchoredPresenter.digest(statement(), body()));
    return file();
  }
}
