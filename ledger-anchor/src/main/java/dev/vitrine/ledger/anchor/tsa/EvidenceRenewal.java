package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Renews the evidence of time-stampers before the certificate behind it expires or its hash
 * function weakens (RFC 4998 section 5). However many are due, they cost one time-stamp: it stamps
 * the root of a hash tree over them all.
 *
 * <p>Stores nothing and schedules nothing. The caller gives what it has stored, and stores what
 * comes back in its place; a crash between the two leaves the old evidence, which is still good.
 */
public final class EvidenceRenewal {
  private final TimeStampClient client;
  private final TimeStampHash hash;
  private final TimeStampEvidence verifier;

  /**
   * A renewal.
   *
   * @param client the authority that stamps now; need not be the one whose stamps are renewed
   * @param hash the hash function from now on; where it differs from the evidence's, the hash tree
   *     is renewed (a new chain), else the time-stamp (the same chain)
   * @param trust how evidence is verified, before and after: it must trust all authorities involved
   */
  public EvidenceRenewal(TimeStampClient client, TimeStampHash hash, TimeStampTrust trust) {
    this.client = client;
    this.hash = hash;
    this.verifier = new TimeStampEvidence(trust);
  }

  /**
   * Evidence and what it is of.
   *
   * @param evidence a time-stamp reply or evidence record
   * @param checkpoint the one that was anchored
   */
  public record Aged(AnchorEvidence evidence, Checkpoint checkpoint) {}

  /**
   * What came of it.
   *
   * @param of what was due
   * @param evidence the new evidence, verified
   * @param last what its newest time-stamp shows
   */
  public record Renewed(Aged of, AnchorEvidence evidence, VerifiedTime last) {}

  /**
   * What can't be renewed, for somebody to look at.
   *
   * @param of what was due, or does not verify at all
   * @param refusal at which step, and why
   */
  public record Failed(Aged of, RefusedException refusal) {}

  /**
   * What a run did; what was not due is in neither list.
   *
   * @param renewed to be stored in place of the old
   * @param failed to be looked at; the others are renewed all the same
   */
  public record Result(List<Renewed> renewed, List<Failed> failed) {}

  /**
   * Renews what is due.
   *
   * @param stored all evidence there is, or a part of it; all of it is in memory at once
   * @param bound what expires before this is due
   * @param weak what has its last time-stamp by one of these hash functions is due too
   * @throws AnchorException UNAVAILABLE or REJECTED, as {@link TimeStampClient#stamp}; nothing is
   *     renewed then
   */
  public Result renew(List<Aged> stored, Instant bound, Set<TimeStampHash> weak) {
    List<Failed> failed = new ArrayList<>();
    List<Aged> due = new ArrayList<>();
    List<EvidenceRecord> records = new ArrayList<>();
    List<byte[]> leaves = new ArrayList<>();
    for (Aged aged : stored) {
      try {
        VerifiedTime last = verify(aged.evidence(), aged);
        EvidenceRecord record = TimeStampEvidence.asRecord(aged.evidence());
        boolean expires = last.expires().isBefore(bound);
        if (expires || weak.contains(record.hash())) {
          due.add(aged);
          records.add(record);
          leaves.add(record.renewalLeaf(hash, TimeStampEvidence.text(aged.checkpoint())));
        }
      } catch (RefusedException e) {
        failed.add(new Failed(aged, e));
      }
    }
    List<Renewed> renewed = new ArrayList<>();
    if (!due.isEmpty()) {
      HashTree tree = new HashTree(hash, leaves);
      TimeStamp stamp = client.stamp(hash, tree.root());
      for (int at = 0; at < due.size(); at++) {
        Aged aged = due.get(at);
        try {
          ArchivedStamp next = ArchivedStamp.of(hash, tree.reduced(at), stamp);
          renewed.add(checked(records.get(at).renewed(next), aged));
        } catch (RefusedException e) {
          failed.add(new Failed(aged, e));
        }
      }
    }
    return new Result(List.copyOf(renewed), List.copyOf(failed));
  }

  private Renewed checked(EvidenceRecord record, Aged aged) throws RefusedException {
    byte[] bytes = record.bytes();
    if (bytes.length > EvidenceRecord.MAX_BYTES || record.size() > EvidenceRecord.MAX_STAMPS) {
      throw RefusedException.invalid(EvidenceRecord.FORMAT, "too long to be renewed: " + record);
    }
    AnchorEvidence evidence = new AnchorEvidence(EvidenceRecord.MEDIA_TYPE, bytes);
    return new Renewed(aged, evidence, verify(evidence, aged));
  }

  /** What the newest time-stamp shows. */
  private VerifiedTime verify(AnchorEvidence evidence, Aged aged) throws RefusedException {
    List<VerifiedTime> times = verifier.verify(evidence, aged.checkpoint(), step -> {});
    return times.get(times.size() - 1);
  }
}
