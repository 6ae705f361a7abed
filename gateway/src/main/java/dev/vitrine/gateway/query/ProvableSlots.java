package dev.vitrine.gateway.query;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.facts.AskedFact;
import dev.vitrine.gateway.facts.FactReader;
import dev.vitrine.gateway.facts.MalformedFactException;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.presentation.SlotRef;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The facts of a request, under the policies: every slot that one is about must be one that the
 * caller may be shown or have proved. One that is hidden does not exist.
 */
final class ProvableSlots {
  private static final String FIELD = "predicates";

  private final List<Schema> schemas;
  private final List<Predicate> predicates;

  private ProvableSlots(List<Schema> schemas, List<Predicate> predicates) {
    this.schemas = schemas;
    this.predicates = predicates;
  }

  /**
   * Reads the facts and checks the caller's rights.
   *
   * @throws GatewayException.InvalidRequest if a fact can't be read, or names no slot that the
   *     caller may know of
   */
  static ProvableSlots of(
      List<RecordAccess.Opened> records, List<dev.vitrine.v1.Predicate> asked, Instant now) {
    if (asked.size() > Statement.MAX_PREDICATES) {
      throw new GatewayException.InvalidRequest(
          "A proof is of at most " + Statement.MAX_PREDICATES + " predicates.");
    }
    List<Schema> schemas = records.stream().map(record -> record.found().schema()).toList();
    List<Predicate> predicates = new ArrayList<>();
    try {
      for (AskedFact fact : FactReader.read(FIELD, asked)) {
        Predicate predicate = predicate(fact, schemas, now);
        refs(predicate).forEach(ref -> check(fact, records, ref));
        predicates.add(predicate);
      }
    } catch (MalformedFactException e) {
      throw refused(e.problem());
    }
    return new ProvableSlots(schemas, predicates);
  }

  /** What is to be proved. */
  List<Predicate> predicates() {
    return predicates;
  }

  /** Names of slots that must be shown of a record, for facts about it to mean something. */
  SortedSet<String> companions(int record) {
    SortedSet<String> names = new TreeSet<>();
    of(record).forEach(slot -> names.addAll(slot.requires()));
    return names;
  }

  /** Whether a fact is about this record. */
  boolean concern(int record) {
    return of(record).findAny().isPresent();
  }

  private Stream<Slot> of(int record) {
    return predicates.stream()
        .flatMap(ProvableSlots::refs)
        .filter(ref -> ref.record() == record)
        .map(ref -> schemas.get(record).slots().get(ref.slot()));
  }

  private static Predicate predicate(AskedFact fact, List<Schema> schemas, Instant now) {
    for (AskedFact.Place place : fact.places()) {
      boolean known =
          place.record() < schemas.size()
              && Stream.of("", ".lo", ".hi")
                  .anyMatch(end -> schemas.get(place.record()).has(place.slot() + end));
      if (!known) {
        throw unknown(fact);
      }
    }
    try {
      return fact.fact().predicate(schemas, now);
    } catch (IllegalArgumentException e) {
      throw unfit(fact.field(), e);
    }
  }

  /** A predicate does not fit its slots. Said of the schema alone: no record was looked at. */
  static GatewayException.InvalidRequest unfit(int predicate, IllegalArgumentException refused) {
    return unfit(FIELD + '[' + predicate + ']', refused);
  }

  private static GatewayException.InvalidRequest unfit(
      String field, IllegalArgumentException refused) {
    return refused(
        new Problem(
            "not-provable",
            field,
            "It can't be proved of these slots: " + refused.getMessage() + ".",
            "Ask for a fact that fits their kinds and units."));
  }

  private static void check(AskedFact fact, List<RecordAccess.Opened> records, SlotRef ref) {
    RecordAccess.Opened record = records.get(ref.record());
    if (record.decision().slots().get(ref.slot()) == Disclosure.HIDE) {
      throw unknown(fact);
    }
  }

  /** All slots that a predicate is about. */
  private static Stream<SlotRef> refs(Predicate predicate) {
    if (predicate instanceof Predicate.Bounds bounds) {
      return bounds.terms().stream().map(Predicate.Term::ref);
    } else if (predicate instanceof Predicate.Equal equal) {
      return equal.refs().stream();
    } else if (predicate instanceof Predicate.Different different) {
      return Stream.of(different.left(), different.right());
    } else if (predicate instanceof Predicate.Not not) {
      return Stream.of(not.ref());
    } else if (predicate instanceof Predicate.Membership membership) {
      return Stream.of(membership.ref());
    } else if (predicate instanceof Predicate.Pseudonym pseudonym) {
      return Stream.of(pseudonym.ref());
    } else if (predicate instanceof Predicate.Series series) {
      return series.records().stream()
          .flatMap(
              record ->
                  IntStream.of(series.slot(), series.timeSlot())
                      .mapToObj(slot -> new SlotRef(record, slot)));
    }
    throw new IllegalStateException("a predicate of no record's slots is not asked for here");
  }

  private static GatewayException.InvalidRequest unknown(AskedFact fact) {
    return refused(
        new Problem(
            "unknown-slot",
            fact.field(),
            "There is no such slot of that record that you may have facts proved of.",
            "Ask for slots that GetRecord lists."));
  }

  private static GatewayException.InvalidRequest refused(Problem problem) {
    return new GatewayException.InvalidRequest(
        "A predicate can't be proved as it is asked for.", List.of(problem));
  }
}
