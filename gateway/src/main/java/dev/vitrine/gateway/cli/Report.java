package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.Step;
import java.io.PrintWriter;

/** Writes verdicts: as lines for people, or as one JSON document. */
final class Report {
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final PrintWriter out;
  private final boolean json;

  Report(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** A step that has just passed; nothing in JSON, which comes whole at the end. */
  void passed(Step step) {
    if (!json) {
      out.println("✓ " + padded(step.name(), 20) + " " + printable(step.detail()));
      out.flush();
    }
  }

  /** The end. */
  void verdict(Verdict verdict) {
    if (json) {
      document(tree(verdict));
      return;
    }
    verdict
        .refused()
        .ifPresent(e -> out.println("✗ " + padded(e.step(), 20) + " " + printable(e.reason())));
    if (!verdict.shown().isEmpty()) {
      out.println();
      out.println("shown:");
      boolean several = verdict.shown().stream().anyMatch(slot -> slot.record() > 0);
      verdict
          .shown()
          .forEach(
              slot ->
                  out.println(
                      "  " + (several ? "record " + slot.record() + ": " : "") + line(slot)));
    }
    if (!verdict.proved().isEmpty()) {
      out.println();
      out.println("proved:");
      verdict.proved().forEach(words -> out.println("  " + printable(words)));
    }
    if (!verdict.facts().isEmpty()) {
      out.println();
      for (Verdict.Fact fact : verdict.facts()) {
        out.println(padded(fact.name(), 10) + " " + printable(fact.value()));
      }
    }
    out.println();
    out.println(printable(verdict.line()));
    out.flush();
  }

  /** One JSON document. */
  void document(ObjectNode tree) {
    try {
      out.println(JSON.writeValueAsString(tree));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  static ObjectNode tree(Verdict verdict) {
    ObjectNode root = JSON.createObjectNode();
    root.put("kind", verdict.kind());
    root.put("outcome", word(verdict.outcome()));
    ArrayNode steps = root.putArray("steps");
    verdict
        .steps()
        .forEach(step -> steps.addObject().put("name", step.name()).put("detail", step.detail()));
    verdict
        .refused()
        .ifPresent(e -> root.putObject("refused").put("step", e.step()).put("reason", e.reason()));
    ObjectNode facts = root.putObject("facts");
    verdict.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
    ArrayNode proved = root.putArray("proved");
    verdict.proved().forEach(proved::add);
    ArrayNode shown = root.putArray("shown");
    for (ShownSlot slot : verdict.shown()) {
      ObjectNode node = shown.addObject().put("record", slot.record()).put("name", slot.name());
      node.put("value", slot.value());
      if (!slot.unit().isEmpty()) {
        node.put("unit", slot.unit());
      }
      if (!slot.reading().isEmpty()) {
        node.put("reading", slot.reading());
      }
    }
    return root;
  }

  static String word(Outcome outcome) {
    return switch (outcome) {
      case VALID -> "valid";
      case INVALID -> "invalid";
      case CANNOT_TELL -> "cannot-tell";
    };
  }

  private static String line(ShownSlot slot) {
    String value = slot.value();
    StringBuilder line = new StringBuilder(padded(printable(slot.name()), 24)).append(' ');
    line.append(value == null ? ShownSlot.ABSENT : printable(value));
    if (!slot.unit().isEmpty()) {
      line.append(' ').append(printable(slot.unit()));
    }
    if (!slot.reading().isEmpty()) {
      line.append("  (").append(slot.reading()).append(')');
    }
    return line.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Foreign text without what could drive a terminal or turn the line round. */
  static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean plain =
                  switch (Character.getType(c)) {
                    case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE ->
                        false;
                    default -> true;
                  };
              safe.appendCodePoint(plain ? c : 0xFFFD);
            });
    return safe.toString();
  }
}
