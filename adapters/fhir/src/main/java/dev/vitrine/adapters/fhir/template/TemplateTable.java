package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.time.Interval;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table a template is written in: one line per element. Every slot requires {@code
 * modifierExtensions}, {@code implicitRules} and the modifier elements named before it.
 */
final class TemplateTable {
  static final String IMPLICIT_RULES = "implicitRules";
  static final String MODIFIER_EXTENSIONS = "modifierExtensions";
  static final String PRODUCER = "producer";
  static final String BUNDLE = "bundle";

  /** Days are counted so that 1800-01-01 is 1. */
  static final long DAY_OFFSET = 62_092;

  /** Milliseconds are counted so that the first one of 1800, UTC, is 1. */
  static final long MILLI_OFFSET = 62_091L * 86_400_000 + 1;

  /** Added to a quantity's value, in millionths: values down to −999,999.999999 can be encoded. */
  static final long VALUE_OFFSET = 1_000_000_000_000L;

  private static final int VALUE_SCALE = 6;

  private static final Set<String> TIMES = Set.of("DateTime", "Instant", "Period");

  private final String id;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Template.Fill> fills = new ArrayList<>();
  private final List<String> modifiers = new ArrayList<>();

  private TemplateTable(String id) {
    this.id = id;
  }

  /** Starts a table with the slots that all templates share. */
  static TemplateTable of(String id) {
    TemplateTable table = new TemplateTable(id);
    table.slots.add(Slot.text(MODIFIER_EXTENSIONS, "descendants().modifierExtension.url"));
    table.modifiers.add(MODIFIER_EXTENSIONS);
    table.text(IMPLICIT_RULES, IMPLICIT_RULES).modifiers.add(IMPLICIT_RULES);
    table.slots.add(Slot.text(PRODUCER, "", MODIFIER_EXTENSIONS, IMPLICIT_RULES));
    table.slots.add(Slot.root(BUNDLE, "", MODIFIER_EXTENSIONS, IMPLICIT_RULES));
    return table
        .text("resourceType", "resourceType")
        .text("id", "id")
        .text("versionId", "meta.versionId");
  }

  /** Every later slot requires these, which were named before. */
  TemplateTable modifiers(String... names) {
    modifiers.addAll(List.of(names));
    return this;
  }

  /** A primitive as it was written. */
  TemplateTable text(String slot, String path, String... requires) {
    Path at = Path.of(path);
    return text(slot, path, at::textIn, requires);
  }

  /** A code as {@code system|code}. */
  TemplateTable token(String slot, String path, String... requires) {
    Path at = Path.of(path);
    return text(slot, path, resource -> Readings.token(at.in(resource)), requires);
  }

  /** A code as {@code system|code}, and its words beside it. */
  TemplateTable concept(String slot, String path, String... requires) {
    Path at = Path.of(path);
    return token(slot, path, requires)
        .text(
            slot + ".text",
            path + ".text",
            resource -> Readings.words(at.objectIn(resource)),
            requires);
  }

  /** Where a reference points to. */
  TemplateTable reference(String slot, String path, String... requires) {
    Path at = Path.of(path);
    return text(slot, path, resource -> Readings.reference(at.objectIn(resource)), requires);
  }

  /** Where a reference to whom the resource is about points to; facts about it can be proved. */
  TemplateTable subject(String slot) {
    Path at = Path.of(slot);
    return subject(slot, slot, resource -> Readings.reference(at.objectIn(resource)));
  }

  /** The same, as {@code source} finds it. */
  TemplateTable subject(String slot, String path, Template.Text source) {
    slots.add(Slot.provableText(slot, path, required(new String[0])));
    fills.add((resource, record) -> record.text(slot, source.in(resource)));
    return this;
  }

  /** A text that {@code source} finds. */
  TemplateTable text(String slot, String path, Template.Text source, String... requires) {
    slots.add(Slot.text(slot, path, required(requires)));
    fills.add((resource, record) -> record.text(slot, source.in(resource)));
    return this;
  }

