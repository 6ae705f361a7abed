package dev.vitrine.gateway.keys;

import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.registry.RegisteredKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that sign checkpoints: the one in use, and beside it each that is being replaced, to the
 * end of its window.
 */
public final class LogKeys {
  private final List<NoteVerifier> known;
  private final List<Ending> ending;
  private final NoteSigner current;

  private record Ending(NoteSigner signer, long toMillis) {}

  private LogKeys(NoteSigner current, List<Ending> ending, List<NoteVerifier> known) {
    this.current = current;
    this.ending = List.copyOf(ending);
    this.known = List.copyOf(known);
  }

  /**
   * Reads the keys that still sign at this time.
   *
   * @throws IOException if the file of one is missing
   */
  static LogKeys open(Path folder, Keys keys, KeyHistory history, long nowMillis)
      throws IOException {
    List<Ending> ending = new ArrayList<>();
    List<NoteVerifier> known = new ArrayList<>();
    for (RegisteredKey key : history.registry().keys(KeyKind.LOG)) {
      known.add(verifier(key));
      boolean signs = key.revokedSinceMillis().isEmpty() && key.toMillis().orElse(0) > nowMillis;
      if (signs) {
        Path file = KeyFiles.of(folder, KeyKind.LOG, key.id(), Keys::logKeyId);
        ending.add(new Ending(Keys.readLogKey(file), key.toMillis().orElseThrow()));
      }
    }
    return new LogKeys(keys.log(), ending, known);
  }

  /** The public half of a log key. */
  public static NoteVerifier verifier(RegisteredKey key) {
    return NoteVerifier.parse(new String(key.key(), StandardCharsets.US_ASCII));
  }

  /** Who signs at this time. */
  public LogSigner signer(long nowMillis) {
    List<NoteSigner> signers = new ArrayList<>();
    signers.add(current);
    ending.stream().filter(key -> key.toMillis() > nowMillis).forEach(k -> signers.add(k.signer()));
    return LogSigner.of(signers);
  }

  /** Every key that has ever signed for this log, in the order of registration. */
  public List<NoteVerifier> known() {
    return known;
  }
}
