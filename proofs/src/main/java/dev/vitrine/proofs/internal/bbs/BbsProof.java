package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof of knowledge of a signature: 272 bytes and 32 for each hidden message. To hold one is not
 * to have verified it. Two proofs of one signature can't be tied together.
 *
 * @param aBar the randomized signature, not the identity
 * @param bBar aBar times the secret key, not the identity
 * @param d the randomized messages, not the identity
 * @param eHat the response for e
 * @param r1Hat the response for r1
 * @param r3Hat the response for r3
 * @param messageHats the responses for the hidden messages, in the order of their indexes
 * @param challenge the challenge all responses answer
 */
public record BbsProof(
    G1Point aBar,
    G1Point bBar,
    G1Point d,
    Scalar eHat,
    Scalar r1Hat,
    Scalar r3Hat,
    List<Scalar> messageHats,
    Scalar challenge) {
  /** Length of the encoding with no hidden message, in bytes. */
  public static final int BASE_BYTES = 3 * G1Point.BYTES + 4 * Scalar.BYTES;

  /** Copies the list. */
  public BbsProof {
    messageHats = List.copyOf(messageHats);
  }

  /**
   * octets_to_proof (§4.2.4.5); at most {@link Bbs#MAX_MESSAGES} hidden messages.
   *
   * @throws BbsRefusedException at step LENGTH, POINT or SCALAR
   */
  public static BbsProof parse(Curve curve, byte[] encoded) throws BbsRefusedException {
    int rest = encoded.length - BASE_BYTES;
    if (rest < 0 || rest % Scalar.BYTES != 0 || rest / Scalar.BYTES > Bbs.MAX_MESSAGES) {
      throw new BbsRefusedException(
          BbsStep.LENGTH, "a proof has 272 bytes and 32 for each hidden message");
    }
    Encoded in = new Encoded(curve, encoded);
    G1Point aBar = in.point("Abar");
    G1Point bBar = in.point("Bbar");
    G1Point d = in.point("D");
    Scalar eHat = in.scalar("e^");
    Scalar r1Hat = in.scalar("r1^");
    Scalar r3Hat = in.scalar("r3^");
    List<Scalar> hats = new ArrayList<>(rest / Scalar.BYTES);
    for (int i = 0; i < rest / Scalar.BYTES; i++) {
      hats.add(in.scalar("m^_" + i));
    }
    return new BbsProof(aBar, bBar, d, eHat, r1Hat, r3Hat, hats, in.scalar("challenge"));
  }

  /** The encoding. */
  public byte[] toBytes() {
    Octets out = new Octets().point(aBar).point(bBar).point(d);
    out.scalar(eHat).scalar(r1Hat).scalar(r3Hat);
    messageHats.forEach(out::scalar);
    return out.scalar(challenge).toByteArray();
  }

  /** How many messages were signed, if {@code shown} are shown. */
  public int messageCount(int shown) {
    return shown + messageHats.size();
  }

  /**
   * The response for the hidden message at {@code index} when those of {@code shown} are shown:
   * what ties further commitments to that message.
   *
   * @throws BbsRefusedException at step INDEXES, if {@code shown} is not allowed
   * @throws IllegalArgumentException if the message at {@code index} is not hidden
   */
  public Scalar response(int index, List<Integer> shown) throws BbsRefusedException {
    int at = Indexes.hidden(shown, messageCount(shown.size())).indexOf(index);
    if (at < 0) {
      throw new IllegalArgumentException("message " + index + " is not hidden");
    }
    return messageHats.get(at);
  }
}