  /** First and last day of a date of any precision. */
  TemplateTable days(String slot, String path, Template.Text source, String... requires) {
    Slot lo = Slot.integer(slot + ".lo", path, 24, 0, DAY_OFFSET, "d", required(requires));
    Slot hi = Slot.integer(slot + ".hi", path, 24, 0, DAY_OFFSET, "d", required(requires));
    slots.add(lo);
    slots.add(hi);
    fills.add(
        (resource, record) -> {
          Interval days = Readings.days(source.in(resource));
          if (days != null) {
            record.integer(lo.name(), lo.encode(days.lo()));
            record.integer(hi.name(), hi.encode(days.hi()));
          }
        });
    return this;
  }

  /** First and last millisecond of a date, a time or a period of any precision. */
  TemplateTable span(String slot, String path, String... requires) {
    Path at = Path.of(path);
    boolean choice = path.endsWith("[x]");
    Slot lo = Slot.integer(slot + ".lo", path, 48, 0, MILLI_OFFSET, "ms", required(requires));
    Slot hi = Slot.integer(slot + ".hi", path, 48, 0, MILLI_OFFSET, "ms", required(requires));
    slots.add(lo);
    slots.add(hi);
    fills.add(
        (resource, record) -> {
          Json value = at.in(resource);
          if (value != null && (!choice || isTime(resource, path))) {
            OptionalLong[] span = Readings.span(value);
            span[0].ifPresent(millis -> record.integer(lo.name(), lo.encode(millis)));
            span[1].ifPresent(millis -> record.integer(hi.name(), hi.encode(millis)));
          }
        });
    return this;
  }

  /**
   * A quantity: its number in millionths, its lexeme, and the unit and comparator without which
   * neither may be shown.
   */
  TemplateTable quantity(String slot, String path) {
    Path at = Path.of(path);
    String unit = slot + ".unit";
    String comparator = slot + ".comparator";
    text(unit, path + ".code", resource -> Readings.unit(at.objectIn(resource)));
    text(comparator, path + ".comparator", path(at, "comparator"));
    text(
        slot + ".lexeme",
        path + ".value",
        resource -> Readings.lexeme(at.objectIn(resource)),
        unit,
        comparator);
    return number(
        Slot.integer(
            slot,
            path + ".value",
            48,
            VALUE_SCALE,
            VALUE_OFFSET,
            "",
            required(new String[] {unit, comparator})),
        at::objectIn);
  }

  /** A quantity that counts only where it is in this one UCUM unit, without a comparator. */
  TemplateTable fixed(String slot, String path, int bits, String unit, Template.Part quantity) {
    return number(
        Slot.integer(slot, path, bits, 0, 1, unit, required(new String[0])),
        resource -> {
          JsonObject found = quantity.in(resource);
          return found != null && Readings.isPlain(found, unit) ? found : null;
        });
  }

  Template build() {
    return new Template(Schema.of(id, slots), fills);
  }

  private TemplateTable number(Slot slot, Template.Part quantity) {
    slots.add(slot);
    fills.add(
        (resource, record) -> {
          BigDecimal number = Readings.number(quantity.in(resource));
          if (number != null) {
            record.integer(slot.name(), slot.encode(number));
          }
        });
    return this;
  }

  private static boolean isTime(JsonObject resource, String choice) {
    String type = Path.choiceType(resource, choice.substring(0, choice.length() - 3));
    return type != null && TIMES.contains(type);
  }

  private static Template.Text path(Path at, String member) {
    return resource -> {
      JsonObject object = at.objectIn(resource);
      return object == null ? null : object.string(member);
    };
  }

  private String[] required(String[] more) {
    return Stream.concat(modifiers.stream(), Stream.of(more)).distinct().toArray(String[]::new);
  }
}
