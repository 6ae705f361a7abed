package dev.vitrine.gateway.facts;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.vitrine.gateway.facts.AskedFact.Place;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.Fact;
import dev.vitrine.proofs.set.SignedDescriptor;
import dev.vitrine.v1.Age;
import dev.vitrine.v1.Balance;
import dev.vitrine.v1.BalanceTerm;
import dev.vitrine.v1.Difference;
import dev.vitrine.v1.Membership;
import dev.vitrine.v1.Not;
import dev.vitrine.v1.Predicate;
import dev.vitrine.v1.Range;
import dev.vitrine.v1.Series;
import dev.vitrine.v1.SlotPlace;
import dev.vitrine.v1.Within;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads facts from messages. Bounds and units are the asker's; no record is looked at. */
public final class FactReader {
  private static final int MAX_RECORDS = 64;
  private static final int MAX_NAME = 64;
  private static final long MAX_SECONDS = 100L * 366 * 24 * 3600;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");

  private final String field;
  private final List<Place> places = new ArrayList<>();

  private FactReader(String field) {
    this.field = field;
  }

  /**
   * Reads facts.
   *
   * @param field the name of the message's field that holds them
   * @throws MalformedFactException for the first that can't be read
   */
  public static List<AskedFact> read(String field, List<Predicate> predicates)
      throws MalformedFactException {
    List<AskedFact> facts = new ArrayList<>();
    for (int i = 0; i < predicates.size(); i++) {
      facts.add(new FactReader(field + '[' + i + ']').read(predicates.get(i)));
    }
    return facts;
  }

  private AskedFact read(Predicate predicate) throws MalformedFactException {
    Fact fact =
        switch (predicate.getFactCase()) {
          case RANGE -> range(predicate.getRange());
          case BEFORE -> {
            Place of = place(predicate.getBefore().getOf());
            yield Fact.before(of.record(), of.slot(), instant(predicate.getBefore().getInstant()));
          }
          case AFTER -> {
            Place of = place(predicate.getAfter().getOf());
            yield Fact.after(of.record(), of.slot(), instant(predicate.getAfter().getInstant()));
          }
          case AGE -> age(predicate.getAge());
          case DIFFERENCE -> difference(predicate.getDifference());
          case WITHIN -> within(predicate.getWithin());
          case BALANCE -> balance(predicate.getBalance());
          case EQUAL -> {
            Place of = place(predicate.getEqual().getOf());
            Place other = place(predicate.getEqual().getOther());
            yield Fact.same(of.record(), of.slot(), other.record(), other.slot());
          }
          case DIFFERENT -> {
            Place of = place(predicate.getDifferent().getOf());
            Place other = place(predicate.getDifferent().getOther());
            yield Fact.different(of.record(), of.slot(), other.record(), other.slot());
          }
          case NOT -> not(predicate.getNot());
          case SERIES -> series(predicate.getSeries());
          case MEMBER_OF -> {
            Place of = place(predicate.getMemberOf().getOf());
            yield Fact.in(of.record(), of.slot(), set(predicate.getMemberOf()));
          }
          case NOT_MEMBER_OF -> {
            Place of = place(predicate.getNotMemberOf().getOf());
            yield Fact.notIn(of.record(), of.slot(), set(predicate.getNotMemberOf()));
          }
          case PSEUDONYM -> {
            Place of = place(predicate.getPseudonym().getOf());
            yield Fact.named(of.record(), of.slot(), predicate.getPseudonym().getContext());
          }
          case FACT_NOT_SET ->
              throw refused("It names no fact that is known.", "Set one, as range.");
        };
    return new AskedFact(field, places, fact);
  }

  private byte[] set(Membership membership) throws MalformedFactException {
    byte[] set = membership.getSet().toByteArray();
    try {
      return SignedDescriptor.decode(set).encode();
    } catch (CborException e) {
      throw refused("set is not a set's signed descriptor.", "Send what vitrine set show prints.");
    }
  }

  private Fact range(Range range) throws MalformedFactException {
    Place of = place(range.getOf());
    Optional<Bound> lower =
        switch (range.getLowerCase()) {
          case AT_LEAST -> Optional.of(new Bound(number(range.getAtLeast()), false));
          case MORE_THAN -> Optional.of(new Bound(number(range.getMoreThan()), true));
          case LOWER_NOT_SET -> Optional.empty();
        };
    Optional<Bound> upper =
        switch (range.getUpperCase()) {
          case AT_MOST -> Optional.of(new Bound(number(range.getAtMost()), false));
          case LESS_THAN -> Optional.of(new Bound(number(range.getLessThan()), true));
          case UPPER_NOT_SET -> Optional.empty();
        };
    if (lower.isEmpty() && upper.isEmpty()) {
      throw refused("It has no bound.", "Give a lower one, an upper one, or both.");
    }
    return Bound.fact(of, lower, upper);
  }

