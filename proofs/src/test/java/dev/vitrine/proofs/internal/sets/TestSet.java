package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BulkSigner;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.security.SecureRandom;
import java.util.List;

/** A set's signatures, without a file, on either backend. */
record TestSet(Curve curve, BbsSecretKey secret, SetKey key) {
  static TestSet random(Curve curve, SecureRandom random) {
    BbsSecretKey secret = BbsSecretKey.random(random);
    BbsPublicKey publicKey = secret.publicKey(curve);
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return new TestSet(curve, secret, new SetKey(publicKey, digest));
  }

  /** The same key for another version's descriptor. */
  TestSet nextVersion() {
    byte[] digest = key.digest().clone();
    digest[0] ^= 1;
    return new TestSet(curve, secret, new SetKey(key.key(), digest));
  }

  SetWitness sign(SetPart part, long... messages) {
    List<Scalar> scalars = java.util.Arrays.stream(messages).mapToObj(Scalar::of).toList();
    BulkSigner signer =
        new BulkSigner(SetKey.scheme(curve), secret, key.key(), key.header(part), part.messages());
    return new SetWitness(part, scalars, signer.sign(List.of(scalars)).get(0));
  }
}
