package dev.vitrine.gateway.facts;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.SlotRef;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.set.SetDescriptor;
import dev.vitrine.proofs.set.SignedDescriptor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what a presentation proves of hidden slots: all of it, and no more. */
public final class FactWords {
  private static final int DIGITS = 6;

  private final List<Schema> schemas;

  private FactWords(List<Schema> schemas) {
    this.schemas = schemas;
  }

  /** Each predicate of a statement in words, in order. */
  public static List<String> of(Statement statement) {
    return of(
        statement.records().stream().map(RecordClaim::schema).toList(), statement.predicates());
  }

  /** Each predicate in words, in order. */
  public static List<String> of(List<Schema> schemas, List<Predicate> predicates) {
    FactWords words = new FactWords(schemas);
    return predicates.stream().map(words::say).toList();
  }

  private String say(Predicate predicate) {
    if (predicate instanceof Predicate.Bounds bounds) {
      return bounds(bounds);
    } else if (predicate instanceof Predicate.Equal equal) {
      return equal.refs().stream().map(this::full).collect(Collectors.joining(" = "));
    } else if (predicate instanceof Predicate.Different different) {
      return full(different.left()) + " ≠ " + full(different.right());
    } else if (predicate instanceof Predicate.Not not) {
      return full(not.ref()) + " ≠ " + SlotText.value(slot(not.ref()), not.value());
    } else if (predicate instanceof Predicate.Membership membership) {
      return full(membership.ref())
          + (membership.member() ? " is in the set " : " is not in the set ")
          + set(membership.set());
    } else if (predicate instanceof Predicate.Pseudonym pseudonym) {
      return full(pseudonym.ref())
          + " has the name "
          + HexFormat.of().formatHex(pseudonym.name())
          + " for this audience in the context "
          + pseudonym.context();
    } else if (predicate instanceof Predicate.Series series) {
      return series(series);
    } else if (predicate instanceof Predicate.Totals totals) {
      return totals(totals);
    }
    throw new IllegalStateException("a predicate of a kind that has no words");
  }

  private static String set(byte[] descriptor) {
    try {
      SetDescriptor set = SignedDescriptor.decode(descriptor).descriptor();
      return set.publisher() + " / " + set.id() + " version " + set.sequence();
    } catch (CborException e) {
      throw new IllegalStateException("a statement's sets can be read", e);
    }
  }

  private String bounds(Predicate.Bounds bounds) {
    Slot slot = slot(bounds.terms().get(0).ref());
    boolean alone = bounds.terms().size() == 1 && bounds.terms().get(0).weight() == 1;
    String middle =
        alone
            ? slot.name()
            : bounds.terms().stream().map(this::term).collect(Collectors.joining(" "));
    String at = alone ? "record " + bounds.terms().get(0).ref().record() + ": " : "";
    if (bounds.lower().isPresent() && bounds.lower().equals(bounds.upper())) {
      return at + middle + " = " + amount(slot, bounds.lower().get(), alone);
    }
    Optional<String> lower = bounds.lower().map(low -> amount(slot, low, alone));
    Optional<String> upper = bounds.upper().map(high -> amount(slot, high, alone));
    if (lower.isPresent() && upper.isPresent()) {
      return at + lower.get() + " ≤ " + middle + " ≤ " + upper.get();
    }
    return lower
        .map(low -> at + middle + " ≥ " + low)
        .orElseGet(() -> at + middle + " ≤ " + upper.orElseThrow());
  }

  private String term(Predicate.Term term) {
    String sign = term.weight() < 0 ? "− " : "+ ";
    long times = Math.abs((long) term.weight());
    return sign + (times == 1 ? "" : times + "·") + full(term.ref());
  }

  /** An amount with its unit; a point in time also as one. */
  private static String amount(Slot slot, long grains, boolean point) {
    BigDecimal value = BigDecimal.valueOf(grains, slot.scale());
    String reading = point ? SlotText.reading(slot, value) : "";
    if (!reading.isEmpty()) {
      return reading;
    }
    return (value.stripTrailingZeros().toPlainString() + " " + slot.unit()).strip();
  }

  private String series(Predicate.Series series) {
    Schema schema = schemas.get(series.records().get(0));
    Slot slot = schema.slots().get(series.slot());
    Slot time = schema.slots().get(series.timeSlot());
    return "records "
        + series.records().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ": "
        + amount(slot, series.lower(), false)
        + " ≤ each "
        + slot.name()
        + " ≤ "
        + amount(slot, series.upper(), false)
        + ", in the order of "
        + time.name()
        + ", no gap over "
        + (time.unit().equals("ms")
            ? Duration.ofMillis(series.maxGap())
            : series.maxGap() + " " + time.unit());
  }

  private static String totals(Predicate.Totals totals) {
    Slot slot = totals.schema().slots().get(totals.slot());
    int selected =
        totals.selection().stream()
            .mapToInt(batch -> BitSet.valueOf(batch.positions()).cardinality())
            .sum();
    StringBuilder words =
        new StringBuilder("over ")
            .append(selected)
            .append(" selected records of ")
            .append(totals.schema().id())
            .append(" in ")
            .append(totals.selection().size())
            .append(totals.selection().size() == 1 ? " batch: " : " batches: ")
            .append(totals.count())
            .append(" hold ")
            .append(slot.name());
    if (totals.count() > 0) {
      words
          .append(", sum ")
          .append(plain(totals.total()))
          .append(", mean ")
          .append(plain(totals.mean()))
          .append(", variance ")
          .append(plain(totals.variance()));
      if (!slot.unit().isEmpty()) {
        words.append(" (").append(slot.unit()).append(')');
      }
    }
    return words.toString();
  }

  /** A number for people, to six decimals at most. */
  public static String plain(BigDecimal value) {
    BigDecimal shown =
        value.scale() > DIGITS ? value.setScale(DIGITS, RoundingMode.HALF_EVEN) : value;
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }

  private Slot slot(SlotRef ref) {
    return schemas.get(ref.record()).slots().get(ref.slot());
  }

  private String full(SlotRef ref) {
    return slot(ref).name() + " of record " + ref.record();
  }
}
