package dev.vitrine.gateway.cli;

import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What witnesses last cosigned of a log, asked of each at its own address. A view counts only if
 * the log signed it and a witness of the policy cosigned it: then it is evidence, wherever it comes
 * from.
 */
final class WitnessViews {
  /** The step: a witness was asked. */
  static final String WITNESS = "witness";

  private final List<NoteVerifier> logs;
  private final List<NoteVerifier> witnesses;
  private final Transport transport;

  /**
   * A checkpoint as one witness has it.
   *
   * @param witness whose cosignature is on it
   * @param seen the checkpoint
   */
  record View(NoteVerifier witness, SignedCheckpoint seen) {}

  /** Believes these keys of logs and of witnesses. */
  WitnessViews(List<NoteVerifier> logs, List<NoteVerifier> witnesses, Transport transport) {
    this.logs = logs;
    this.witnesses = witnesses;
    this.transport = transport;
  }

  /**
   * Asks the witness at {@code base}, the address that policies name, as {@code …/witness}.
   *
   * @return none if it has seen nothing of this log yet
   * @throws RefusedException CANNOT_TELL if it does not answer or its answer does not count
   */
  Optional<View> ask(URI base, String origin) throws RefusedException {
    String prefix = base.toString().endsWith("/") ? base.toString() : base + "/";
    String name = HexFormat.of().formatHex(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)));
    Reply reply;
    try {
      reply = transport.get(URI.create(prefix + name + "/checkpoint"));
    } catch (IOException e) {
      throw RefusedException.cannotTell(WITNESS, base + " does not answer");
    }
    if (reply.status() == 404) {
      return Optional.empty();
    }
    if (!reply.ok() || reply.body().length > SignedNote.MAX_BYTES) {
      throw RefusedException.cannotTell(WITNESS, base + " answers " + reply.status());
    }
    return Optional.of(view(base, origin, reply.body()));
  }

  private View view(URI base, String origin, byte[] note) throws RefusedException {
    try {
      SignedCheckpoint seen = SignedCheckpoint.parse(note);
      if (!seen.checkpoint().origin().equals(origin)) {
        throw RefusedException.cannotTell(WITNESS, base + " answers of another log");
      }
      new CheckpointVerifier(new LogPolicy(logs, Quorum.none())).verify(seen, step -> {});
      for (NoteVerifier witness : witnesses) {
        if (seen.note().verifiedBy(witness)) {
          return new View(witness, seen);
        }
      }
    } catch (MalformedNoteException | NoteSignatureException e) {
      throw RefusedException.cannotTell(WITNESS, base + ": " + e.getMessage());
    }
    throw RefusedException.cannotTell(
        WITNESS, "no witness of the policy has cosigned what " + base + " answers");
  }
}
