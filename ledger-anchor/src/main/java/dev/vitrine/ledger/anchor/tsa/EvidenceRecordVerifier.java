package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Verifies evidence records offline (RFC 4998 sections 4.3 and 5.3).
 *
 * <p>Guarantees that the data existed at the time of the first time-stamp, as sure as the last one
 * is: each was still good when the next was made, which covers it, and where the hash function
 * changed also the data.
 *
 * <p>Steps, for each time-stamp in order: {@value #TREE}, those of {@link TimeStampVerifier}, and
 * from the second on {@value #RENEWAL}.
 */
public final class EvidenceRecordVerifier {
  /** The step: the reduced hash tree has what the time-stamp must cover. */
  public static final String TREE = "ers-tree";

  /** The step: the time-stamp before was still good at this one's time. */
  public static final String RENEWAL = "ers-renewal";

  private final TimeStampVerifier stamps;

  /** Under this trust, for all its time-stamps. */
  public EvidenceRecordVerifier(TimeStampTrust trust) {
    this.stamps = new TimeStampVerifier(trust);
  }

  /**
   * Verifies a record of some data.
   *
   * @param passed is told each step as it passes
   * @return what each time-stamp shows, oldest first
   * @throws RefusedException at the step that fails
   */
  public List<VerifiedTime> verify(EvidenceRecord record, byte[] data, Consumer<Step> passed)
      throws RefusedException {
    return verify(record, chain -> record.chainLeaf(record.hash(chain), data, chain), passed);
  }

  /** Verifies a record, whatever the first time-stamp of each chain must cover. */
  List<VerifiedTime> verify(
      EvidenceRecord record, IntFunction<byte[]> chainLeaf, Consumer<Step> passed)
      throws RefusedException {
    List<VerifiedTime> times = new ArrayList<>();
    for (int at = 0; at < record.chains().size(); at++) {
      List<ArchivedStamp> chain = record.chains().get(at);
      byte[] leaf = chainLeaf.apply(at);
      for (ArchivedStamp archived : chain) {
        passed.accept(tree(archived, leaf, times.size() + 1));
        VerifiedTime time =
            stamps.verify(archived.stamp(), archived.hash(), archived.root(leaf), passed);
        if (!times.isEmpty()) {
          passed.accept(renewal(times.get(times.size() - 1), time));
        }
        times.add(time);
        leaf = archived.hash().of(archived.spelled());
      }
    }
    return times;
  }

  /** The same record with each of its time-stamps bare of what is neither signed nor needed. */
  EvidenceRecord bare(EvidenceRecord record, List<VerifiedTime> times) throws RefusedException {
    List<TimeStamp> bare = new ArrayList<>();
    for (List<ArchivedStamp> chain : record.chains()) {
      for (ArchivedStamp archived : chain) {
        bare.add(stamps.bare(archived.stamp(), times.get(bare.size())));
      }
    }
    return record.with(bare);
  }

  private static Step tree(ArchivedStamp archived, byte[] leaf, int number)
      throws RefusedException {
    if (!archived.covers(leaf)) {
      throw RefusedException.invalid(TREE, "time-stamp " + number + " does not cover what it must");
    }
    return new Step(TREE, "time-stamp " + number + ", tree of " + archived.tree().size());
  }

  private Step renewal(VerifiedTime before, VerifiedTime next) throws RefusedException {
    if (next.time().isBefore(before.time())) {
      throw RefusedException.invalid(
          RENEWAL, next.time() + " is before " + before.time() + ", which it renews");
    }
    try {
      stamps.holdsAt(before.path(), next.time());
    } catch (RefusedException e) {
      throw RefusedException.invalid(RENEWAL, "renewed too late: " + e.reason());
    }
    return new Step(RENEWAL, "in time, at " + next.time());
  }
}
