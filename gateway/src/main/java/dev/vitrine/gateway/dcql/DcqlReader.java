package dev.vitrine.gateway.dcql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.proofs.record.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query to the letter. What it asks for and this gateway can't heed is refused, as are
 * members that are not of the language: an answer to half of a query is none.
 */
public final class DcqlReader {
  /** Characters of a query. */
  public static final int MAX_LENGTH = 32 << 10;

  private static final int MAX_ITEMS = 64;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private DcqlReader() {}

  /**
   * The query in a JSON text.
   *
   * @throws GatewayException.InvalidRequest if it is none, or can't be heeded; with the place
   */
  public static DcqlQuery read(String json) {
    if (json.length() > MAX_LENGTH) {
      throw fault("", "The query has more than " + MAX_LENGTH + " characters.");
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw fault("", "This is not well-formed JSON.");
    }
    only(root, "", Set.of("credentials", "credential_sets"));
    List<DcqlQuery.Credential> credentials = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int at = 0;
    for (JsonNode node : array(root, "credentials", "", true)) {
      DcqlQuery.Credential credential = credential(node, "credentials[" + at++ + "]");
      if (!ids.add(credential.id())) {
        throw fault("credentials", "An id is given twice.");
      }
      credentials.add(credential);
    }
    List<DcqlQuery.CredentialSet> sets = new ArrayList<>();
    at = 0;
    for (JsonNode node : array(root, "credential_sets", "", false)) {
      String place = "credential_sets[" + at++ + "]";
      only(node, place, Set.of("options", "required"));
      sets.add(
          new DcqlQuery.CredentialSet(
              combinations(node, "options", place, true, ids),
              bool(node, "required", place, true)));
    }
    return new DcqlQuery(credentials, sets);
  }

  private static DcqlQuery.Credential credential(JsonNode node, String place) {
    only(
        node,
        place,
        Set.of(
            "id",
            "format",
            "multiple",
            "meta",
            "require_cryptographic_holder_binding",
            "claims",
            "claim_sets"));
    String id = id(node, place);
    if (!DcqlQuery.FORMAT.equals(text(node.get("format"), place + ".format"))) {
      throw fault(place + ".format", "The only format here is " + DcqlQuery.FORMAT + ".");
    }
    if (bool(node, "require_cryptographic_holder_binding", place, true)) {
      throw fault(
          place + ".require_cryptographic_holder_binding",
          "A proof is bound to nonce and audience, but to no holder's key: ask for false.");
    }
    JsonNode meta = node.get("meta");
    only(meta, place + ".meta", Set.of("schema_values"));
    List<String> schemas = texts(meta, "schema_values", place + ".meta");
    List<DcqlQuery.Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> slots = new HashSet<>();
    int at = 0;
    for (JsonNode claim : array(node, "claims", place, false)) {
      DcqlQuery.Claim read = claim(claim, place + ".claims[" + at++ + "]");
      if (!slots.add(read.slot()) || !read.id().map(ids::add).orElse(true)) {
        throw fault(place + ".claims", "A slot or an id is given twice.");
      }
      claims.add(read);
    }
    List<List<String>> sets = combinations(node, "claim_sets", place, false, ids);
    if (!sets.isEmpty() && ids.size() < claims.size()) {
      throw fault(place + ".claims", "With claim_sets every claim has an id.");
    }
    return new DcqlQuery.Credential(
        id, schemas, bool(node, "multiple", place, false), claims, sets);
  }

  private static DcqlQuery.Claim claim(JsonNode node, String place) {
    only(node, place, Set.of("id", "path", "values"));
    Optional<String> id = node.has("id") ? Optional.of(id(node, place)) : Optional.empty();
    List<JsonNode> path = array(node, "path", place, true);
    if (path.size() != 1) {
      throw fault(place + ".path", "A path here is one slot's name.");
    }
    List<String> values = new ArrayList<>();
    for (JsonNode value : array(node, "values", place, false)) {
      if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
        throw fault(place + ".values", "Values are strings, integers or booleans.");
      }
      values.add(value.asText());
    }
    return new DcqlQuery.Claim(id, text(path.get(0), place + ".path[0]"), values);
  }

  /** Arrays of ids, every one of them known. */
  private static List<List<String>> combinations(
      JsonNode from, String name, String place, boolean required, Set<String> known) {
    List<List<String>> all = new ArrayList<>();
    for (JsonNode option : array(from, name, place, required)) {
      List<String> ids = new ArrayList<>();
      for (JsonNode id : option) {
        String text = text(id, place + "." + name);
        if (!known.contains(text)) {
          throw fault(place + "." + name, "An id is not one of this query.");
        }
        ids.add(text);
      }
      if (!option.isArray() || ids.isEmpty() || ids.size() > MAX_ITEMS) {
        throw fault(place + "." + name, "Each is an array of 1 to " + MAX_ITEMS + " ids.");
      }
      all.add(List.copyOf(ids));
    }
    return all;
  }

  private static List<String> texts(JsonNode from, String name, String place) {
    List<String> all = new ArrayList<>();
    for (JsonNode text : array(from, name, place, false)) {
      all.add(text(text, place + "." + name));
    }
    return all;
  }

  /** The items of an array that is not empty; none where it may be missing and is. */
  private static List<JsonNode> array(JsonNode from, String name, String place, boolean required) {
    JsonNode array = from.get(name);
    if (array == null && !required) {
      return List.of();
    }
    if (array == null || !array.isArray() || array.isEmpty() || array.size() > MAX_ITEMS) {
      throw fault(at(place, name), "An array of 1 to " + MAX_ITEMS + " items is needed here.");
    }
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  private static String id(JsonNode from, String place) {
    String id = text(from.get("id"), place + ".id");
    if (!ID.matcher(id).matches()) {
      throw fault(place + ".id", "An id is 1 to 64 letters, digits, _ or -.");
    }
    return id;
  }

  private static String text(@Nullable JsonNode node, String place) {
    if (node == null || !node.isTextual()) {
      throw fault(place, "A string is needed here.");
    }
    return node.asText();
  }

  private static boolean bool(JsonNode from, String name, String place, boolean standard) {
    JsonNode node = from.get(name);
    if (node != null && !node.isBoolean()) {
      throw fault(at(place, name), "True or false is needed here.");
    }
    return node == null ? standard : node.asBoolean();
  }

  private static void only(@Nullable JsonNode node, String place, Set<String> allowed) {
    if (node == null || !node.isObject()) {
      throw fault(place, "An object is needed here.");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!allowed.contains(name)) {
        throw fault(
            at(place, ID.matcher(name).matches() ? name : "?"), "This member is not heeded here.");
      }
    }
  }

  private static String at(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private static GatewayException.InvalidRequest fault(String place, String reason) {
    return new GatewayException.InvalidRequest(
        "The DCQL query can't be answered.",
        List.of(
            new Problem(
                "invalid-dcql",
                place,
                reason,
                "See OpenID for Verifiable Presentations 1.0, section 6, and docs/fhir.md.")));
  }
}
