package dev.vitrine.gateway.disclosure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.proofs.record.Disclosure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads policy files strictly: a field that is unknown, missing or misspelt stops the start. */
final class PolicyFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private PolicyFile() {}

  /** All policies of a folder's {@code *.json} files, in the order of their names. */
  static List<Policy> folder(Path folder) throws IOException {
    List<Policy> policies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        policies.add(read(file));
      }
    }
    return policies;
  }

  static Policy read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
    }
    try {
      return MAPPER.readValue(file.toFile(), Form.class).policy();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String reason =
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
      throw new IOException("policy " + file + ": " + reason, e);
    }
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
          required(grants, "grants").stream().map(GrantForm::grant).toList());
    }
  }

  /** A grant's form. */
  private record GrantForm(
      @Nullable String role,
      @Nullable String party,
      @Nullable Set<String> purposes,
      @Nullable String schema,
      @Nullable Map<String, String> slots,
      @Nullable Map<String, List<String>> elements,
      @Nullable Set<String> search) {
    Grant grant() {
      for (String purpose : required(purposes, "purposes")) {
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
          elements == null ? Map.of() : elements,
          search == null ? Set.of() : search);
    }

    private static Disclosure disclosure(String word) {
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
