package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.record.Schema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Predicates as CBOR: an array that begins with the number of the kind. */
final class PredicateCodec {
  /** The most slots or records that one predicate names. */
  static final int MAX_REFS = 256;

  /** The most batches that one selection spans. */
  static final int MAX_BATCHES = 1024;

  /** The longest signed descriptor of a set, in bytes. */
  static final int MAX_SET = 4096;

  private static final int MAX_POSITIONS = 32;
  private static final int MAX_SUM = 32;
  private static final int POINT = 48;

  private static final int BOUNDS = 1;
  private static final int EQUAL = 2;
  private static final int DIFFERENT = 3;
  private static final int NOT = 4;
  private static final int MEMBERSHIP = 5;
  private static final int PSEUDONYM = 6;
  private static final int SERIES = 7;
  private static final int TOTALS = 8;

  private PredicateCodec() {}

  static void write(CborWriter out, Predicate predicate, List<Schema> schemas) {
    if (predicate instanceof Predicate.Bounds bounds) {
      out.array(4).integer(BOUNDS).array(bounds.terms().size());
      for (Predicate.Term term : bounds.terms()) {
        ref(out.array(3), term.ref()).integer(term.weight());
      }
      optional(optional(out, bounds.lower()), bounds.upper());
    } else if (predicate instanceof Predicate.Equal equal) {
      out.array(2).integer(EQUAL).array(equal.refs().size());
      equal.refs().forEach(ref -> ref(out.array(2), ref));
    } else if (predicate instanceof Predicate.Different different) {
      out.array(5).integer(DIFFERENT);
      ref(ref(out, different.left()), different.right());
    } else if (predicate instanceof Predicate.Not not) {
      ref(out.array(4).integer(NOT), not.ref()).bytes(not.value());
    } else if (predicate instanceof Predicate.Membership membership) {
      ref(out.array(5).integer(MEMBERSHIP), membership.ref());
      out.bytes(membership.set()).bool(membership.member());
    } else if (predicate instanceof Predicate.Pseudonym pseudonym) {
      ref(out.array(5).integer(PSEUDONYM), pseudonym.ref());
      out.text(pseudonym.context()).bytes(pseudonym.name());
    } else if (predicate instanceof Predicate.Series series) {
      out.array(7).integer(SERIES).array(series.records().size());
      series.records().forEach(out::integer);
      out.integer(series.slot()).integer(series.lower()).integer(series.upper());
      out.integer(series.timeSlot()).integer(series.maxGap());
    } else if (predicate instanceof Predicate.Totals totals) {
      out.array(7).integer(TOTALS).integer(schemas.indexOf(totals.schema()));
      out.integer(totals.slot()).array(totals.selection().size());
      for (Predicate.Selected selected : totals.selection()) {
        out.array(2).integer(selected.logIndex()).bytes(selected.positions());
      }
      out.integer(totals.count()).bytes(magnitude(totals.sum()));
      out.bytes(magnitude(totals.squares()));
    }
  }

  static Predicate read(CborReader in, List<Schema> schemas)
      throws CborException, UnknownPredicateException {
    int start = in.position();
    int items = in.array(16);
    int kind = (int) in.unsigned(255);
    try {
      Predicate predicate =
          switch (kind) {
            case BOUNDS -> bounds(in);
            case EQUAL -> new Predicate.Equal(refs(in));
            case DIFFERENT -> new Predicate.Different(ref(in), ref(in));
            case NOT -> new Predicate.Not(ref(in), in.bytes(RecordClaim.MAX_SHOWN_BYTES));
            case MEMBERSHIP -> new Predicate.Membership(ref(in), in.bytes(MAX_SET), in.bool());
            case PSEUDONYM ->
                new Predicate.Pseudonym(ref(in), in.text(Statement.MAX_TEXT), in.exactly(POINT));
            case SERIES -> series(in);
            case TOTALS -> totals(in, schemas);
            default -> throw new UnknownPredicateException();
          };
      if (items != items(kind)) {
        throw new CborException(start, "predicate has another number of items");
      }
      return predicate;
    } catch (IllegalArgumentException e) {
      throw new CborException(start, "predicate contradicts itself");
    }
  }

  private static int items(int kind) {
    return switch (kind) {
      case EQUAL -> 2;
      case BOUNDS, NOT -> 4;
      case SERIES, TOTALS -> 7;
      default -> 5;
    };
  }

  private static Predicate bounds(CborReader in) throws CborException {
    int count = in.array(MAX_REFS);
    List<Predicate.Term> terms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      in.arrayOf(3);
      SlotRef ref = ref(in);
      int at = in.position();
      long weight = in.integer();
      if (weight != (int) weight) {
        throw new CborException(at, "weight has more than 32 bits");
      }
      terms.add(new Predicate.Term(ref, (int) weight));
    }
    return new Predicate.Bounds(terms, optional(in), optional(in));
  }

  private static Predicate series(CborReader in) throws CborException {
    int count = in.array(Statement.MAX_RECORDS);
    List<Integer> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add((int) in.unsigned(Statement.MAX_RECORDS));
    }
    int slot = (int) in.unsigned(Schema.MAX_SLOTS);
    long lower = in.integer();
    long upper = in.integer();
    int timeSlot = (int) in.unsigned(Schema.MAX_SLOTS);
    return new Predicate.Series(records, slot, lower, upper, timeSlot, in.unsigned(Long.MAX_VALUE));
  }

  private static Predicate totals(CborReader in, List<Schema> schemas) throws CborException {
    Schema schema = StatementCodec.schema(in, schemas);
    int slot = (int) in.unsigned(Schema.MAX_SLOTS);
    int batches = in.array(MAX_BATCHES);
    List<Predicate.Selected> selection = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      in.arrayOf(2);
      selection.add(new Predicate.Selected(in.unsigned(Long.MAX_VALUE), in.bytes(MAX_POSITIONS)));
    }
    int count = (int) in.unsigned(Integer.MAX_VALUE);
    return new Predicate.Totals(schema, slot, selection, count, magnitude(in), magnitude(in));
  }

  private static List<SlotRef> refs(CborReader in) throws CborException {
    int count = in.array(MAX_REFS);
    List<SlotRef> refs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      in.arrayOf(2);
      refs.add(ref(in));
    }
    return refs;
  }

  private static SlotRef ref(CborReader in) throws CborException {
    return new SlotRef(
        (int) in.unsigned(Statement.MAX_RECORDS), (int) in.unsigned(Schema.MAX_SLOTS));
  }

  private static CborWriter ref(CborWriter out, SlotRef ref) {
    return out.integer(ref.record()).integer(ref.slot());
  }

  private static CborWriter optional(CborWriter out, Optional<Long> value) {
    value.ifPresentOrElse(out::integer, out::nil);
    return out;
  }

  private static Optional<Long> optional(CborReader in) throws CborException {
    return in.nil() ? Optional.empty() : Optional.of(in.integer());
  }

  /** Big-endian without leading zeros; zero is empty. */
  private static byte[] magnitude(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static BigInteger magnitude(CborReader in) throws CborException {
    int at = in.position();
    byte[] bytes = in.bytes(MAX_SUM);
    if (bytes.length > 0 && bytes[0] == 0) {
      throw new CborException(at, "number has leading zeros");
    }
    return new BigInteger(1, bytes);
  }
}
