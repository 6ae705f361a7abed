package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.bbs.BbsProver.Commitment;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.G2Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.LinearEquation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * BBS signatures (draft-irtf-cfrg-bbs-signatures) in one suite under one api_id, on messages that
 * are already scalars. Immutable and safe for threads; it keeps the generators, so share one.
 *
 * <p>Secret scalars (keys, blindings, messages when signing and hidden ones when proving) go only
 * through the curve's constant-time multiplication. Verifying takes variable time.
 */
public final class Bbs {
  /** The most messages that are signed or accepted, so that nobody can ask for endless work. */
  public static final int MAX_MESSAGES = 1024;

  private static final int FIXED_DRAWS = 5;

  private final Curve curve;
  private final BbsSuite suite;
  private final byte[] apiId;
  private final byte[] hashDst;
  private final byte[] mapDst;
  private final BbsGenerators generators;
  private final G1Point p1;
  private final G2Point minusG2;

  /**
   * The scheme under an own api_id, which separates an own mapping of messages from all others.
   *
   * @param apiId up to 200 bytes
   */
  public Bbs(Curve curve, BbsSuite suite, byte[] apiId) {
    if (apiId.length > 200) {
      throw new IllegalArgumentException("api_id is longer than 200 bytes");
    }
    this.curve = curve;
    this.suite = suite;
    this.apiId = apiId.clone();
    this.hashDst = new Octets().bytes(apiId).bytes(ascii("H2S_")).toByteArray();
    this.mapDst =
        new Octets().bytes(apiId).bytes(ascii("MAP_MSG_TO_SCALAR_AS_HASH_")).toByteArray();
    this.generators = BbsGenerators.ofMessages(curve, suite, apiId);
    this.p1 = BbsGenerators.base(curve, suite);
    this.minusG2 = curve.g2().negate();
  }

  /** The draft's own interface: octet messages through {@link #messagesToScalars}. */
  public static Bbs standard(Curve curve, BbsSuite suite) {
    return new Bbs(curve, suite, suite.standardApiId());
  }

  /** The curve this works on; keys, signatures and proofs are parsed with it. */
  public Curve curve() {
    return curve;
  }

  /** messages_to_scalars (§4.1.2): each message hashed under this api_id. */
  public List<Scalar> messagesToScalars(List<byte[]> messages) {
    return messages.stream().map(this::messageToScalar).toList();
  }

  /** One message hashed to a scalar under this api_id. */
  public Scalar messageToScalar(byte[] message) {
    return suite.hash().hashToScalar(message, mapDst);
  }

  /** P1, Q1, H_1 … H_count. */
  public List<G1Point> generators(int count) {
    List<G1Point> all = new ArrayList<>(count + 2);
    all.add(p1);
    all.addAll(generators.first(count + 1));
    return all;
  }

  /**
   * CoreSign (§3.6.1). The same inputs give the same signature.
   *
   * @param publicKey the key of {@code secretKey}; a signature under another is worthless
   * @throws IllegalArgumentException if there are more than {@link #MAX_MESSAGES} messages
   */
  public BbsSignature sign(
      BbsSecretKey secretKey, BbsPublicKey publicKey, byte[] header, List<Scalar> messages) {
    if (messages.size() > MAX_MESSAGES) {
      throw new IllegalArgumentException("more than " + MAX_MESSAGES + " messages");
    }
    Scalar domain = domain(publicKey, header, messages.size());
    Scalar secret = secretKey.scalar();
    Octets input = new Octets().scalar(secret);
    messages.forEach(input::scalar);
    byte[] octets = input.scalar(domain).toByteArray();
    Scalar e = suite.hash().hashToScalar(octets, hashDst);
    Arrays.fill(octets, (byte) 0);
    input.wipe();
    Scalar sum = secret.add(e);
    if (sum.isZero()) {
      throw new IllegalStateException("secret key and e cancel: as likely as guessing the key");
    }
    G1Point b = commitToSecretMessages(domain, messages);
    return new BbsSignature(curve.multiply(b, sum.invert()), e);
  }

