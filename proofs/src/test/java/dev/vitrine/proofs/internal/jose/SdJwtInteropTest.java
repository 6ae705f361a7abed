package dev.vitrine.proofs.internal.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.authlete.sd.Disclosure;
import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectBuilder;
import com.authlete.sd.SDObjectDecoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That other software reads what is written here, and the other way round. */
class SdJwtInteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecureRandom random = new SecureRandom();
  private final Es256.SecretKey key = Es256.SecretKey.random(random);

  @Test
  void anotherLibraryReadsWhatWeIssue() throws Exception {
    JsonObject open = StrictJson.object("{\"iss\":\"https://issuer.example\"}");
    Map<String, JsonValue> selective =
        Map.of(
            "colour", StrictJson.PROVIDER.createValue("grün"),
            "size", StrictJson.object("{\"value\":\"5.5\",\"unit\":\"m\"}"));
    SdJwt issued = SdJwt.issue("dc+sd-jwt", open, selective, key, random);
    SDJWT read = SDJWT.parse(issued.text());
    assertEquals(2, read.getDisclosures().size());
    Map<String, Object> payload = payload(read.getCredentialJwt());
    Map<String, Object> decoded = new SDObjectDecoder().decode(payload, read.getDisclosures());
    decoded.remove("_sd_alg");
    assertEquals(
        Map.of(
            "iss", "https://issuer.example",
            "colour", "grün",
            "size", Map.of("value", "5.5", "unit", "m")),
        decoded);
    assertEquals(
        issued.hash(),
        new SDJWT(read.getCredentialJwt(), read.getDisclosures(), "a.b.c").getSDHash());
  }

  @Test
  void weReadWhatAnotherLibraryIssues() throws Exception {
    SDObjectBuilder builder = new SDObjectBuilder();
    Disclosure colour = builder.putSDClaim("colour", "blue");
    builder.putSDClaim("hidden", "secret");
    builder.putClaim("iss", "https://issuer.example");
    builder.putDecoyDigests(3);
    JsonObject payload = StrictJson.object(JSON.writeValueAsString(builder.build(true)));
    String jwt = Jws.sign("dc+sd-jwt", "", payload, key);
    SdJwt read = SdJwt.parse(new SDJWT(jwt, List.of(colour)).toString());
    JsonObject claims = read.processed(Jws.parse(read.jwt(), "dc+sd-jwt").payload());
    assertEquals(
        StrictJson.object("{\"iss\":\"https://issuer.example\",\"colour\":\"blue\"}"), claims);
  }

  @Test
  void thePlatformVerifiesOurSignatures() throws Exception {
    JsonObject jwk = key.publicKey().jwk();
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point = new ECPoint(number(jwk.getString("x")), number(jwk.getString("y")));
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class))));
    byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
    verifier.update(message);
    assertTrue(verifier.verify(key.sign(message)));
    assertEquals(key.publicKey(), Es256.PublicKey.of(jwk));
  }

  private static BigInteger number(String base64url) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64url));
  }

  private static Map<String, Object> payload(String jwt) throws Exception {
    byte[] json = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
    return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
  }
}
