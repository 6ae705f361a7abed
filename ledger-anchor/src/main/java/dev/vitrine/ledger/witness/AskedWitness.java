package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.RolledBackException;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.proofs.encoding.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * One witness as a log asks it: remembers the size it cosigned last, so that the next proof starts
 * there. Not for two threads at once.
 */
final class AskedWitness {
  private final URI prefix;
  private final List<NoteVerifier> keys;
  private final Transport transport;
  private long size;

  /**
   * A witness.
   *
   * @param prefix its submission prefix
   * @param keys that it is known to sign with
   */
  AskedWitness(URI prefix, List<NoteVerifier> keys, Transport transport) {
    String text = prefix.toString();
    this.prefix = URI.create(text.endsWith("/") ? text : text + "/");
    this.keys = List.copyOf(keys);
    this.transport = transport;
  }

  /**
   * How it answered.
   *
   * @param lines verified cosignatures; none if it gave none
   * @param failure why it gave none, short; empty if it did
   */
  record Answer(List<NoteSignature> lines, String failure) {
    static Answer failed(String why) {
      return new Answer(List.of(), why);
    }
  }

  /** The name of its first key. */
  String name() {
    return keys.get(0).name();
  }

  /** Whether the line says to be by one of its keys. */
  boolean claims(NoteSignature line) {
    return keys.stream().anyMatch(key -> key.claims(line));
  }

  /**
   * Asks for cosignatures; asks once more if the witness knows another, smaller size than thought.
   *
   * @throws RolledBackException if it shows another or a larger tree that the log itself signed
   */
  Answer ask(
      SignedCheckpoint signed, List<NoteVerifier> log, LongFunction<ConsistencyProof> proofFrom) {
    long ours = signed.checkpoint().size();
    try {
      Reply reply = post(signed, proofFrom);
      if (reply.status() == 409) {
        Optional<Long> known = size(reply);
        if (known.isPresent() && known.get() <= ours) {
          size = known.get();
          reply = post(signed, proofFrom);
        }
      }
      return switch (reply.status()) {
        case 200 -> cosigned(signed, reply);
        // it knows another tree, or says so: only the log's own signature proves it
        case 409, 422 -> {
          requireNoProof(signed, log, proofFrom);
          yield Answer.failed(Integer.toString(reply.status()));
        }
        default -> Answer.failed(Integer.toString(reply.status()));
      };
    } catch (IOException e) {
      return Answer.failed("silent");
    }
  }

  private Reply post(SignedCheckpoint signed, LongFunction<ConsistencyProof> proofFrom)
      throws IOException {
    long ours = signed.checkpoint().size();
    long from = Math.min(size, ours);
    AddCheckpoint request =
        from == 0 || from == ours
            ? new AddCheckpoint(from, List.of(), signed)
            : AddCheckpoint.of(proofFrom.apply(from), signed);
    return transport.post(
        prefix.resolve("add-checkpoint"), "text/plain; charset=utf-8", request.bytes());
  }

  private static Optional<Long> size(Reply reply) {
    try {
      return reply.mediaType().equals(WitnessAnswer.SIZE)
          ? Optional.of(WitnessAnswer.size(reply.body()))
          : Optional.empty();
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  private Answer cosigned(SignedCheckpoint signed, Reply reply) {
    List<NoteSignature> lines = new ArrayList<>();
    try {
      for (NoteSignature line : WitnessAnswer.lines(reply.body())) {
        for (NoteVerifier key : keys) {
          if (key.claims(line)) {
            key.verify(signed.note().text(), line);
            lines.add(line);
          }
        }
      }
    } catch (MalformedNoteException | NoteSignatureException e) {
      return Answer.failed("unverified");
    }
    if (lines.isEmpty()) {
      return Answer.failed("unverified");
    }
    size = signed.checkpoint().size();
    return new Answer(lines, "");
  }

  /** Asks what the witness has of this log, and looks whether that convicts the storage. */
  private void requireNoProof(
      SignedCheckpoint signed, List<NoteVerifier> log, LongFunction<ConsistencyProof> proofFrom)
      throws IOException {
    byte[] origin = signed.checkpoint().origin().getBytes(StandardCharsets.UTF_8);
    String name = HexFormat.of().formatHex(Sha256.of(origin));
    Reply reply = transport.get(prefix.resolve(name + "/checkpoint"));
    if (!reply.ok() || reply.body().length > SignedNote.MAX_BYTES) {
      return;
    }
    SignedCheckpoint theirs;
    try {
      theirs = SignedCheckpoint.parse(reply.body());
      boolean own = false;
      for (NoteVerifier key : log) {
        own |= theirs.note().verifiedBy(key);
      }
      if (!own || !theirs.checkpoint().origin().equals(signed.checkpoint().origin())) {
        return;
      }
    } catch (MalformedNoteException | NoteSignatureException e) {
      return;
    }
    long ours = signed.checkpoint().size();
    long size = theirs.checkpoint().size();
    if (size > ours) {
      throw new RolledBackException(
          name()
              + " shows a checkpoint of size "
              + size
              + " that this log signed; ours is "
              + ours);
    }
    boolean prefix;
    try {
      prefix =
          size == ours
              ? Arrays.equals(theirs.checkpoint().root(), signed.checkpoint().root())
              : size == 0
                  || proofFrom
                      .apply(size)
                      .verify(theirs.checkpoint().root(), signed.checkpoint().root());
    } catch (LedgerException e) {
      // storage can't say: nothing is proved
      return;
    }
    if (!prefix) {
      throw new RolledBackException(
          name() + " shows another tree of size " + size + " that this log signed");
    }
  }
}
