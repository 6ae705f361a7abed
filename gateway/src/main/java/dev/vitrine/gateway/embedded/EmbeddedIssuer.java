package dev.vitrine.gateway.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Signs bearer tokens with a key of its own folder, for development and for a gateway on one
 * machine. Whoever can read that folder can be anyone: so it is used on loopback only, and never
 * beside a configured OIDC server.
 */
public final class EmbeddedIssuer {

  /** The {@code iss} of its tokens. */
  public static final String ISSUER = "urn:vitrine:embedded-issuer";

  /** The {@code aud} of its tokens. */
  public static final String AUDIENCE = "vitrine-gateway";

  /** The longest life of a token. */
  public static final Duration MAX_TTL = Duration.ofHours(24);

  private static final String KEY_FILE = "signing-key.pk8";
  private static final int KEY_BITS = 3072;
  private static final int MAX_KEY_BYTES = 8192;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RSAPrivateCrtKey key;
  private final Clock clock;

  private EmbeddedIssuer(RSAPrivateCrtKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Reads the folder's key, or makes one. */
  public static EmbeddedIssuer open(Path folder, Clock clock) throws IOException {
    PrivateFiles.folder(folder);
    Path file = folder.resolve(KEY_FILE);
    if (Files.notExists(file)) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        PrivateFiles.write(file, generator.generateKeyPair().getPrivate().getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IOException("this Java has no RSA", e);
      }
    }
    return load(folder, clock);
  }

  /**
   * Reads the folder's key.
   *
   * @throws StartupException when there is none
   */
  public static EmbeddedIssuer load(Path folder, Clock clock) throws IOException {
    Path file = folder.resolve(KEY_FILE);
    if (Files.notExists(file)) {
      throw new StartupException(
          "There is no issuer in " + folder + ": start the gateway on this folder first.");
    }
    byte[] encoded = PrivateFiles.read(file, MAX_KEY_BYTES);
    try {
      var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (key instanceof RSAPrivateCrtKey rsa) {
        return new EmbeddedIssuer(rsa, clock);
      }
      throw new StartupException(file + " is not an RSA key: remove it, a new one will be made.");
    } catch (GeneralSecurityException e) {
      throw new StartupException(
          file + " is not an RSA key: remove it, a new one will be made.", e);
    }
  }

  /** Whether everything that host name stands for is this machine's loopback. */
  public static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return !host.isBlank();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The public key, X.509 in base64, as {@code quarkus.oidc.public-key} takes it. */
  public String publicKey() {
    try {
      byte[] encoded =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
              .getEncoded();
      return Base64.getEncoder().encodeToString(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no RSA", e);
    }
  }

  /**
   * A signed token (JWT, RS256).
   *
   * @param subject the account
   * @param roles its realm roles
   * @param party the party it acts for
   * @param purpose a code of purpose of use
   * @param scope scopes, space-separated
   * @param ttl its life, at most {@link #MAX_TTL}
   */
  public String token(
      String subject,
      Set<String> roles,
      Optional<String> party,
      Optional<String> purpose,
      Optional<String> scope,
      Duration ttl) {
    if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(MAX_TTL) > 0) {
      throw new IllegalArgumentException("a token lives between a second and " + MAX_TTL);
    }
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("sub", subject);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + ttl.toSeconds());
    claims.put("typ", "Bearer");
    claims.put("groups", List.copyOf(roles));
    party.ifPresent(value -> claims.put("party", value));
    purpose.ifPresent(value -> claims.put("purpose_of_use", value));
    scope.ifPresent(value -> claims.put("scope", value));
    return sign(claims);
  }

  private String sign(Map<String, Object> claims) {
    try {
      String body =
          part(JSON.writeValueAsBytes(Map.of("alg", "RS256", "typ", "JWT")))
              + "."
              + part(JSON.writeValueAsBytes(claims));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + part(signature.sign());
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException("signing a token failed", e);
    }
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
