package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.path.FhirPath;
import dev.vitrine.adapters.fhir.time.Interval;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The slots of one template while its file is read, and how each is filled. */
final class SlotTable {
  /** Days are counted so that 1800-01-01 is 1. */
  static final long DAY_OFFSET = 62_092;

  /** Milliseconds are counted so that the first one of 1800, UTC, is 1. */
  static final long MILLI_OFFSET = 62_091L * 86_400_000 + 1;

  /** Added to a quantity's value, in millionths: values down to −999,999.999999 can be encoded. */
  static final long VALUE_OFFSET = 1_000_000_000_000L;

  private static final int VALUE_SCALE = 6;
  private static final Set<String> TIMES = Set.of("date", "dateTime", "instant", "Period");
  private static final Set<String> DATES = Set.of("date", "dateTime", "instant");

  private final List<Slot> slots = new ArrayList<>(CommonSlots.ALL);
  private final List<Template.Fill> fills = new ArrayList<>();

  SlotTable() {
    fills.add(
        (resource, references, record) ->
            record
                .text(CommonSlots.IMPLICIT_RULES, resource.string("implicitRules"))
                .text(CommonSlots.RESOURCE_TYPE, resource.string("resourceType"))
                .text(CommonSlots.ID, resource.string("id"))
                .text(CommonSlots.VERSION_ID, versionId(resource)));
  }

  private static @Nullable String versionId(JsonObject resource) {
    JsonObject meta = resource.object("meta");
    return meta == null ? null : meta.string("versionId");
  }

  List<Slot> slots() {
    return slots;
  }

  List<Template.Fill> fills() {
    return fills;
  }

  /** One text; {@code provable} where facts about it can be proved. */
  void text(String name, FhirPath path, Reading reading, boolean provable, String... requires) {
    String from = path.toString();
    slots.add(provable ? Slot.provableText(name, from, requires) : Slot.text(name, from, requires));
    fills.add(
        (resource, references, record) -> {
          Json value = path.first(resource, references);
          record.text(name, value == null ? null : reading.of(value));
        });
  }

  /** A code as {@code system|code}, and its words beside it. */
  void concept(String name, FhirPath path, String... requires) {
    text(name, path, Reading.TOKEN, false, requires);
    text(name + ".text", path, Reading.WORDS, false, requires);
  }

  /** The name of a value's type, as {@code Quantity}. */
  void type(String name, FhirPath path, String... requires) {
    slots.add(Slot.text(name, path.toString(), requires));
    fills.add((resource, references, record) -> record.text(name, path.type(resource, references)));
  }

  /** First and last day of a date of any precision. */
  void days(String name, FhirPath path, String... requires) {
    FhirPath dates = path.limitedTo(DATES);
    Slot lo = Slot.integer(name + ".lo", path.toString(), 24, 0, DAY_OFFSET, "d", requires);
    Slot hi = Slot.integer(name + ".hi", path.toString(), 24, 0, DAY_OFFSET, "d", requires);
    slots.add(lo);
    slots.add(hi);
    fills.add(
        (resource, references, record) -> {
          Json value = dates.first(resource, references);
          Interval days = value == null ? null : Readings.days(Reading.CODE.of(value));
          if (days != null) {
            record.integer(lo.name(), lo.encode(days.lo()));
            record.integer(hi.name(), hi.encode(days.hi()));
          }
        });
  }

  /** First and last millisecond of a date, a time or a period of any precision. */
  void span(String name, FhirPath path, String... requires) {
    FhirPath times = path.limitedTo(TIMES);
    Slot lo = Slot.integer(name + ".lo", path.toString(), 48, 0, MILLI_OFFSET, "ms", requires);
    Slot hi = Slot.integer(name + ".hi", path.toString(), 48, 0, MILLI_OFFSET, "ms", requires);
    slots.add(lo);
    slots.add(hi);
    fills.add(
        (resource, references, record) -> {
          Json value = times.first(resource, references);
          if (value != null) {
            OptionalLong[] span = Readings.span(value);
            span[0].ifPresent(millis -> record.integer(lo.name(), lo.encode(millis)));
            span[1].ifPresent(millis -> record.integer(hi.name(), hi.encode(millis)));
          }
        });
  }

  /** A quantity in its own unit: {@code .unit}, {@code .comparator}, {@code .lexeme}, number. */
  void quantity(String name, FhirPath path, String... requires) {
    String unit = name + ".unit";
    String comparator = name + ".comparator";
    String[] more = java.util.Arrays.copyOf(requires, requires.length + 2);
    more[requires.length] = unit;
    more[requires.length + 1] = comparator;
    String from = path.toString();
    slots.add(Slot.text(unit, from, requires));
    slots.add(Slot.text(comparator, from, requires));
    slots.add(Slot.text(name + ".lexeme", from, more));
    Slot number = Slot.integer(name, from, 48, VALUE_SCALE, VALUE_OFFSET, "", more);
    slots.add(number);
    fills.add(
        (resource, references, record) -> {
          if (path.first(resource, references) instanceof JsonObject quantity) {
            record.text(unit, Readings.unit(quantity));
            record.text(comparator, quantity.string("comparator"));
            record.text(name + ".lexeme", Readings.lexeme(quantity));
            set(record, number, Readings.number(quantity));
          }
        });
  }

  /** A quantity in the unit of the slot, converted exactly, without a comparator. */
  void measure(Slot slot, FhirPath path) {
    slots.add(slot);
    fills.add(
        (resource, references, record) -> {
          if (path.first(resource, references) instanceof JsonObject quantity) {
            set(record, slot, Readings.in(quantity, slot.unit()));
          }
        });
  }

  /** A number that has no unit. */
  void number(Slot slot, FhirPath path) {
    slots.add(slot);
    fills.add(
        (resource, references, record) -> {
          if (path.first(resource, references) instanceof JsonPrimitive value
              && value.type() == 'n') {
            set(record, slot, new BigDecimal(value.text()));
          }
        });
  }

  private static void set(
      dev.vitrine.proofs.record.TypedRecord.Builder record,
      Slot slot,
      @Nullable BigDecimal number) {
    if (number != null) {
      record.integer(slot.name(), slot.encode(number));
    }
  }
}