  /**
   * CoreVerify (§3.6.2).
   *
   * @throws BbsRefusedException at step MESSAGE_COUNT or SIGNATURE_EQUATION
   */
  public void verify(
      BbsPublicKey publicKey, BbsSignature signature, byte[] header, List<Scalar> messages)
      throws BbsRefusedException {
    checkCount(messages.size());
    Scalar domain = domain(publicKey, header, messages.size());
    List<G1Point> points = new ArrayList<>(List.of(signature.a(), p1));
    points.addAll(generators.first(messages.size() + 1));
    List<Scalar> scalars = new ArrayList<>(List.of(signature.e().negate(), Scalar.ONE, domain));
    scalars.addAll(messages);
    // e(A, W + e·G2) = e(B, G2), with e moved to the side where multiplying is cheaper
    G1Point right = curve.msm(points, scalars);
    if (!curve.pairingsCancel(List.of(signature.a(), right), List.of(publicKey.point(), minusG2))) {
      throw new BbsRefusedException(
          BbsStep.SIGNATURE_EQUATION, "signature is not by this key on these messages and header");
    }
  }

  /**
   * ProofInit (§3.7.1): starts a proof that shows the messages at {@code shown}. The signature is
   * not verified here; a proof from a wrong one is refused by the verifier.
   *
   * @param shown indexes from 0, ascending
   * @throws BbsRefusedException at step MESSAGE_COUNT or INDEXES
   */
  public BbsProver startProof(
      BbsPublicKey publicKey,
      BbsSignature signature,
      byte[] header,
      List<Scalar> messages,
      List<Integer> shown,
      RandomScalars random)
      throws BbsRefusedException {
    return startProof(publicKey, signature, header, messages, shown, Map.of(), random);
  }

  /**
   * The same, with given blindings for some of the hidden messages: other proofs that answer the
   * same challenge with the same blinding and the same response speak of the same message.
   *
   * @param blindings fresh, uniform and secret scalars by message index; others are drawn
   * @throws IllegalArgumentException if a blinding is given for a message that is shown
   */
  public BbsProver startProof(
      BbsPublicKey publicKey,
      BbsSignature signature,
      byte[] header,
      List<Scalar> messages,
      List<Integer> shown,
      Map<Integer, Scalar> blindings,
      RandomScalars random)
      throws BbsRefusedException {
    checkCount(messages.size());
    List<Integer> hidden = Indexes.hidden(shown, messages.size());
    if (!hidden.containsAll(blindings.keySet())) {
      throw new IllegalArgumentException("a blinding is given for a message that is not hidden");
    }
    List<Scalar> draws = random.draw(FIXED_DRAWS + hidden.size());
    Scalar r1 = draws.get(0);
    Scalar r2 = draws.get(1);
    Scalar eTilde = draws.get(2);
    Scalar r1Tilde = draws.get(3);
    Scalar r3Tilde = draws.get(4);
    List<Scalar> tildes = new ArrayList<>(draws.subList(FIXED_DRAWS, draws.size()));
    blindings.forEach((index, blinding) -> tildes.set(hidden.indexOf(index), blinding));

    Scalar domain = domain(publicKey, header, messages.size());
    List<G1Point> all = generators.first(messages.size() + 1);
    List<G1Point> hiddenBases = pick(all, hidden);
    List<Scalar> hiddenMessages = hidden.stream().map(messages::get).toList();
    G1Point b =
        curve.add(
            shownPart(domain, shown, shown.stream().map(messages::get).toList(), all),
            curve.multiplySum(hiddenBases, hiddenMessages));
    G1Point d = curve.multiply(b, r2);
    G1Point aBar = curve.multiply(signature.a(), r1.multiply(r2));
    G1Point bBar = curve.multiplySum(List.of(d, aBar), List.of(r1, signature.e().negate()));
    G1Point t1 = curve.multiplySum(List.of(aBar, d), List.of(eTilde, r1Tilde));
    List<G1Point> bases = new ArrayList<>(hiddenBases);
    bases.add(d);
    List<Scalar> t2Scalars = new ArrayList<>(tildes);
    t2Scalars.add(r3Tilde);
    G1Point t2 = curve.multiplySum(bases, t2Scalars);
    return new BbsProver(
        this,
        new Commitment(aBar, bBar, d, t1, t2, domain),
        List.copyOf(shown),
        hidden,
        List.copyOf(messages),
        List.copyOf(tildes),
        new BbsProver.Secrets(signature.e(), r1, r2.invert(), eTilde, r1Tilde, r3Tilde));
  }

