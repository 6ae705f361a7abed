package dev.vitrine.adapters.fhir.template;

import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of docs/fhir.md that say what the built-in templates hold. */
public final class TemplateTables {
  private TemplateTables() {}

  /** Prints them, to be put into the page. */
  public static void main(String[] arguments) {
    System.out.print(markdown());
  }

  /** The tables of all built-in templates. */
  public static String markdown() {
    return Templates.builtIn().all().stream()
        .map(TemplateTables::section)
        .collect(Collectors.joining("\n"));
  }

  private static String section(Template template) {
    StringBuilder out = new StringBuilder();
    out.append("### `").append(template.schema().id()).append("`\n\n");
    out.append(template.about()).append(" For ");
    out.append(
        template.resource().equals(Template.ANY)
            ? "every type without another template.\n\n"
            : "`" + template.resource() + "`");
    if (template.priority() > 0) {
      out.append(", priority ").append(template.priority()).append(", where\n`");
      out.append(template.guard()).append('`');
    }
    out.append(template.resource().equals(Template.ANY) ? "" : ".\n\n");
    out.append("| slot | from | kind | besides the common ones, requires |\n|---|---|---|---|\n");
    List<Slot> slots = template.schema().slots();
    for (Slot slot : slots.subList(CommonSlots.ALL.size(), slots.size() - 2)) {
      out.append("| `").append(slot.name()).append("` | `");
      out.append(slot.path().replace("|", "\\|")).append("` | ").append(kind(slot));
      out.append(" | ").append(requires(slot)).append(" |\n");
    }
    if (!template.tags().isEmpty()) {
      out.append("\nTags: ");
      out.append(
          template.tags().stream()
              .map(tag -> "`" + tag.name() + "=` from `" + tag.path() + "`")
              .collect(Collectors.joining(", ")));
      out.append(".\n");
    }
    return out.toString();
  }

  private static String kind(Slot slot) {
    if (slot.kind() != SlotKind.INT) {
      return slot.provable() ? "text, column" : "text";
    }
    return "int "
        + slot.bits()
        + (slot.scale() == 0 ? "" : ", scale " + slot.scale())
        + (slot.unit().isEmpty() ? "" : ", " + slot.unit());
  }

  private static @Nullable String requires(Slot slot) {
    return slot.requires().stream()
        .filter(required -> !CommonSlots.MODIFIERS.contains(required))
        .map(required -> "`" + required + "`")
        .collect(Collectors.joining(", "));
  }
}
