package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.dataintegrity.Multibase;
import dev.vitrine.proofs.internal.jose.Es256;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Arrays;

/**
 * An issuer of credentials as a verifier pins it: its name, its keys, and the one log whose records
 * it may speak of. Written as a controller document (W3C Controlled Identifiers 1.0), which is to
 * be had over a channel that is trusted; who can change it can make anything verify.
 *
 * @param id an https URL without a fragment, at most 512 characters
 * @param bbs the key of bbs-2023 proofs
 * @param es256 the key of SD-JWTs
 * @param log the log's name
 */
public record CredentialIssuer(String id, BbsPublicKey bbs, Es256.PublicKey es256, String log) {
  private static final int MAX_TEXT = 512;
  private static final byte[] MULTIKEY_BLS12381_G2 = {(byte) 0xeb, 0x01};
  private static final String BBS_FRAGMENT = "#bbs-2023";

  /** Checks the name. */
  public CredentialIssuer {
    if (!id.matches("https://[!-~&&[^#\"<>\\\\^`{|}]]{1,500}")) {
      throw new IllegalArgumentException("an issuer is named by an https URL without a fragment");
    }
    if (log.isEmpty() || log.length() > MAX_TEXT) {
      throw new IllegalArgumentException("a log's name has 1 to " + MAX_TEXT + " characters");
    }
  }

  /** The URL that bbs-2023 proofs name the key by. */
  public String bbsMethod() {
    return id + BBS_FRAGMENT;
  }

  /** The id that SD-JWTs name the key by: its thumbprint (RFC 7638). */
  public String es256KeyId() {
    return es256.thumbprint();
  }

  /** The controller document, as JSON. */
  public byte[] controllerDocument() {
    var json = StrictJson.PROVIDER;
    String jwt = id + "#" + es256KeyId();
    return StrictJson.bytes(
        json.createObjectBuilder()
            .add("@context", json.createArrayBuilder().add("https://www.w3.org/ns/cid/v1"))
            .add("id", id)
            .add("alsoKnownAs", json.createArrayBuilder().add("https://" + log))
            .add(
                "verificationMethod",
                json.createArrayBuilder()
                    .add(
                        json.createObjectBuilder()
                            .add("id", bbsMethod())
                            .add("type", "Multikey")
                            .add("controller", id)
                            .add("publicKeyMultibase", multikey()))
                    .add(
                        json.createObjectBuilder()
                            .add("id", jwt)
                            .add("type", "JsonWebKey")
                            .add("controller", id)
                            .add("publicKeyJwk", es256.jwk())))
            .add("assertionMethod", json.createArrayBuilder().add(bbsMethod()).add(jwt))
            .build());
  }

  /** The metadata of an SD-JWT VC issuer, as JSON, for {@code /.well-known/jwt-vc-issuer}. */
  public byte[] jwtVcIssuerMetadata() {
    var json = StrictJson.PROVIDER;
    JsonArray keys = json.createArrayBuilder().add(es256.jwk()).build();
    return StrictJson.bytes(
        json.createObjectBuilder()
            .add("issuer", id)
            .add("jwks", json.createObjectBuilder().add("keys", keys))
            .build());
  }

  /**
   * Reads what {@link #controllerDocument} wrote.
   *
   * @throws InvalidCredentialException if it is anything else
   */
  public static CredentialIssuer parse(byte[] controllerDocument)
      throws InvalidCredentialException {
    try {
      JsonObject root = StrictJson.object(controllerDocument);
      String id = StrictJson.text(root, "id", MAX_TEXT);
      JsonArray methods = StrictJson.array(root, "verificationMethod");
      String log = StrictJson.array(root, "alsoKnownAs").getString(0);
      CredentialIssuer read =
          new CredentialIssuer(
              id,
              bbsKey(StrictJson.text(methods.getJsonObject(0), "publicKeyMultibase", MAX_TEXT)),
              Es256.PublicKey.of(StrictJson.object(methods.getJsonObject(1), "publicKeyJwk")),
              log.substring("https://".length()));
      if (!StrictJson.object(read.controllerDocument()).equals(root)) {
        throw new InvalidCredentialException("the controller document has another form");
      }
      return read;
    } catch (JsonLdException e) {
      throw new InvalidCredentialException("controller document: " + e.reason());
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | ClassCastException
        | BbsRefusedException e) {
      throw new InvalidCredentialException("not a controller document of credentials");
    }
  }

  private String multikey() {
    byte[] key = bbs.toBytes();
    byte[] prefixed = Arrays.copyOf(MULTIKEY_BLS12381_G2, key.length + 2);
    System.arraycopy(key, 0, prefixed, 2, key.length);
    return Multibase.base58(prefixed);
  }

  private static BbsPublicKey bbsKey(String multikey) throws BbsRefusedException {
    byte[] bytes = Multibase.readBase58(multikey);
    if (bytes.length != BbsPublicKey.BYTES + 2
        || !Arrays.equals(Arrays.copyOf(bytes, 2), MULTIKEY_BLS12381_G2)) {
      throw new IllegalArgumentException("not a multikey of BLS12-381 G2");
    }
    return BbsPublicKey.parse(Curve.current(), Arrays.copyOfRange(bytes, 2, bytes.length));
  }
}