  /**
   * CoreProofVerify (§3.6.4): that the holder knows a signature by this key, under this header, on
   * as many messages as shown ones and responses together, of which the shown ones are these.
   *
   * @param shown indexes from 0, ascending
   * @param shownMessages the messages at those indexes
   * @throws BbsRefusedException at step MESSAGE_COUNT, INDEXES, CHALLENGE or PROOF_EQUATION
   */
  public void verifyProof(
      BbsPublicKey publicKey,
      BbsProof proof,
      byte[] header,
      byte[] presentationHeader,
      List<Integer> shown,
      List<Scalar> shownMessages)
      throws BbsRefusedException {
    int count = proof.messageCount(shown.size());
    checkCount(count);
    if (shown.size() != shownMessages.size()) {
      throw new BbsRefusedException(
          BbsStep.MESSAGE_COUNT, "shown indexes and shown messages differ in number");
    }
    List<Integer> hidden = Indexes.hidden(shown, count);
    Scalar domain = domain(publicKey, header, count);
    List<G1Point> all = generators.first(count + 1);
    Scalar c = proof.challenge();
    G1Point t1 =
        curve.msm(
            List.of(proof.bBar(), proof.aBar(), proof.d()),
            List.of(c, proof.eHat(), proof.r1Hat()));
    List<G1Point> bases = pick(all, hidden);
    bases.add(proof.d());
    bases.add(shownPart(domain, shown, shownMessages, all));
    List<Scalar> responses = new ArrayList<>(proof.messageHats());
    responses.add(proof.r3Hat());
    responses.add(c);
    G1Point t2 = curve.msm(bases, responses);
    Commitment rebuilt = new Commitment(proof.aBar(), proof.bBar(), proof.d(), t1, t2, domain);
    if (!challenge(rebuilt, shown, shownMessages, presentationHeader).equals(c)) {
      throw new BbsRefusedException(
          BbsStep.CHALLENGE,
          "proof is not about this key, header, presentation header and these shown messages");
    }
    if (!curve.pairingsCancel(
        List.of(proof.aBar(), proof.bBar()), List.of(publicKey.point(), minusG2))) {
      throw new BbsRefusedException(
          BbsStep.PROOF_EQUATION, "proof is not of a signature by this key");
    }
  }

  /**
   * What CoreProofVerify requires, but for the challenge: gathered as equations, so that many
   * proofs can be checked at once. Needs the first messages T1 and T2, which the draft's proof
   * leaves to be rebuilt.
   *
   * @param step the name of the check that fails if an equation does not hold
   * @return what the challenge must have been computed from, see {@link #challenge}
   * @throws BbsRefusedException at step MESSAGE_COUNT or INDEXES
   */
  public Commitment gatherProof(
      Equations equations,
      String step,
      BbsPublicKey publicKey,
      BbsProof proof,
      FirstMessages first,
      byte[] header,
      List<Integer> shown,
      List<Scalar> shownMessages)
      throws BbsRefusedException {
    int count = proof.messageCount(shown.size());
    checkCount(count);
    if (shown.size() != shownMessages.size()) {
      throw new BbsRefusedException(
          BbsStep.MESSAGE_COUNT, "shown indexes and shown messages differ in number");
    }
    List<Integer> hidden = Indexes.hidden(shown, count);
    Scalar domain = domain(publicKey, header, count);
    List<G1Point> all = generators.first(count + 1);
    Scalar c = proof.challenge();
    equations
        .linear(step, "the proof's randomized signature does not answer the challenge")
        .plus(c, proof.bBar())
        .plus(proof.eHat(), proof.aBar())
        .plus(proof.r1Hat(), proof.d())
        .minus(Scalar.ONE, first.t1());
    LinearEquation messages =
        equations
            .linear(step, "the proof's messages do not answer the challenge")
            .plus(c, p1)
            .plus(c.multiply(domain), all.get(0))
            .plus(proof.r3Hat(), proof.d())
            .minus(Scalar.ONE, first.t2());
    for (int i = 0; i < shown.size(); i++) {
      messages.plus(c.multiply(shownMessages.get(i)), all.get(shown.get(i) + 1));
    }
    for (int i = 0; i < hidden.size(); i++) {
      messages.plus(proof.messageHats().get(i), all.get(hidden.get(i) + 1));
    }
    equations.pairing(
        step,
        "the proof is not of a signature by this key",
        proof.aBar(),
        publicKey.point(),
        proof.bBar(),
        curve.g2());
    return new Commitment(proof.aBar(), proof.bBar(), proof.d(), first.t1(), first.t2(), domain);
  }

