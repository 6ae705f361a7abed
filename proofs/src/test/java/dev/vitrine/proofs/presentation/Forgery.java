package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
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
  /** What is shown of a record. */
  static final class Claim {
    int schema;
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    SortedMap<Integer, List<byte[]>> elements = new TreeMap<>();
  }

  /** A batch in the log. */
  static final class Logged {
    byte[] header;
    byte[] logProof;

    Logged(byte[] header, byte[] logProof) {
      this.header = header;
      this.logProof = logProof;
    }
  }

  /** A record in a batch. */
  static final class Placed {
    int batch;
    byte[] root;
    List<byte[]> openings;
    int position;
    List<byte[]> path;
    SortedMap<Integer, List<ElementProofs.SaltedPlace>> places;

    Placed(AnchoredBody.PlacedRecord of) {
      batch = of.batch();
      root = of.proof().recordRoot();
      openings = new ArrayList<>(of.proof().openings());
      position = of.proof().position();
      path = new ArrayList<>(of.proof().path());
      places = of.elements().bySlot();
    }
  }

  /** A BBS proof and its first messages. */
  static final class Signed {
    byte[] proof;
    byte[] t1;
    byte[] t2;

    Signed(BbsBody of) {
      proof = of.proof().toBytes();
      t1 = of.first().t1().toBytes();
      t2 = of.first().t2().toBytes();
    }

    void write(CborWriter out) {
      out.array(3).bytes(proof).bytes(t1).bytes(t2);
    }
  }

  /** The proof of a signature in a set. */
  static final class InSet {
    byte[] first;
    byte[] response;

    InSet(SetBody of) {
      first = of.first().encode();
      response = of.response().encode();
    }
  }

  int version = 2;
  int mode;
  List<Schema> schemas = new ArrayList<>();
  List<Claim> claims = new ArrayList<>();
  List<byte[]> predicates = new ArrayList<>();
  String audience;
  byte[] nonce;
  String purpose;
  String policyId;
  long issuedAt;
  long expiresAt;
  String origin;
  long size;
  byte[] root;

  List<Logged> batches = new ArrayList<>();
  List<Placed> records = new ArrayList<>();
  List<Signed> proofs = new ArrayList<>();
  byte[] keyId;

  List<byte[]> commitments;
  List<byte[]> firstMessages;
  List<byte[]> responses;
  List<InSet> sets;
  byte[] range;
  byte[] link;

  byte @Nullable [] statement;
  byte @Nullable [] body;
  byte[] binding;

  Forgery(Presentation of) throws Exception {
    Statement s = Statement.decode(of.statement());
    mode = s.mode().code();
    readSchemas(of.statement());
    for (RecordClaim record : s.records()) {
      Claim claim = new Claim();
      claim.schema = schemas.indexOf(record.schema());
      claim.shown = new TreeMap<>(record.shown());
      claim.elements = new TreeMap<>(record.elements());
      claims.add(claim);
    }
    s.predicates().forEach(predicate -> predicates.add(encoded(predicate)));
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
    FactsBody facts;
    if (s.mode() == Mode.ANCHORED) {
      AnchoredBody read = AnchoredBody.decode(of.body(), s, Curve.current());
      read.batches().forEach(batch -> batches.add(new Logged(batch.header(), batch.logProof())));
      read.records().forEach(record -> records.add(new Placed(record)));
      keyId = read.gatewayKeyId();
      facts = read.facts();
    } else {
      PrivateBody read = PrivateBody.decode(of.body(), Curve.current());
      keyId = read.issuerId();
      read.records().forEach(record -> proofs.add(new Signed(record)));
      facts = read.facts();
    }
    commitments = new ArrayList<>(facts.commitments().stream().map(G1Point::toBytes).toList());
    firstMessages = new ArrayList<>(facts.firstMessages().stream().map(G1Point::toBytes).toList());
    responses = new ArrayList<>(facts.responses().stream().map(Scalar::toBytes).toList());
    sets = new ArrayList<>(facts.sets().stream().map(InSet::new).toList());
    range = facts.range();
    link = facts.link();
  }

  private void readSchemas(byte[] encoded) throws Exception {
    CborReader in = new CborReader(encoded);
    in.array(16);
    in.unsigned(255);
    in.unsigned(255);
    int count = in.array(64);
    for (int i = 0; i < count; i++) {
      schemas.add(Schema.read(in));
    }
  }

  /** A predicate's bytes, as one of this statement. */
  byte[] encoded(Predicate predicate) {
    CborWriter out = new CborWriter();
    PredicateCodec.write(out, predicate, schemas);
    return out.toBytes();
  }

  /** What is shown of the first record. */
  Claim claim() {
    return claims.get(0);
  }

  /** The first batch. */
  Logged batch() {
    return batches.get(0);
  }

  /** The first record in its batch. */
  Placed placed() {
    return records.get(0);
  }

  /** The proof of the first record. */
  Signed signed() {
    return proofs.get(0);
  }

  byte[] statement() {
    if (statement != null) {
      return statement;
    }
    CborWriter out = new CborWriter().array(12).integer(version).integer(mode);
    out.array(schemas.size());
    schemas.forEach(schema -> schema.write(out));
    out.array(claims.size());
    for (Claim claim : claims) {
      out.array(3).integer(claim.schema).map(claim.shown.size());
      claim.shown.forEach(
          (slot, value) -> {
            out.integer(slot);
            value.ifPresentOrElse(out::bytes, out::nil);
          });
      out.map(claim.elements.size());
      claim.elements.forEach(
          (slot, list) -> {
            out.integer(slot).array(list.size());
            list.forEach(out::bytes);
          });
    }
    out.array(predicates.size());
    predicates.forEach(out::encoded);
    out.text(audience).bytes(nonce).text(purpose).text(policyId);
    out.integer(issuedAt).integer(expiresAt);
    return out.array(3).text(origin).integer(size).bytes(root).toBytes();
  }

  byte[] body() {
    if (body != null) {
      return body;
    }
    CborWriter out = new CborWriter();
    if (proofs.isEmpty()) {
      out.array(4).array(batches.size());
      batches.forEach(batch -> out.array(2).bytes(batch.header).bytes(batch.logProof));
      out.array(records.size());
      for (Placed record : records) {
        out.array(3).integer(record.batch);
        new RecordProof(record.root, record.openings, record.position, record.path).write(out);
        new ElementProofs(record.places).write(out);
      }
      facts(out);
      return out.bytes(keyId).toBytes();
    }
    out.array(3).bytes(keyId).array(proofs.size());
    proofs.forEach(proof -> proof.write(out));
    facts(out);
    return out.toBytes();
  }

  private void facts(CborWriter out) {
    out.array(6);
    for (List<byte[]> list : List.of(commitments, firstMessages, responses)) {
      out.array(list.size());
      list.forEach(out::bytes);
    }
    out.array(sets.size());
    sets.forEach(set -> out.array(2).bytes(set.first).bytes(set.response));
    out.bytes(range).bytes(link);
  }

  /** As it is, with the signature it came with. */
  byte[] file() {
    return new Presentation(statement(), body(), binding).encode();
  }

  /** Signed anew: what a dishonest gateway could send. */
  byte[] file(GatewayKey key) {
    binding = key.sign(AnchoredReader.BINDING, AnchoredReader.digest(statement(), body()));
    return file();
  }
}
