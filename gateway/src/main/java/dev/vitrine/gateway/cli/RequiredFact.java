package dev.vitrine.gateway.cli;

import dev.vitrine.v1.Age;
import dev.vitrine.v1.Predicate;
import dev.vitrine.v1.Range;
import dev.vitrine.v1.SlotPlace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fact as people write it on a command line: {@code lowestTemperature >= 2.0}, {@code
 * 1:highestTemperature < 8}, {@code age(birthDate) >= 18}. Rarer ones go into a requirements file.
 */
final class RequiredFact {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:([0-9]{1,2}):)?(?:(age)\\(([^()<>=\\s]{1,64})\\)|([^()<>=\\s:]{1,64}))"
              + "\\s*(>=|<=|>|<|=)\\s*(-?[0-9]{1,20}(?:\\.[0-9]{1,20})?)");
  private static final Pattern YEARS = Pattern.compile("[0-9]{1,3}");

  private RequiredFact() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is not one; the message says what would be
   */
  static Predicate parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw unreadable(text);
    }
    int record = form.group(1) == null ? 0 : Integer.parseInt(form.group(1));
    String bound = form.group(6);
    if (form.group(2) != null) {
      return age(text, place(record, form.group(3)), form.group(5), bound);
    }
    Range.Builder range = Range.newBuilder().setOf(place(record, form.group(4)));
    switch (form.group(5)) {
      case ">=" -> range.setAtLeast(bound);
      case ">" -> range.setMoreThan(bound);
      case "<=" -> range.setAtMost(bound);
      case "<" -> range.setLessThan(bound);
      default -> range.setAtLeast(bound).setAtMost(bound);
    }
    return Predicate.newBuilder().setRange(range).build();
  }

  private static Predicate age(String text, SlotPlace of, String comparison, String years) {
    if (!YEARS.matcher(years).matches()) {
      throw unreadable(text);
    }
    Age.Builder age = Age.newBuilder().setOf(of);
    switch (comparison) {
      case ">=" -> age.setAtLeast(Integer.parseInt(years));
      case "<" -> age.setUnder(Integer.parseInt(years));
      default -> throw unreadable(text);
    }
    return Predicate.newBuilder().setAge(age).build();
  }

  private static SlotPlace place(int record, String slot) {
    return SlotPlace.newBuilder().setRecord(record).setSlot(slot).build();
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is not a fact as \"lowestTemperature >= 2.0\", \"1:value < 7\" or"
            + " \"age(birthDate) >= 18\"");
  }
}
