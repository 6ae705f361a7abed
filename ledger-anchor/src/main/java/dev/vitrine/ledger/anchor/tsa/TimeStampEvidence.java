package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Verifies offline what a time-stamping authority gave for a checkpoint: its reply, or the evidence
 * record that has renewed it since. Needs no authority, only its pinned roots.
 *
 * <p>Evidence may hold nothing but what is signed, and the certificates that lead to a pinned root;
 * anything else, which nobody would vouch for, is refused at {@code tsa-format} or {@code
 * ers-format}.
 */
public final class TimeStampEvidence {
  private final TimeStampVerifier stamps;
  private final EvidenceRecordVerifier records;

  /** Under this trust. */
  public TimeStampEvidence(TimeStampTrust trust) {
    this.stamps = new TimeStampVerifier(trust);
    this.records = new EvidenceRecordVerifier(trust);
  }

  /**
   * Verifies evidence.
   *
   * @param passed is told each step as it passes
   * @return what its time-stamps show, oldest first: the first says since when the checkpoint
   *     exists, the last when the evidence {@linkplain VerifiedTime#expires must be renewed}
   * @throws RefusedException at the step that fails
   */
  public List<VerifiedTime> verify(
      AnchorEvidence evidence, Checkpoint checkpoint, Consumer<Step> passed)
      throws RefusedException {
    byte[] text = text(checkpoint);
    return switch (evidence.mediaType()) {
      case TimeStampReply.MEDIA_TYPE -> List.of(reply(evidence.bytes(), text, passed));
      case EvidenceRecord.MEDIA_TYPE -> record(evidence.bytes(), text, passed);
      default ->
          throw RefusedException.cannotTell(
              TimeStamp.FORMAT, "neither a time-stamp reply nor an evidence record");
    };
  }

  /** Evidence as a record, whichever of the two forms it has; its form only is checked. */
  static EvidenceRecord asRecord(AnchorEvidence evidence) throws RefusedException {
    if (evidence.mediaType().equals(EvidenceRecord.MEDIA_TYPE)) {
      return EvidenceRecord.parse(evidence.bytes());
    }
    TimeStamp stamp = TimeStampReply.parse(evidence.bytes()).stamp();
    return EvidenceRecord.first(hash(stamp), stamp);
  }

  /** What is stamped of a checkpoint: its text. */
  static byte[] text(Checkpoint checkpoint) {
    return checkpoint.text().getBytes(StandardCharsets.UTF_8);
  }

  private VerifiedTime reply(byte[] bytes, byte[] text, Consumer<Step> passed)
      throws RefusedException {
    TimeStamp stamp = TimeStampReply.parse(bytes).stamp();
    passed.accept(new Step(TimeStampReply.STATUS, "granted"));
    TimeStampHash hash = hash(stamp);
    VerifiedTime time = stamps.verify(stamp, hash, hash.of(text), passed);
    bare(TimeStamp.FORMAT, bytes, new TimeStampReply(stamps.bare(stamp, time)).bytes());
    passed.accept(new Step(TimeStamp.FORMAT, "a reply of RFC 3161, and nothing beside it"));
    return time;
  }

  private List<VerifiedTime> record(byte[] bytes, byte[] text, Consumer<Step> passed)
      throws RefusedException {
    EvidenceRecord record = EvidenceRecord.parse(bytes);
    List<VerifiedTime> times = new ArrayList<>(records.verify(record, text, passed));
    bare(EvidenceRecord.FORMAT, bytes, records.bare(record, times).bytes());
    passed.accept(new Step(EvidenceRecord.FORMAT, "a record of RFC 4998: " + record));
    return times;
  }

  private static void bare(String step, byte[] bytes, byte[] bare) throws RefusedException {
    if (!Arrays.equals(bytes, bare)) {
      throw RefusedException.invalid(step, "carries something that is neither signed nor needed");
    }
  }

  private static TimeStampHash hash(TimeStamp stamp) throws RefusedException {
    return stamp
        .hash()
        .orElseThrow(
            () -> RefusedException.invalid(TimeStampVerifier.IMPRINT, "a hash not accepted"));
  }
}
