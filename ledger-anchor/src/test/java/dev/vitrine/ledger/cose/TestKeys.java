package dev.vitrine.ledger.cose;

import dev.vitrine.ledger.checkpoint.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Keys of tests, and messages signed by them. */
final class TestKeys {
  private TestKeys() {}

  /** An Ed25519 key of a seed. */
  static SigningKey ed25519(int seed) {
    byte[] secret = new byte[32];
    secret[0] = (byte) seed;
    Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(secret, 0);
    return new SigningKey() {
      @Override
      public byte[] publicKey() {
        return key.generatePublicKey().getEncoded();
      }

      @Override
      public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
      }
    };
  }

  static CoseKey publicKey(SigningKey key) {
    return CoseKey.ed25519(key.publicKey());
  }

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs by the JDK, so that another implementation agrees with the one under test. */
  static CoseSign1 byJdk(
      PrivateKey key, String jdkName, long algorithm, CoseHeader header, byte[] payload) {
    CoseHeader signed = header.with(CoseHeader.ALG, CborItem.of(algorithm));
    byte[] bytes = CborItems.encode(signed.item());
    try {
      Signature signer = Signature.getInstance(jdkName);
      signer.initSign(key);
      signer.update(CoseSign1.toBeSigned(bytes, payload));
      return new CoseSign1(bytes, signed, CoseHeader.EMPTY, Optional.of(payload), signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A protected header that names issuer and subject. */
  static CoseHeader claims(String issuer, String subject) {
    return CoseHeader.EMPTY.with(
        CoseHeader.CWT_CLAIMS,
        CborItem.of(
            Map.of(
                CborItem.of(CoseHeader.ISSUER),
                CborItem.of(issuer),
                CborItem.of(CoseHeader.SUBJECT),
                CborItem.of(subject))));
  }

  static SignedStatement statement(SigningKey key, String issuer, String payload) {
    return SignedStatement.of(
        CoseSign1.sign(
            key,
            claims(issuer, "lot VX26B014"),
            CoseHeader.EMPTY,
            payload.getBytes(StandardCharsets.UTF_8),
            true));
  }
}
