package dev.vitrine.proofs.bench;

import dev.vitrine.proofs.internal.curve.BareOperations;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Prover;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Verifying 100 whole private presentations of one issuer from their files, each of 16 messages of
 * which 6 are shown: one by one, and all at once. The limits are the curve operations that each way
 * can't do without, done barely; what is above them is reading, hashing and scalars.
 */
public final class PresentationBench {
  private static final int COUNT = 100;
  private static final int SLOTS = 11;
  private static final int SHOWN = 4;
  private static final String LOG = "log.example/1";

  private final SecureRandom random = new SecureRandom();
  private final Policy policy = Policy.at(Instant.EPOCH);
  private final Verifier verifier;
  private final List<byte[]> files = new ArrayList<>();

  private PresentationBench() {
    byte[] material = new byte[IssuerKey.MIN_MATERIAL];
    random.nextBytes(material);
    IssuerKey issuer = IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, material);
    this.verifier =
        new Verifier(
            new Trust(
                List.of(),
                List.of(issuer.trusted(LOG)),
                (entry, proof, passed) -> {
                  throw RefusedException.cannotTell("checkpoint", "there is no log here");
                }),
            random);
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      slots.add(Slot.text("slot" + i, "/" + i));
    }
    Schema schema = Schema.of("bench", slots);
    TypedRecord.Builder record = TypedRecord.of(schema, new byte[0], "text/plain");
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    for (int i = 0; i < SLOTS; i++) {
      record.text("slot" + i, "value" + i);
      if (i < SHOWN) {
        shown.put(i, Optional.of(("value" + i).getBytes(StandardCharsets.UTF_8)));
      }
    }
    RecordCommitment commitment =
        RecordCommitment.of(record.build(), material, other -> new byte[32]);
    Statement statement =
        new Statement(
            Mode.PRIVATE,
            List.of(RecordClaim.showing(schema, shown)),
            List.of(),
            "bench",
            new byte[Statement.MIN_NONCE],
            "",
            "",
            0,
            0,
            Statement.Anchor.originOnly(LOG));
    Prover prover = new Prover(GatewayKey.random(random), issuer, LOG, random);
    for (int i = 0; i < COUNT; i++) {
      files.add(prover.unlinkable(statement, List.of(commitment)).encode());
    }
  }

  /**
   * Runs all of it on the calling thread.
   *
   * @param perOperation about how long to spend on each of the six timings
   * @throws IllegalStateException if there is no native backend here
   */
  public static List<BenchResult> run(Duration perOperation) {
    return new PresentationBench().measure(new Stopwatch(perOperation));
  }

  private List<BenchResult> measure(Stopwatch stopwatch) {
    BareOperations bare = new BareOperations();
    // Abar, Bbar, D, T1, T2 of each; P1, Q1 and the generators of all messages
    int own = 5;
    int shared = SLOTS + 2 + 3 + 2;
    double[] micros =
        stopwatch.micros(
            List.of(
                () -> require(List.of(verifier.verify(files.get(0), policy))),
                () -> require(verifier.verifyAll(files, policy)),
                bare.decodeG1(),
                bare.pairings(2),
                bare.msm(own + shared),
                bare.msm(own * COUNT + shared)));
    double each = micros[1] / COUNT;
    return List.of(
        new BenchResult(
            "verify a private presentation, one by one",
            micros[0],
            "µs",
            "5 decodings, MSM of " + (own + shared) + ", pairing product of 2",
            own * micros[2] + micros[3] + micros[4]),
        new BenchResult(
            "the same, 100 at once, each",
            each,
            "µs",
            "5 decodings, 1/100 of an MSM of " + (own * COUNT + shared) + " and of 2 pairings",
            own * micros[2] + (micros[3] + micros[5]) / COUNT));
  }

  private static void require(List<Verdict> verdicts) {
    if (!verdicts.stream().allMatch(verdict -> verdict.outcome() == Outcome.VALID)) {
      throw new IllegalStateException("the benchmark's own presentation was refused");
    }
  }
}
