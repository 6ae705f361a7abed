package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedNote;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many cosignatures of whom make a checkpoint believable (C2SP tlog-policy, "Defining the
 * quorum").
 */
public sealed interface Quorum {
  /**
   * Whether the note has it.
   *
   * @throws dev.vitrine.ledger.checkpoint.NoteSignatureException if a line that says to be by one
   *     of the witnesses does not verify
   */
  boolean reachedBy(SignedNote note);

  /** All witnesses in it. */
  Stream<Witness> members();

  /** The keys of all witnesses in it. */
  default Stream<NoteVerifier> witnesses() {
    return members().map(Witness::key);
  }

  /** No witness needed: the log alone is believed. */
  static Quorum none() {
    return new None();
  }

  /** This witness must cosign. */
  static Quorum of(NoteVerifier witness) {
    return new Witness(witness, Optional.empty());
  }

  /** At least {@code threshold} of these witnesses. */
  static Quorum of(int threshold, List<NoteVerifier> witnesses) {
    return new Group(threshold, witnesses.stream().map(Quorum::of).toList());
  }

  /** No witness needed. */
  record None() implements Quorum {
    @Override
    public boolean reachedBy(SignedNote note) {
      return true;
    }

    @Override
    public Stream<Witness> members() {
      return Stream.empty();
    }
  }

  /**
   * One witness.
   *
   * @param key of a type that cosigns
   * @param url where it takes {@code add-checkpoint} requests: its submission prefix, if it is told
   */
  record Witness(NoteVerifier key, Optional<URI> url) implements Quorum {
    /** Checks the key's type. */
    public Witness {
      LogPolicy.requireWitnessKey(key);
    }

    @Override
    public boolean reachedBy(SignedNote note) {
      return note.verifiedBy(key);
    }

    @Override
    public Stream<Witness> members() {
      return Stream.of(this);
    }
  }

  /**
   * So many of the members.
   *
   * @param threshold 1 to the number of members
   * @param of witnesses or groups
   */
  record Group(int threshold, List<Quorum> of) implements Quorum {
    /** Checks the range and that no witness counts twice; copies the list. */
    public Group {
      of = List.copyOf(of);
      if (threshold < 1 || threshold > of.size()) {
        throw new PolicyException("a threshold of " + threshold + " of " + of.size());
      }
      LogPolicy.requireDistinct(of.stream().flatMap(Quorum::witnesses).toList(), "witness");
    }

    @Override
    public boolean reachedBy(SignedNote note) {
      // all are asked, so that a forged line is refused even when enough others are good
      int reached = 0;
      for (Quorum member : of) {
        reached += member.reachedBy(note) ? 1 : 0;
      }
      return reached >= threshold;
    }

    @Override
    public Stream<Witness> members() {
      return of.stream().flatMap(Quorum::members);
    }
  }
}
