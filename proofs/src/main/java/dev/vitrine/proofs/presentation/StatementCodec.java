package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A statement as bytes. Schemas stand in front, each once, in the order in which records and then
 * predicates first name them; so there is one encoding of each statement.
 */
final class StatementCodec {
  private static final int VERSION = 2;
  private static final int ITEMS = 12;

  private StatementCodec() {}

  static byte[] encode(Statement statement) {
    List<Schema> schemas = schemas(statement.records(), statement.predicates());
    CborWriter out = new CborWriter().array(ITEMS);
    out.integer(VERSION).integer(statement.mode().code()).array(schemas.size());
    schemas.forEach(schema -> schema.write(out));
    out.array(statement.records().size());
    for (RecordClaim claim : statement.records()) {
      out.array(3).integer(schemas.indexOf(claim.schema()));
      out.map(claim.shown().size());
      claim
          .shown()
          .forEach(
              (slot, value) -> {
                out.integer(slot);
                value.ifPresentOrElse(out::bytes, out::nil);
              });
      out.map(claim.elements().size());
      claim
          .elements()
          .forEach(
              (slot, list) -> {
                out.integer(slot).array(list.size());
                list.forEach(out::bytes);
              });
    }
    out.array(statement.predicates().size());
    statement.predicates().forEach(predicate -> PredicateCodec.write(out, predicate, schemas));
    out.text(statement.audience()).bytes(statement.nonce());
    out.text(statement.purpose()).text(statement.policyId());
    out.integer(statement.issuedAtMillis()).integer(statement.expiresAtMillis());
    Statement.Anchor anchor = statement.anchor();
    out.array(3).text(anchor.origin()).integer(anchor.size()).bytes(anchor.root());
    return out.toBytes();
  }

  static Statement decode(byte[] encoded) throws CborException, UnknownPredicateException {
    CborReader in = new CborReader(encoded);
    in.arrayOf(ITEMS);
    if (in.unsigned(255) != VERSION) {
      throw new CborException(1, "statement version is unknown");
    }
    int modeCode = (int) in.unsigned(255);
    if (modeCode != Mode.ANCHORED.code() && modeCode != Mode.PRIVATE.code()) {
      throw new CborException(2, "mode is unknown");
    }
    Mode mode = modeCode == Mode.ANCHORED.code() ? Mode.ANCHORED : Mode.PRIVATE;
    int schemasAt = in.position();
    int schemaCount = in.array(Statement.MAX_RECORDS + Statement.MAX_PREDICATES);
    List<Schema> schemas = new ArrayList<>();
    for (int i = 0; i < schemaCount; i++) {
      schemas.add(Schema.read(in));
    }
    int recordCount = in.array(Statement.MAX_RECORDS);
    List<RecordClaim> records = new ArrayList<>();
    for (int i = 0; i < recordCount; i++) {
      records.add(record(in, schemas));
    }
    int predicateCount = in.array(Statement.MAX_PREDICATES);
    List<Predicate> predicates = new ArrayList<>();
    for (int i = 0; i < predicateCount; i++) {
      predicates.add(PredicateCodec.read(in, schemas));
    }
    if (!schemas(records, predicates).equals(schemas)) {
      throw new CborException(schemasAt, "schemas are not those in use, in the order of their use");
    }
    String audience = in.text(Statement.MAX_AUDIENCE);
    byte[] nonce = in.bytes(Statement.MAX_NONCE);
    String purpose = in.text(Statement.MAX_TEXT);
    String policyId = in.text(Statement.MAX_TEXT);
    long issuedAt = in.unsigned(Long.MAX_VALUE);
    long expiresAt = in.unsigned(Long.MAX_VALUE);
    in.arrayOf(3);
    String origin = in.text(Statement.MAX_TEXT);
    long size = in.unsigned(Long.MAX_VALUE);
    byte[] root = in.bytes(MerkleHash.LENGTH);
    in.end();
    try {
      Statement.Anchor anchor = new Statement.Anchor(origin, size, root);
      return new Statement(
          mode,
          records,
          predicates,
          audience,
          nonce,
          purpose,
          policyId,
          issuedAt,
          expiresAt,
          anchor);
    } catch (IllegalArgumentException e) {
      throw new CborException(0, "statement contradicts itself");
    }
  }

  private static RecordClaim record(CborReader in, List<Schema> schemas) throws CborException {
    int start = in.position();
    in.arrayOf(3);
    Schema schema = schema(in, schemas);
    int slots = schema.slots().size();
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    int shownCount = in.map(slots);
    for (int i = 0; i < shownCount; i++) {
      int slot = ascending(in, shown, slots);
      shown.put(
          slot, in.nil() ? Optional.empty() : Optional.of(in.bytes(RecordClaim.MAX_SHOWN_BYTES)));
    }
    SortedMap<Integer, List<byte[]>> elements = new TreeMap<>();
    int elementSlots = in.map(slots);
    for (int i = 0; i < elementSlots; i++) {
      int slot = ascending(in, elements, slots);
      int size = in.array(RecordClaim.MAX_ELEMENTS);
      List<byte[]> list = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        list.add(in.bytes(RecordClaim.MAX_SHOWN_BYTES));
      }
      elements.put(slot, list);
    }
    try {
      return new RecordClaim(schema, shown, elements);
    } catch (IllegalArgumentException e) {
      throw new CborException(start, "what is shown of a record contradicts itself");
    }
  }

  static Schema schema(CborReader in, List<Schema> schemas) throws CborException {
    int at = in.position();
    if (schemas.isEmpty()) {
      throw new CborException(at, "no schema is given");
    }
    return schemas.get((int) in.unsigned(schemas.size() - 1L));
  }

  private static List<Schema> schemas(List<RecordClaim> records, List<Predicate> predicates) {
    List<Schema> schemas = new ArrayList<>();
    records.forEach(claim -> addOnce(schemas, claim.schema()));
    for (Predicate predicate : predicates) {
      if (predicate instanceof Predicate.Totals totals) {
        addOnce(schemas, totals.schema());
      }
    }
    return schemas;
  }

  private static void addOnce(List<Schema> schemas, Schema schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
  }

  private static int ascending(CborReader in, SortedMap<Integer, ?> sofar, int slots)
      throws CborException {
    int at = in.position();
    int slot = (int) in.unsigned(slots - 1L);
    if (!sofar.isEmpty() && slot <= sofar.lastKey()) {
      throw new CborException(at, "slots are not in order");
    }
    return slot;
  }
}
