package dev.vitrine.ledger.checkpoint;

import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of one log, all of which sign each of its checkpoints: one as a rule, two while a key is
 * being replaced, so that readers who know only the old one and readers who know only the new one
 * both go on. Immutable and safe between threads as far as its keys are.
 */
public final class LogSigner {
  private static final int MAX_KEYS = 4;

  private final List<NoteSigner> keys;
  private final List<NoteVerifier> known;

  private LogSigner(List<NoteSigner> keys, List<NoteVerifier> known) {
    this.keys = keys;
    this.known = known;
  }

  /** A log with one key. */
  public static LogSigner of(NoteSigner key) {
    return of(List.of(key));
  }

  /**
   * A log with these keys, the one that readers should ask for first.
   *
   * @param keys 1 to {@value #MAX_KEYS}, of type {@code ED25519}, all of one name, none twice
   * @throws MalformedNoteException if they are not
   */
  public static LogSigner of(List<NoteSigner> keys) {
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new MalformedNoteException("a log with " + keys.size() + " keys");
    }
    String name = keys.get(0).name();
    for (NoteSigner key : keys) {
      if (key.verifier().type().cosigns()) {
        throw new MalformedNoteException("a key of log " + name + " is a witness's");
      }
      if (!key.name().equals(name)) {
        throw new MalformedNoteException("keys of two names: " + name + " and " + key.name());
      }
    }
    if (keys.stream().map(NoteSigner::verifier).distinct().count() != keys.size()) {
      throw new MalformedNoteException("a key of log " + name + " is there twice");
    }
    return new LogSigner(List.copyOf(keys), keys.stream().map(NoteSigner::verifier).toList());
  }

  /**
   * The same, which knows its own earlier checkpoints by these keys too, though they sign no more.
   *
   * @param earlier all of this log's name
   */
  public LogSigner after(List<NoteVerifier> earlier) {
    for (NoteVerifier key : earlier) {
      if (!key.name().equals(origin())) {
        throw new MalformedNoteException("keys of two names: " + origin() + " and " + key.name());
      }
    }
    return new LogSigner(keys, Stream.concat(known.stream(), earlier.stream()).distinct().toList());
  }

  /** The log's origin, which is its keys' name. */
  public String origin() {
    return keys.get(0).name();
  }

  /** The public halves, in the order given. */
  public List<NoteVerifier> verifiers() {
    return keys.stream().map(NoteSigner::verifier).toList();
  }

  /** Whose signature makes a stored checkpoint the log's own: those that sign, and earlier ones. */
  public List<NoteVerifier> known() {
    return known;
  }

  /**
   * The checkpoint with a signature line of each key.
   *
   * @throws SigningException if one of the keys can't be reached: then none has signed for others
   *     to see
   */
  public SignedCheckpoint sign(Checkpoint checkpoint) {
    if (!checkpoint.origin().equals(origin())) {
      throw new IllegalArgumentException("origin is not the signer's name");
    }
    String text = checkpoint.text();
    return new SignedCheckpoint(
        checkpoint, new SignedNote(text, keys.stream().map(key -> key.sign(text)).toList()));
  }

  /** Names the keys without their secrets. */
  @Override
  public String toString() {
    return "LogSigner" + verifiers();
  }
}