  /**
   * T1 and T2 of a proof (§3.7.1), for verifying without rebuilding them.
   *
   * @param t1 the commitment to the blindings of e and r1
   * @param t2 the commitment to the blindings of r3 and of the hidden messages
   */
  public record FirstMessages(G1Point t1, G1Point t2) {}

  /** ProofChallengeCalculate (§3.7.4). */
  public Scalar challenge(
      Commitment commitment,
      List<Integer> shown,
      List<Scalar> shownMessages,
      byte[] presentationHeader) {
    Octets octets = new Octets().integer(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      octets.integer(shown.get(i)).scalar(shownMessages.get(i));
    }
    octets.point(commitment.aBar()).point(commitment.bBar()).point(commitment.d());
    octets.point(commitment.t1()).point(commitment.t2()).scalar(commitment.domain());
    return suite.hash().hashToScalar(octets.counted(presentationHeader).toByteArray(), hashDst);
  }

  /** calculate_domain (§4.2.3). */
  Scalar domain(BbsPublicKey publicKey, byte[] header, int count) {
    Octets octets = new Octets().bytes(publicKey.encoded()).integer(count);
    octets.bytes(generators.encoded(count + 1), 0, (count + 1) * G1Point.BYTES);
    return suite.hash().hashToScalar(octets.bytes(apiId).counted(header).toByteArray(), hashDst);
  }

  /** hash_to_scalar under this api_id. */
  Scalar hashToScalar(byte[] octets) {
    return suite.hash().hashToScalar(octets, hashDst);
  }

  /** B = P1 + domain·Q1 + Σ messages·H, in constant time. */
  private G1Point commitToSecretMessages(Scalar domain, List<Scalar> messages) {
    List<Scalar> scalars = new ArrayList<>(List.of(domain));
    scalars.addAll(messages);
    return curve.add(p1, curve.multiplySum(generators.first(scalars.size()), scalars));
  }

  /** The public part of B: P1 + domain·Q1 + Σ shown messages·H. */
  private G1Point shownPart(
      Scalar domain, List<Integer> shown, List<Scalar> shownMessages, List<G1Point> all) {
    List<G1Point> points = pick(all, shown);
    points.add(p1);
    points.add(all.get(0));
    List<Scalar> scalars = new ArrayList<>(shownMessages);
    scalars.add(Scalar.ONE);
    scalars.add(domain);
    return curve.msm(points, scalars);
  }

  private static void checkCount(int count) throws BbsRefusedException {
    if (count > MAX_MESSAGES) {
      throw new BbsRefusedException(
          BbsStep.MESSAGE_COUNT, "more than " + MAX_MESSAGES + " messages");
    }
  }

  private static List<G1Point> pick(List<G1Point> q1AndMessageGenerators, List<Integer> indexes) {
    List<G1Point> picked = new ArrayList<>(indexes.size() + 2);
    for (int index : indexes) {
      picked.add(q1AndMessageGenerators.get(index + 1));
    }
    return picked;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
