package dev.vitrine.ledger.anchor.tsa;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged evidence: refused, never accepted, and by no other exception than a refusal. */
class TimeStampFuzz {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimeStampHash HASH = TimeStampHash.SHA256;
  private static final int ROUNDS = 1_500;

  private final Random random = new Random(11);
  private final TestTsa tsa = new TestTsa("fuzzed", START);
  private final TimeStampEvidence verifier = new TimeStampEvidence(tsa.trust());
  private final Checkpoint checkpoint = new Checkpoint(Samples.ORIGIN, 5, MerkleHash.empty());

  @Test
  void replies() throws Exception {
    fuzz(TimeStampReply.MEDIA_TYPE, new TimeStampReply(first()).bytes());
  }

  @Test
  void records() throws Exception {
    EvidenceRecord record = EvidenceRecord.first(HASH, first());
    byte[] leaf = record.renewalLeaf(HASH, TimeStampEvidence.text(checkpoint));
    HashTree tree = new HashTree(HASH, List.of(HASH.of(new byte[1]), leaf, HASH.of(new byte[2])));
    TimeStamp stamp = bare(tsa.stamp(HASH, tree.root()));
    fuzz(
        EvidenceRecord.MEDIA_TYPE,
        record.renewed(ArchivedStamp.of(HASH, tree.reduced(1), stamp)).bytes());
  }

  private void fuzz(String mediaType, byte[] good) throws Exception {
    verifier.verify(new AnchorEvidence(mediaType, good), checkpoint, step -> {});
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(good);
      if (damaged.length == 0 || Arrays.equals(damaged, good)) {
        continue;
      }
      try {
        verifier.verify(new AnchorEvidence(mediaType, damaged), checkpoint, step -> {});
        throw new AssertionError("accepted: round " + round);
      } catch (RefusedException e) {
        refused++;
        assertTrue(e.reason().length() < 500);
      }
    }
    assertTrue(refused > ROUNDS / 2);
  }

  private byte[] damage(byte[] good) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      default -> {
        int from = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
        System.arraycopy(good, from, bytes, at, length);
      }
    }
    return bytes;
  }

  private TimeStamp first() throws Exception {
    return bare(tsa.stamp(HASH, HASH.of(TimeStampEvidence.text(checkpoint))));
  }

  private static TimeStamp bare(TimeStamp stamp) throws RefusedException {
    return stamp.with(stamp.embedded().toList());
  }
}
