package dev.vitrine.proofs.internal.jose;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** ES256 (RFC 7518 §3.4): ECDSA on P-256 with SHA-256, nonces by RFC 6979, signatures r ‖ s. */
public final class Es256 {
  /** Length of a signature in bytes. */
  public static final int SIGNATURE_LENGTH = 64;

  private static final int FIELD_LENGTH = 32;
  private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(P256.getCurve(), P256.getG(), P256.getN(), P256.getH());

  private Es256() {}

  /** A public key: a point of P-256. Immutable. */
  public static final class PublicKey {
    private static final Set<String> MEMBERS = Set.of("kty", "crv", "x", "y", "alg", "use", "kid");

    private final ECPoint point;

    private PublicKey(ECPoint point) {
      this.point = point.normalize();
    }

    /**
     * Reads a public JWK (RFC 7517) of P-256; refuses any member it does not know, a private one
     * above all.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static PublicKey of(JsonObject jwk) {
      try {
        if (!MEMBERS.containsAll(jwk.keySet())
            || !StrictJson.text(jwk, "kty", 16).equals("EC")
            || !StrictJson.text(jwk, "crv", 16).equals("P-256")
            || (jwk.containsKey("alg") && !StrictJson.text(jwk, "alg", 16).equals("ES256"))) {
          throw new IllegalArgumentException("not a public JWK of P-256");
        }
        BigInteger x = coordinate(StrictJson.text(jwk, "x", 64));
        BigInteger y = coordinate(StrictJson.text(jwk, "y", 64));
        // refuses what is not on the curve; the curve has no other subgroups
        return new PublicKey(P256.getCurve().validatePoint(x, y));
      } catch (JsonLdException e) {
        throw new IllegalArgumentException("not a public JWK of P-256", e);
      }
    }

    /** The public JWK with its algorithm and thumbprint. */
    public JsonObject jwk() {
      return StrictJson.PROVIDER
          .createObjectBuilder()
          .add("kty", "EC")
          .add("crv", "P-256")
          .add("x", x())
          .add("y", y())
          .add("alg", "ES256")
          .add("use", "sig")
          .add("kid", thumbprint())
          .build();
    }

    /** The JWK's SHA-256 thumbprint (RFC 7638), base64url. */
    public String thumbprint() {
      String canonical =
          "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x() + "\",\"y\":\"" + y() + "\"}";
      return base64(Sha256.of(canonical.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Whether {@code signature} is by this key on {@code message}. */
    public boolean verifies(byte[] message, byte[] signature) {
      if (signature.length != SIGNATURE_LENGTH) {
        return false;
      }
      ECDSASigner verifier = new ECDSASigner();
      verifier.init(false, new ECPublicKeyParameters(point, DOMAIN));
      return verifier.verifySignature(
          Sha256.of(message),
          new BigInteger(1, Arrays.copyOf(signature, FIELD_LENGTH)),
          new BigInteger(1, Arrays.copyOfRange(signature, FIELD_LENGTH, SIGNATURE_LENGTH)));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof PublicKey that && point.equals(that.point);
    }

    @Override
    public int hashCode() {
      return point.hashCode();
    }

    @Override
    public String toString() {
      return "Es256.PublicKey[" + thumbprint() + "]";
    }

    private String x() {
      return base64(fixed(point.getAffineXCoord().toBigInteger()));
    }

    private String y() {
      return base64(fixed(point.getAffineYCoord().toBigInteger()));
    }

    private static BigInteger coordinate(String text) {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != FIELD_LENGTH || !base64(bytes).equals(text)) {
        throw new IllegalArgumentException("not a coordinate of P-256");
      }
      return new BigInteger(1, bytes);
    }
  }

  /** A secret key. Shows nothing of itself. */
  public static final class SecretKey {
    private final BigInteger secret;

    private SecretKey(BigInteger secret) {
      this.secret = secret;
    }

    /** A fresh key. */
    public static SecretKey random(SecureRandom random) {
      byte[] material = new byte[FIELD_LENGTH];
      random.nextBytes(material);
      return derive(material);
    }

    /** A key from 32 secret bytes: their HMAC-SHA-512 under a tag, reduced (FIPS 186-5 A.2.1). */
    public static SecretKey derive(byte[] material) {
      try {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(material, "HmacSHA512"));
        byte[] wide = mac.doFinal("vitrine/1/credential-es256".getBytes(StandardCharsets.US_ASCII));
        BigInteger below = DOMAIN.getN().subtract(BigInteger.ONE);
        return new SecretKey(new BigInteger(1, wide).mod(below).add(BigInteger.ONE));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HmacSHA512", e);
      }
    }

    /** The public side. */
    public PublicKey publicKey() {
      return new PublicKey(new FixedPointCombMultiplier().multiply(DOMAIN.getG(), secret));
    }

    /** A signature on {@code message}; the same each time. */
    public byte[] sign(byte[] message) {
      ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
      signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
      BigInteger[] parts = signer.generateSignature(Sha256.of(message));
      byte[] signature = Arrays.copyOf(fixed(parts[0]), SIGNATURE_LENGTH);
      System.arraycopy(fixed(parts[1]), 0, signature, FIELD_LENGTH, FIELD_LENGTH);
      return signature;
    }

    @Override
    public String toString() {
      return "Es256.SecretKey[hidden]";
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] fixed(BigInteger value) {
    return org.bouncycastle.util.BigIntegers.asUnsignedByteArray(FIELD_LENGTH, value);
  }
}
