package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.jsonld.Contexts;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import dev.vitrine.proofs.verdict.RefusedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one form that a record's Verifiable Credential has. Whoever reads one insists on it, its
 * context above all: under another context the same signed statements could be written with other
 * names.
 */
final class CredentialDocument {
  static final String TYPE = "VitrineRecord";
  static final String SLOT = "slot.";
  static final int MAX_TEXT = 1 << 16;

  private static final JsonProvider JSON = StrictJson.PROVIDER;
  private static final String VOCABULARY = "urn:vitrine:credential:1:";
  private static final JsonArray CONTEXT =
      JSON.createArrayBuilder()
          .add(Contexts.CREDENTIALS_V2)
          .add(JSON.createObjectBuilder().add("@vocab", VOCABULARY))
          .build();
  private static final JsonArray TYPES =
      JSON.createArrayBuilder().add("VerifiableCredential").add(TYPE).build();
  private static final String SUBJECT = "/credentialSubject/";
  private static final Set<String> MEMBERS =
      Set.of("@context", "type", "issuer", "validFrom", "validUntil", "credentialSubject", "proof");

  private CredentialDocument() {}

  static JsonObject of(RecordClaims claims, String issuer) {
    JsonObjectBuilder subject =
        JSON.createObjectBuilder()
            .add("type", "Record")
            .add("schema", claims.schema())
            .add("schemaHash", claims.schemaHash())
            .add("log", claims.log());
    claims.slots().forEach((name, value) -> subject.add(SLOT + name, json(value)));
    return JSON.createObjectBuilder()
        .add("@context", CONTEXT)
        .add("type", TYPES)
        .add("issuer", issuer)
        .add("validFrom", claims.validFrom().toString())
        .add("validUntil", claims.validUntil().toString())
        .add("credentialSubject", subject)
        .build();
  }

  static JsonValue json(SlotValue value) {
    if (value.unit() == null) {
      return JSON.createValue(value.value());
    }
    return JSON.createObjectBuilder().add("value", value.value()).add("unit", value.unit()).build();
  }

  /** What every presentation shows. */
  static List<String> mandatoryPointers(RecordClaims claims) {
    List<String> pointers =
        new ArrayList<>(
            List.of(
                "/issuer",
                "/validFrom",
                "/validUntil",
                SUBJECT + "schema",
                SUBJECT + "schemaHash",
                SUBJECT + "log"));
    claims.always().stream().sorted().forEach(name -> pointers.add(pointer(name)));
    return pointers;
  }

  static String pointer(String slot) {
    return SUBJECT + SLOT + slot;
  }

  /** Reads what a presentation shows; refuses every other form. */
  static VerifiedRecord read(JsonObject credential) throws RefusedException {
    if (!CONTEXT.equals(credential.get("@context"))) {
      throw RefusedException.invalid("context", "not the context of a record's credential");
    }
    if (!TYPES.equals(credential.get("type")) || !credential.keySet().equals(MEMBERS)) {
      throw RefusedException.invalid("form", "not the type and members of a record's credential");
    }
    try {
      JsonObject subject = StrictJson.object(credential, "credentialSubject");
      if (!StrictJson.text(subject, "type", MAX_TEXT).equals("Record")) {
        throw RefusedException.invalid("form", "the subject is not a record");
      }
      return new VerifiedRecord(
          StrictJson.text(credential, "issuer", MAX_TEXT),
          StrictJson.text(subject, "schema", MAX_TEXT),
          StrictJson.text(subject, "schemaHash", MAX_TEXT),
          StrictJson.text(subject, "log", MAX_TEXT),
          Instant.parse(StrictJson.text(credential, "validFrom", MAX_TEXT)),
          Instant.parse(StrictJson.text(credential, "validUntil", MAX_TEXT)),
          slots(subject, Set.of("type", "schema", "schemaHash", "log")));
    } catch (JsonLdException e) {
      throw RefusedException.invalid("form", e.reason());
    } catch (DateTimeException e) {
      throw RefusedException.invalid("form", "a time is not an instant");
    }
  }

  /** The slots among an object's members, of which no other than {@code known} may be there. */
  static SortedMap<String, SlotValue> slots(JsonObject object, Set<String> known)
      throws RefusedException, JsonLdException {
    SortedMap<String, SlotValue> slots = new TreeMap<>();
    for (Map.Entry<String, JsonValue> member : object.entrySet()) {
      String name = member.getKey();
      if (name.startsWith(SLOT)) {
        slots.put(name.substring(SLOT.length()), value(member.getValue()));
      } else if (!known.contains(name)) {
        throw RefusedException.invalid("form", "a member that is no slot");
      }
    }
    return slots;
  }

  private static SlotValue value(JsonValue value) throws RefusedException, JsonLdException {
    if (value instanceof JsonString text) {
      return new SlotValue(text.getString(), null);
    }
    if (value instanceof JsonObject number && number.keySet().equals(Set.of("value", "unit"))) {
      return new SlotValue(
          StrictJson.text(number, "value", MAX_TEXT), StrictJson.text(number, "unit", MAX_TEXT));
    }
    throw RefusedException.invalid("form", "a slot's value is neither a text nor a number");
  }
}
