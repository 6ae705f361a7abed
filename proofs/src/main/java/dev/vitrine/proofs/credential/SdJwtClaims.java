package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.jose.Es256;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import dev.vitrine.proofs.verdict.RefusedException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The one form that a record's SD-JWT VC has. */
final class SdJwtClaims {
  /** The media type of the JWT, as its header has it. */
  static final String TYPE = "dc+sd-jwt";

  /** The media type of a key binding JWT, as its header has it. */
  static final String BINDING_TYPE = "kb+jwt";

  static final String CREDENTIAL_TYPE = "urn:vitrine:credential:1:" + CredentialDocument.TYPE;
  private static final long MAX_SECONDS = 1L << 40;
  private static final Set<String> KNOWN =
      Set.of("iss", "nbf", "exp", "vct", "cnf", "schema", "schema_hash", "log");

  private SdJwtClaims() {}

  /** The claims that are always shown. */
  static JsonObject open(RecordClaims claims, String issuer, Optional<HolderKey.Public> holder) {
    JsonObjectBuilder out =
        StrictJson.PROVIDER
            .createObjectBuilder()
            .add("iss", issuer)
            .add("nbf", claims.validFrom().getEpochSecond())
            .add("exp", claims.validUntil().getEpochSecond())
            .add("vct", CREDENTIAL_TYPE)
            .add("schema", claims.schema())
            .add("schema_hash", claims.schemaHash())
            .add("log", claims.log());
    holder.ifPresent(
        key ->
            out.add("cnf", StrictJson.PROVIDER.createObjectBuilder().add("jwk", key.key().jwk())));
    claims.always().stream().sorted().forEach(name -> put(out, claims, name));
    return out.build();
  }

  /** The claims that are shown one by one. */
  static Map<String, JsonValue> selective(RecordClaims claims) {
    Map<String, JsonValue> selective = new TreeMap<>();
    claims
        .slots()
        .forEach(
            (name, value) -> {
              if (!claims.always().contains(name)) {
                selective.put(CredentialDocument.SLOT + name, CredentialDocument.json(value));
              }
            });
    return selective;
  }

  private static void put(JsonObjectBuilder out, RecordClaims claims, String name) {
    SlotValue value = claims.slots().get(name);
    if (value != null) {
      out.add(CredentialDocument.SLOT + name, CredentialDocument.json(value));
    }
  }

  /** Reads what a presentation shows; refuses every other form. */
  static VerifiedRecord read(JsonObject claims) throws RefusedException {
    try {
      if (!StrictJson.text(claims, "vct", 256).equals(CREDENTIAL_TYPE)) {
        throw RefusedException.invalid("form", "not the type of a record's credential");
      }
      return new VerifiedRecord(
          StrictJson.text(claims, "iss", 512),
          StrictJson.text(claims, "schema", CredentialDocument.MAX_TEXT),
          StrictJson.text(claims, "schema_hash", CredentialDocument.MAX_TEXT),
          StrictJson.text(claims, "log", CredentialDocument.MAX_TEXT),
          time(claims, "nbf"),
          time(claims, "exp"),
          CredentialDocument.slots(claims, KNOWN));
    } catch (JsonLdException e) {
      throw RefusedException.invalid("form", e.reason());
    }
  }

  /** The holder's key that the credential is bound to. */
  static Optional<Es256.PublicKey> holder(JsonObject claims) throws RefusedException {
    if (!claims.containsKey("cnf")) {
      return Optional.empty();
    }
    try {
      JsonObject cnf = StrictJson.object(claims, "cnf");
      if (cnf.size() != 1) {
        throw RefusedException.invalid("form", "cnf has more than a key");
      }
      return Optional.of(Es256.PublicKey.of(StrictJson.object(cnf, "jwk")));
    } catch (JsonLdException | IllegalArgumentException e) {
      throw RefusedException.invalid("form", "cnf has no public JWK of P-256");
    }
  }

  static Instant time(JsonObject claims, String name) throws JsonLdException {
    if (claims.get(name) instanceof JsonNumber number) {
      // the length first: a number of many digits costs much to expand
      String digits = number.toString();
      if (digits.matches("[0-9]{1,13}") && Long.parseLong(digits) < MAX_SECONDS) {
        return Instant.ofEpochSecond(Long.parseLong(digits));
      }
    }
    throw new JsonLdException(name + " is not a time in whole seconds");
  }
}
