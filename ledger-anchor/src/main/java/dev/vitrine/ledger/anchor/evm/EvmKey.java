package dev.vitrine.ledger.anchor.evm;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A secp256k1 key that pays for anchors and posts them. It can do nothing to the log: whoever
 * steals it can spend its balance and post wrong checkpoints, which show as such.
 *
 * <p>Signs with the k of RFC 6979 and the low s of EIP-2, so the same transaction has the same
 * bytes always. Safe between threads; shows its address only.
 */
public final class EvmKey {
  /** Bytes of the secret. */
  public static final int LENGTH = 32;

  private static final X9ECParameters PARAMETERS = SECNamedCurves.getByName("secp256k1");
  private static final ECDomainParameters CURVE =
      new ECDomainParameters(
          PARAMETERS.getCurve(), PARAMETERS.getG(), PARAMETERS.getN(), PARAMETERS.getH());

  private final BigInteger secret;
  private final ECPoint publicPoint;

  /**
   * A key.
   *
   * @param secret 32 bytes, big-endian, from 1 to the group's order less one
   * @throws IllegalArgumentException if it is anything else
   */
  public EvmKey(byte[] secret) {
    BigInteger number = new BigInteger(1, secret);
    if (secret.length != LENGTH || number.signum() == 0 || number.compareTo(CURVE.getN()) >= 0) {
      throw new IllegalArgumentException("the key is not a secp256k1 secret of 32 bytes");
    }
    this.secret = number;
    this.publicPoint = new FixedPointCombMultiplier().multiply(CURVE.getG(), number).normalize();
  }

  /** The account of this key. */
  public EvmAddress address() {
    return address(publicPoint);
  }

  /** A signature over a hash. */
  Signature sign(byte[] hash) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, CURVE));
    BigInteger[] pair = signer.generateSignature(hash);
    BigInteger r = pair[0];
    BigInteger s =
        pair[1].compareTo(CURVE.getN().shiftRight(1)) > 0
            ? CURVE.getN().subtract(pair[1])
            : pair[1];
    for (int parity = 0; parity < 2; parity++) {
      Signature signature = new Signature(parity, r, s);
      if (publicPoint.equals(signature.recover(hash))) {
        return signature;
      }
    }
    // r of the group's order or more: once in 2^127 signatures
    throw new IllegalStateException("no recovery bit for this signature");
  }

  private static EvmAddress address(ECPoint point) {
    byte[] encoded = point.getEncoded(false);
    byte[] hash = Keccak.of(Arrays.copyOfRange(encoded, 1, encoded.length));
    return new EvmAddress(
        Arrays.copyOfRange(hash, Keccak.LENGTH - EvmAddress.LENGTH, Keccak.LENGTH));
  }

  @Override
  public String toString() {
    return "EvmKey[" + address() + "]";
  }

  /**
   * A signature that tells who signed.
   *
   * @param parity 0 or 1: whether the y of the point R is odd
   */
  record Signature(int parity, BigInteger r, BigInteger s) {
    /** The signer's address (SEC 1 §4.1.6). */
    EvmAddress signer(byte[] hash) {
      return address(recover(hash));
    }

    private ECPoint recover(byte[] hash) {
      byte[] compressed = new byte[1 + LENGTH];
      compressed[0] = (byte) (2 + parity);
      byte[] x = r.toByteArray();
      int length = Math.min(x.length, LENGTH);
      System.arraycopy(x, x.length - length, compressed, compressed.length - length, length);
      ECPoint point = CURVE.getCurve().decodePoint(compressed);
      BigInteger inverse = r.modInverse(CURVE.getN());
      BigInteger e = new BigInteger(1, hash);
      return ECAlgorithms.sumOfTwoMultiplies(
              point,
              s.multiply(inverse).mod(CURVE.getN()),
              CURVE.getG(),
              e.negate().multiply(inverse).mod(CURVE.getN()))
          .normalize();
    }
  }
}
