package dev.vitrine.proofs.internal.sigma;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Equation;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Term;
import dev.vitrine.proofs.internal.transcript.DuplexSponge;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The draft's own proofs, alone and not part of a presentation, over our prover and verifier: suite
 * sigma-proofs_Shake128_BLS12381 of draft-irtf-cfrg-sigma-protocols-03 §5.
 */
final class DraftNarg {
  /** Where a proof is refused. */
  enum Stage {
    LENGTH,
    POINT,
    SCALAR,
    INSTANCE,
    IDENTITY,
    EQUATION,
    CHALLENGE
  }

  /** A proof that is refused. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Stage stage;

    Refused(Stage stage, String reason) {
      super(stage + ": " + reason);
      this.stage = stage;
    }

    Stage stage() {
      return stage;
    }
  }

  private final Curve curve;
  private final byte[] tag;
  private final byte[] instance;
  private final LinearRelation relation;

  DraftNarg(Curve curve, String tag, byte[] instance) throws Refused {
    this.curve = curve;
    this.tag = tag.getBytes(StandardCharsets.US_ASCII);
    this.instance = instance.clone();
    this.relation = DraftInstance.parse(curve, instance);
  }

  byte[] proveBatchable(List<Scalar> witness, SecureRandom random) {
    SigmaProver prover = SigmaProver.start(curve, relation, witness, random);
    ByteArrayOutputStream narg = new ByteArrayOutputStream();
    prover.commitments().forEach(point -> narg.writeBytes(point.toBytes()));
    Scalar challenge = challenge(prover.commitments());
    prover.respond(challenge).forEach(scalar -> narg.writeBytes(scalar.toBytes()));
    return narg.toByteArray();
  }

  byte[] proveCompact(List<Scalar> witness, SecureRandom random) {
    SigmaProver prover = SigmaProver.start(curve, relation, witness, random);
    ByteArrayOutputStream narg = new ByteArrayOutputStream();
    Scalar challenge = challenge(prover.commitments());
    narg.writeBytes(challenge.toBytes());
    prover.respond(challenge).forEach(scalar -> narg.writeBytes(scalar.toBytes()));
    return narg.toByteArray();
  }

  void verifyBatchable(byte[] narg) throws Refused {
    int equations = relation.equations().size();
    checkLength(narg, equations * G1Point.BYTES + relation.secrets() * Scalar.BYTES);
    List<G1Point> commitments = new ArrayList<>();
    for (int i = 0; i < equations; i++) {
      commitments.add(point(curve, narg, i * G1Point.BYTES));
    }
    List<Scalar> responses = scalars(narg, equations * G1Point.BYTES);
    Equations gathered = new Equations();
    try {
      SigmaVerifier.gather(gathered, relation, commitments, challenge(commitments), responses);
    } catch (RefusedException e) {
      throw new Refused(
          e.reason().contains("commitment is the identity") ? Stage.IDENTITY : Stage.INSTANCE,
          e.toString());
    }
    Optional<Failure> failure = gathered.check(curve, new SecureRandom());
    if (failure.isPresent()) {
      throw new Refused(Stage.EQUATION, failure.get().step());
    }
  }

  /** The compact form sends no commitments: they are rebuilt from the challenge. */
  void verifyCompact(byte[] narg) throws Refused {
    if (relation.fault().isPresent()) {
      throw new Refused(Stage.INSTANCE, relation.fault().get());
    }
    checkLength(narg, (1 + relation.secrets()) * Scalar.BYTES);
    Scalar challenge = scalar(narg, 0);
    List<Scalar> responses = scalars(narg, Scalar.BYTES);
    List<G1Point> commitments = new ArrayList<>();
    for (Equation equation : relation.equations()) {
      List<G1Point> points = new ArrayList<>(List.of(equation.image()));
      List<Scalar> factors = new ArrayList<>(List.of(challenge.negate()));
      for (Term term : equation.terms()) {
        points.add(term.base());
        factors.add(responses.get(term.secret()));
      }
      G1Point commitment = curve.msm(points, factors);
      if (commitment.isIdentity()) {
        throw new Refused(Stage.IDENTITY, "a rebuilt commitment is the identity");
      }
      commitments.add(commitment);
    }
    if (!challenge(commitments).equals(challenge)) {
      throw new Refused(Stage.CHALLENGE, "not the hash of the rebuilt commitments");
    }
  }

  Scalar challenge(List<G1Point> commitments) {
    DuplexSponge sponge = new DuplexSponge(Transcript.sessionId(tag));
    sponge.absorb(instance);
    commitments.forEach(point -> sponge.absorb(point.toBytes()));
    return Transcript.challenge(sponge);
  }

  private List<Scalar> scalars(byte[] narg, int from) throws Refused {
    List<Scalar> all = new ArrayList<>();
    for (int at = from; at < narg.length; at += Scalar.BYTES) {
      all.add(scalar(narg, at));
    }
    return all;
  }

  private static void checkLength(byte[] narg, int expected) throws Refused {
    if (narg.length != expected) {
      throw new Refused(Stage.LENGTH, "a proof of this instance has " + expected + " bytes");
    }
  }

  static G1Point point(Curve curve, byte[] in, int at) throws Refused {
    try {
      return curve.parseG1NotIdentity(Arrays.copyOfRange(in, at, at + G1Point.BYTES));
    } catch (CurveException e) {
      throw new Refused(Stage.POINT, e.toString());
    }
  }

  static Scalar scalar(byte[] in, int at) throws Refused {
    try {
      return Scalar.parse(Arrays.copyOfRange(in, at, at + Scalar.BYTES));
    } catch (CurveException e) {
      throw new Refused(Stage.SCALAR, e.toString());
    }
  }
}