  private Fact age(Age age) throws MalformedFactException {
    Place of = place(age.getOf());
    return switch (age.getYearsCase()) {
      case AT_LEAST -> Fact.yearsOldAtLeast(of.record(), of.slot(), years(age.getAtLeast()));
      case UNDER -> Fact.youngerThan(of.record(), of.slot(), years(age.getUnder()));
      case YEARS_NOT_SET -> throw refused("It has no bound.", "Give at_least or under.");
    };
  }

  private int years(int years) throws MalformedFactException {
    if (years < 0 || years > Fact.MAX_YEARS) {
      throw refused("An age has 0 to " + Fact.MAX_YEARS + " years.", "");
    }
    return years;
  }

  private Fact difference(Difference difference) throws MalformedFactException {
    Place of = place(difference.getOf());
    Place minus = place(difference.getMinus());
    return Fact.difference(
        of.record(),
        of.slot(),
        minus.record(),
        minus.slot(),
        number(difference.getAtLeast()),
        number(difference.getAtMost()));
  }

  private Fact within(Within within) throws MalformedFactException {
    Place of = place(within.getOf());
    Place since = place(within.getSince());
    return Fact.within(
        of.record(), of.slot(), since.record(), since.slot(), duration(within.getLongest()));
  }

  private Fact balance(Balance balance) throws MalformedFactException {
    if (balance.getTermsCount() == 0 || balance.getTermsCount() > MAX_RECORDS) {
      throw refused("A balance is over 1 to " + MAX_RECORDS + " records.", "");
    }
    List<Integer> records = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (BalanceTerm term : balance.getTermsList()) {
      records.add(place(term.getRecord(), balance.getSlot()).record());
      weights.add(term.getWeight());
    }
    return Fact.balance(
        balance.getSlot(),
        records,
        weights,
        number(balance.getAtLeast()),
        number(balance.getAtMost()));
  }

  private Fact not(Not not) throws MalformedFactException {
    Place of = place(not.getOf());
    String value = not.getValue();
    if (value.isEmpty() || value.length() > 4096) {
      throw refused("The value has 1 to 4096 characters.", "");
    }
    return (schemas, now) ->
        Fact.not(of.record(), of.slot(), SlotText.canonical(schemas, of, value))
            .predicate(schemas, now);
  }

  private Fact series(Series series) throws MalformedFactException {
    if (series.getRecordsCount() < 2 || series.getRecordsCount() > MAX_RECORDS) {
      throw refused("A series is of 2 to " + MAX_RECORDS + " records.", "");
    }
    List<Integer> records = new ArrayList<>();
    for (int record : series.getRecordsList()) {
      records.add(place(record, series.getSlot()).record());
      place(record, series.getTimeSlot());
    }
    return Fact.series(
        records,
        series.getSlot(),
        number(series.getAtLeast()),
        number(series.getAtMost()),
        series.getTimeSlot(),
        duration(series.getMaxGap()));
  }

  private Place place(SlotPlace place) throws MalformedFactException {
    return place(place.getRecord(), place.getSlot());
  }

  private Place place(int record, String slot) throws MalformedFactException {
    if (record < 0 || record >= MAX_RECORDS || slot.isEmpty() || slot.length() > MAX_NAME) {
      throw refused("It names no slot of a record.", "Give the record's position and the slot.");
    }
    Place place = new Place(record, slot);
    places.add(place);
    return place;
  }

  private BigDecimal number(String text) throws MalformedFactException {
    if (!DECIMAL.matcher(text).matches()) {
      throw refused("A bound is not a decimal number.", "Write it as 2.5, without exponent.");
    }
    return new BigDecimal(text);
  }

  private Instant instant(Timestamp timestamp) throws MalformedFactException {
    try {
      return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw refused("The instant is out of range.", "");
    }
  }

  private java.time.Duration duration(Duration duration) throws MalformedFactException {
    if (duration.getSeconds() < 0
        || duration.getSeconds() > MAX_SECONDS
        || duration.getNanos() < 0
        || duration.getNanos() > 999_999_999) {
      throw refused("A duration has 0 to 100 years.", "");
    }
    return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  private MalformedFactException refused(String reason, String remedy) {
    return new MalformedFactException(field, reason, remedy);
  }
}
