package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof between ProofInit and ProofFinalize (§3.7.1, §3.7.3): it has committed to its blindings
 * and waits for the challenge.
 *
 * <p>In between, further commitments may be bound to hidden messages: build them with {@link
 * #blinding} and put them into the presentation header. {@link #finish} works once: two challenges
 * answered with one set of blindings give everything away. Not safe for threads.
 */
public final class BbsProver {
  /** What the prover keeps to itself. */
  record Secrets(Scalar e, Scalar r1, Scalar r3, Scalar eTilde, Scalar r1Tilde, Scalar r3Tilde) {}

  private final Bbs bbs;
  private final Commitment commitment;
  private final List<Integer> shown;
  private final List<Integer> hidden;
  private final List<Scalar> messages;
  private final List<Scalar> messageTildes;
  private @Nullable Secrets secrets;

  BbsProver(
      Bbs bbs,
      Commitment commitment,
      List<Integer> shown,
      List<Integer> hidden,
      List<Scalar> messages,
      List<Scalar> messageTildes,
      Secrets secrets) {
    this.bbs = bbs;
    this.commitment = commitment;
    this.shown = shown;
    this.hidden = hidden;
    this.messages = messages;
    this.messageTildes = messageTildes;
    this.secrets = secrets;
  }

  /**
   * init_res: what goes into the challenge before the presentation header.
   *
   * @param aBar the randomized signature
   * @param bBar aBar times the secret key
   * @param d the randomized messages
   * @param t1 the commitment to the blindings of e and r1
   * @param t2 the commitment to the blindings of r3 and of the hidden messages
   * @param domain the hash of key, generators and header
   */
  public record Commitment(
      G1Point aBar, G1Point bBar, G1Point d, G1Point t1, G1Point t2, Scalar domain) {}

  /** What goes into the challenge. */
  public Commitment commitment() {
    return commitment;
  }

  /**
   * The blinding m̃ of the hidden message at {@code index}: a secret. Use it only in commitments
   * that the same challenge is bound to.
   *
   * @throws IllegalArgumentException if the message is not hidden
   */
  public Scalar blinding(int index) {
    int at = hidden.indexOf(index);
    if (at < 0) {
      throw new IllegalArgumentException("message " + index + " is not hidden");
    }
    return messageTildes.get(at);
  }

  /** ProofChallengeCalculate (§3.7.4) over the commitment, the shown messages and the header. */
  public Scalar challenge(byte[] presentationHeader) {
    List<Scalar> shownMessages = shown.stream().map(messages::get).toList();
    return bbs.challenge(commitment, shown, shownMessages, presentationHeader);
  }

  /** Answers the challenge of {@link #challenge}; the standard proof. */
  public BbsProof finish(byte[] presentationHeader) {
    return finish(challenge(presentationHeader));
  }

  /**
   * Answers a challenge that the caller computed over at least what {@link #challenge} covers.
   *
   * @throws IllegalStateException at the second call
   * @throws IllegalArgumentException for the challenge zero
   */
  public BbsProof finish(Scalar challenge) {
    if (challenge.isZero()) {
      throw new IllegalArgumentException("the challenge is zero");
    }
    Secrets s = secrets;
    if (s == null) {
      throw new IllegalStateException("a prover answers one challenge only");
    }
    secrets = null;
    List<Scalar> hats = new ArrayList<>(hidden.size());
    for (int i = 0; i < hidden.size(); i++) {
      Scalar message = messages.get(hidden.get(i));
      hats.add(messageTildes.get(i).add(message.multiply(challenge)));
    }
    return new BbsProof(
        commitment.aBar(),
        commitment.bBar(),
        commitment.d(),
        s.eTilde().add(s.e().multiply(challenge)),
        s.r1Tilde().subtract(s.r1().multiply(challenge)),
        s.r3Tilde().subtract(s.r3().multiply(challenge)),
        hats,
        challenge);
  }
}
