package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.StrictText;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A {@link SplitView} as a file that a third party checks offline with nothing but the log's key:
 * text, version {@code vitrine/1/fork} (docs/protocol.md, "Fork evidence"). Parsed strictly, one
 * spelling for each; parsing is not believing: {@link #verify} is. Immutable.
 *
 * @param view the two checkpoints and the proof between them
 */
public record ForkEvidence(SplitView view) {
  /** The longest file in bytes that is read. */
  public static final int MAX_BYTES = 600 * 1024;

  private static final String HEADER = "vitrine/1/fork";
  private static final String ROOT = "root ";
  private static final String PROOF = "proof ";
  private static final String CHECKPOINT = "checkpoint ";
  private static final int MAX_PATH = 64;

  /**
   * Compares two checkpoints of one log, as {@link SplitView#between} does.
   *
   * @param tiles of the larger tree
   * @return evidence if they contradict each other
   * @throws RefusedException if nothing can be told
   */
  public static Optional<ForkEvidence> between(
      SignedCheckpoint one, SignedCheckpoint other, LogReader tiles) throws RefusedException {
    return SplitView.between(one, other, tiles).map(ForkEvidence::new);
  }

  /**
   * What two checkpoints show without any tiles: two roots for one size.
   *
   * @return evidence if origin and size are the same and the roots are not
   */
  public static Optional<ForkEvidence> ofOneSize(SignedCheckpoint one, SignedCheckpoint other) {
    long size = one.checkpoint().size();
    byte[] root = other.checkpoint().root();
    boolean fork =
        one.checkpoint().origin().equals(other.checkpoint().origin())
            && size == other.checkpoint().size()
            && size > 0
            && !Arrays.equals(one.checkpoint().root(), root);
    ConsistencyProof none = new ConsistencyProof(size, size, List.of());
    return fork
        ? Optional.of(new ForkEvidence(new SplitView(one, other, root, none)))
        : Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @throws MalformedNoteException if it is not in the one allowed form
   */
  public static ForkEvidence parse(byte[] bytes) {
    String text = StrictText.utf8(bytes, MAX_BYTES, "the evidence");
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("the evidence must end in a newline");
    }
    List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < 4 || !lines.get(0).equals(HEADER) || !lines.get(1).startsWith(ROOT)) {
      throw new MalformedNoteException("evidence must start with " + HEADER + " and a root");
    }
    byte[] root =
        StrictText.base64(lines.get(1).substring(ROOT.length()), MerkleHash.LENGTH, "the root");
    int at = 2;
    List<byte[]> path = new ArrayList<>();
    for (; at < lines.size() && lines.get(at).startsWith(PROOF); at++) {
      if (path.size() == MAX_PATH) {
        throw new MalformedNoteException("a proof of more than " + MAX_PATH + " hashes");
      }
      path.add(
          StrictText.base64(
              lines.get(at).substring(PROOF.length()),
              MerkleHash.LENGTH,
              "hash " + path.size() + " of the proof"));
    }
    int count = count(lines, at);
    SignedCheckpoint smaller = checkpoint(lines, at + 1, count);
    at += 1 + count;
    count = count(lines, at);
    SignedCheckpoint larger = checkpoint(lines, at + 1, count);
    if (at + 1 + count != lines.size()) {
      throw new MalformedNoteException("lines after the second checkpoint");
    }
    return new ForkEvidence(
        new SplitView(
            smaller,
            larger,
            root,
            new ConsistencyProof(smaller.checkpoint().size(), larger.checkpoint().size(), path)));
  }

  /**
   * Checks the evidence: the log signed both, and they contradict each other. No quorum is asked
   * for: the log's own signature convicts it.
   *
   * @param policy knows the log
   * @return the steps taken, the last of which is {@value SplitView#SPLIT_VIEW}
   * @throws RefusedException if it shows nothing, or the log is not known
   */
  public List<Step> verify(LogPolicy policy) throws RefusedException {
    return view.verify(policy);
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The file's text. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    out.append(ROOT).append(StrictText.base64(view.otherRoot())).append('\n');
    view.proof()
        .path()
        .forEach(hash -> out.append(PROOF).append(StrictText.base64(hash)).append('\n'));
    append(out, view.smaller());
    append(out, view.larger());
    return out.toString();
  }

  private static void append(StringBuilder out, SignedCheckpoint signed) {
    String note = signed.note().toString();
    out.append(CHECKPOINT).append(note.chars().filter(c -> c == '\n').count()).append('\n');
    out.append(note);
  }

  private static int count(List<String> lines, int at) {
    if (at >= lines.size() || !lines.get(at).startsWith(CHECKPOINT)) {
      throw new MalformedNoteException("line " + (at + 1) + " must count a checkpoint's lines");
    }
    String digits = lines.get(at).substring(CHECKPOINT.length());
    long count = StrictText.decimal(digits, "the count of line " + (at + 1));
    if (count > lines.size() - at - 1) {
      throw new MalformedNoteException("a checkpoint has fewer lines than said");
    }
    return (int) count;
  }

  private static SignedCheckpoint checkpoint(List<String> lines, int from, int count) {
    String note = String.join("\n", lines.subList(from, from + count)) + "\n";
    return SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8));
  }
}
