package dev.vitrine.gateway.disclosure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy files strictly: a field, role, purpose, schema or slot that is unknown, missing or
 * misspelt stops the start, for a misspelt "hide" would show what it meant to hide.
 */
final class PolicyFile {
  private static final int MAX_BYTES = 1 << 20;

  /** The fewest records that a sum is told of, where a grant does not say. */
  private static final int STANDARD_MINIMUM = 10;

  private static final Set<String> ROLES =
      Set.of(
          Roles.SUPPLIER,
          Roles.HOSPITAL,
          Roles.AUDITOR,
          Roles.RESEARCHER,
          Roles.PATIENT,
          Roles.OPERATOR);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private PolicyFile() {}

  /** All policies of a folder's {@code *.json} files, in the order of their names. */
  static List<Policy> folder(Path folder, Collection<Schema> schemas) throws IOException {
    List<Policy> policies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        policies.add(read(file, schemas));
      }
    }
    return policies;
  }

  static Policy read(Path file, Collection<Schema> schemas) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
    }
    try {
      Policy policy = required(MAPPER.readValue(file.toFile(), Form.class), "grants").policy();
      policy.grants().forEach(grant -> check(grant, schemas));
      return policy;
    } catch (JsonMappingException e) {
      throw new IOException("policy " + file + ": " + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new IOException("policy " + file + ": " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("policy " + file + ": " + e.getMessage(), e);
    }
  }

  /** Says it without names of classes, which mean nothing to who writes policies. */
  private static String reason(JsonMappingException refused) {
    String field =
        refused.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .reduce((outer, inner) -> inner)
            .orElse("");
    if (refused instanceof UnrecognizedPropertyException) {
      return "field \"" + field + "\" is not known";
    }
    return field.isEmpty()
        ? "is not one object with id, owner and grants"
        : "field \"" + field + "\" has a value of the wrong form";
  }

  private static void check(Grant grant, Collection<Schema> schemas) {
    if (!ROLES.contains(grant.role())) {
      throw new IllegalArgumentException("role " + grant.role() + " is not known");
    }
    Schema schema =
        schemas.stream()
            .filter(known -> known.id().equals(grant.schema()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("schema " + grant.schema() + " is not known"));
    for (String slot : grant.slots().keySet()) {
      if (!slot.equals(Grant.ANY) && !schema.has(slot)) {
        throw new IllegalArgumentException("schema " + schema.id() + " has no slot " + slot);
      }
    }
    for (String slot : grant.aggregate().keySet()) {
      if (!schema.has(slot) || schema.slot(slot).kind() != SlotKind.INT) {
        throw new IllegalArgumentException(
            "aggregate: schema " + schema.id() + " has no number " + slot);
      }
    }
    for (String slot : grant.elements().keySet()) {
      if (!schema.has(slot) || schema.slot(slot).kind() != SlotKind.ROOT) {
        throw new IllegalArgumentException(
            "elements: schema " + schema.id() + " has no root slot " + slot);
      }
    }
  }

  private static <C extends Collection<?>> C complete(@Nullable C values, String field) {
    C present = required(values, field);
    if (present.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("\"" + field + "\" holds null");
    }
    return present;
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("\"" + field + "\" is missing");
    }
    return value;
  }

  /** The file's form. */
  private record Form(
      @Nullable String id, @Nullable String owner, @Nullable List<GrantForm> grants) {
    Policy policy() {
      return new Policy(
          required(id, "id"),
          required(owner, "owner"),
          complete(grants, "grants").stream().map(GrantForm::grant).toList());
    }
  }

  /** The form of what may be summed up. */
  private record AggregateForm(@Nullable Set<String> slots, @Nullable Integer minimum) {}

  /** A grant's form. */
  private record GrantForm(
      @Nullable String role,
      @Nullable String party,
      @Nullable Set<String> purposes,
      @Nullable String schema,
      @Nullable Map<String, String> slots,
      @Nullable Map<String, List<String>> elements,
      @Nullable Set<String> search,
      @Nullable AggregateForm aggregate) {
    Grant grant() {
      if (required(purposes, "purposes").isEmpty()) {
        throw new IllegalArgumentException("\"purposes\" names no purpose");
      }
      for (String purpose : complete(purposes, "purposes")) {
        if (Purpose.of(purpose).isEmpty()) {
          throw new IllegalArgumentException("purpose " + purpose + " is not known");
        }
      }
      Map<String, Disclosure> allowed = new TreeMap<>();
      required(slots, "slots").forEach((slot, word) -> allowed.put(slot, disclosure(word)));
      return new Grant(
          required(role, "role"),
          required(party, "party"),
          required(purposes, "purposes"),
          required(schema, "schema"),
          allowed,
          allowedElements(),
          search == null ? Set.of() : complete(search, "search"),
          allowedTotals());
    }

    /** The minimum is for all of the grant's slots: who may take sums apart learns values. */
    private Map<String, Integer> allowedTotals() {
      if (aggregate == null) {
        return Map.of();
      }
      Integer given = aggregate.minimum();
      int minimum = given == null ? STANDARD_MINIMUM : given;
      if (minimum < 2) {
        throw new IllegalArgumentException("aggregate: minimum must be 2 or more");
      }
      Map<String, Integer> allowed = new TreeMap<>();
      complete(aggregate.slots(), "aggregate").forEach(slot -> allowed.put(slot, minimum));
      return allowed;
    }

    private Map<String, List<String>> allowedElements() {
      Map<String, List<String>> allowed = new TreeMap<>();
      if (elements != null) {
        elements.forEach((slot, list) -> allowed.put(slot, complete(list, "elements")));
      }
      return allowed;
    }

    private static Disclosure disclosure(@Nullable String given) {
      String word = required(given, "slots");
      if (!word.equals(word.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("slots are show, prove or hide, not " + word);
      }
      try {
        return Disclosure.valueOf(word.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("slots are show, prove or hide, not " + word, e);
      }
    }
  }
}
