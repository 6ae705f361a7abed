package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest ledger there is: signs digests with a key. Each {@link #advance} makes the pending
 * included and the included final. It does what a test tells it to: goes down, refuses, forgets,
 * takes back.
 */
final class Notary implements Anchor {
  private final NoteSigner key =
      NoteSigner.generate("notary.example", SignatureType.ED25519, new SecureRandom());
  private final Map<AnchorId, AnchorStatus> submissions = new LinkedHashMap<>();
  private final Map<String, AnchorId> current = new HashMap<>();
  private Optional<AnchorException.Kind> trouble = Optional.empty();
  private boolean forging;

  /** Goes on by one step. */
  void advance() {
    submissions.replaceAll(
        (id, status) ->
            switch (status) {
              case PENDING -> AnchorStatus.INCLUDED;
              case INCLUDED, FINAL -> AnchorStatus.FINAL;
              case REORGED -> AnchorStatus.REORGED;
            });
  }

  /** Takes back what is included and not final. */
  void takeBack() {
    submissions.replaceAll(
        (id, status) -> status == AnchorStatus.INCLUDED ? AnchorStatus.REORGED : status);
  }

  /** Loses all it was given. */
  void forget() {
    submissions.clear();
    current.clear();
  }

  /** Answers no call from now on but with this. */
  void fail(AnchorException.Kind kind) {
    trouble = Optional.of(kind);
  }

  /** Answers again. */
  void recover() {
    trouble = Optional.empty();
  }

  /** Gives evidence of other checkpoints. */
  void forge() {
    forging = true;
  }

  /** How many submissions there were that it did not take back. */
  long standing() {
    return submissions.values().stream().filter(s -> s != AnchorStatus.REORGED).count();
  }

  @Override
  public String name() {
    return key.name();
  }

  @Override
  public AnchorId submit(SignedCheckpoint checkpoint) {
    check();
    String digest = digest(checkpoint.checkpoint());
    AnchorId known = current.get(digest);
    if (known != null && submissions.get(known) != AnchorStatus.REORGED) {
      return known;
    }
    AnchorId id = new AnchorId(digest + ":" + submissions.size());
    submissions.put(id, AnchorStatus.PENDING);
    current.put(digest, id);
    return id;
  }

  @Override
  public AnchorStatus status(AnchorId id) {
    check();
    AnchorStatus status = submissions.get(id);
    if (status == null) {
      throw new AnchorException(AnchorException.Kind.UNKNOWN_ID, "no submission " + id.text());
    }
    return status;
  }

  @Override
  public AnchorEvidence evidence(AnchorId id) {
    AnchorStatus status = status(id);
    if (status != AnchorStatus.INCLUDED && status != AnchorStatus.FINAL) {
      throw new AnchorException(AnchorException.Kind.NOT_INCLUDED, "it is " + status);
    }
    String digest = forging ? "0".repeat(64) : id.text().substring(0, id.text().indexOf(':'));
    return new AnchorEvidence(
        "text/plain", key.note(digest + "\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
    List<Step> steps = new ArrayList<>();
    try {
      SignedNote note = SignedNote.parse(evidence.bytes());
      if (!note.verifiedBy(key.verifier())) {
        throw RefusedException.cannotTell("notary", "not signed by the notary");
      }
      steps.add(new Step("notary", "signed by " + key.verifier()));
      if (!note.text().equals(digest(checkpoint) + "\n")) {
        throw RefusedException.invalid("digest", "of another checkpoint");
      }
      steps.add(new Step("digest", "of " + checkpoint));
      return steps;
    } catch (MalformedNoteException | NoteSignatureException e) {
      throw RefusedException.invalid("notary", e.getMessage());
    }
  }

  private void check() {
    if (trouble.isPresent()) {
      throw new AnchorException(trouble.get(), "the notary is " + trouble.get());
    }
  }

  private static String digest(Checkpoint checkpoint) {
    return HexFormat.of().formatHex(checkpoint.digest());
  }
}
