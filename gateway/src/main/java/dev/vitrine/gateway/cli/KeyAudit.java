package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.KeyWindows;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.merkle.CompactRange;
import dev.vitrine.ledger.registry.Genesis;
import dev.vitrine.ledger.registry.KeyStatement;
import dev.vitrine.ledger.registry.RegisteredKey;
import dev.vitrine.ledger.registry.Registry;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Derives the registry of a log's keys from the log alone and compares {@code trust.json} with it.
 * Reads every entry, for only so none can be left out: they must hash to the checkpoint's root. One
 * object, one run.
 */
final class KeyAudit {
  /** The step: the log's statements about keys, all of them, follow from each other. */
  static final String HISTORY = "key-history";

  /** The step: what is pinned is what the log says. */
  static final String WINDOWS = "key-windows";

  private final TrustFile trust;
  private final PublicLog log;
  private final Consumer<Step> progress;
  private final List<Step> steps = new ArrayList<>();
  private final List<Verdict.Fact> facts = new ArrayList<>();

  KeyAudit(TrustFile trust, PublicLog log, Consumer<Step> progress) {
    this.trust = trust;
    this.log = log;
    this.progress = progress;
  }

  /** Runs it. */
  Verdict run() {
    Optional<RefusedException> refused = Optional.empty();
    try {
      SignedCheckpoint latest = log.checkpoint();
      facts.add(new Verdict.Fact("checkpoint", latest.checkpoint().toString()));
      new CheckpointVerifier(trust.policy()).verify(latest, this::passed);
      long size = latest.checkpoint().size();
      LongConsumer told = Terminal.progress("entries read:", size);
      Read read = read(log.reader(size), size, told);
      if (!Arrays.equals(read.root(), latest.checkpoint().root())) {
        throw RefusedException.invalid(HISTORY, "the entries hash to another root");
      }
      for (RegisteredKey key : read.registry().keys()) {
        facts.add(new Verdict.Fact(key.toString(), window(key)));
      }
      passed(new Step(HISTORY, read.registry().keys().size() + " keys in " + size + " entries"));
      compare(read);
    } catch (RefusedException e) {
      refused = Optional.of(e);
    } catch (LogStorageException e) {
      refused = Optional.of(RefusedException.cannotTell("fetch", String.valueOf(e.getMessage())));
    } catch (LedgerException e) {
      refused = Optional.of(RefusedException.invalid(HISTORY, String.valueOf(e.getMessage())));
    }
    return new Verdict("keys", steps, refused, facts, List.of());
  }

  private record Read(Genesis genesis, Registry registry, byte[] root) {}

  private static Read read(LogReader reader, long size, LongConsumer told) {
    CompactRange range = new CompactRange();
    Genesis genesis = null;
    Registry registry = null;
    for (long at = 0; at < size; at += TileId.WIDTH) {
      List<LogEntry> entries = reader.readEntries(at, Math.min(size, at + TileId.WIDTH));
      for (LogEntry entry : entries) {
        range.append(entry.leafHash());
        if (registry == null) {
          genesis = Genesis.decode(entry.bytes());
          registry = Registry.of(genesis);
        } else if (KeyStatement.looksLikeOne(entry.bytes())) {
          registry = registry.with(entry.index(), KeyStatement.decode(entry.bytes()));
        }
      }
      told.accept(range.size());
    }
    if (genesis == null || registry == null) {
      throw new LogStorageException("the log has no entries");
    }
    return new Read(genesis, registry, range.root());
  }

  private void compare(Read read) throws RefusedException {
    String root = HexFormat.of().formatHex(read.genesis().registryKey());
    if (trust.windows().registryKey().isEmpty()) {
      throw RefusedException.cannotTell(WINDOWS, "no registry key is pinned: the log's is " + root);
    }
    if (!trust.windows().registryKey().equals(root)) {
      throw RefusedException.invalid(WINDOWS, "the log begins with another registry key: " + root);
    }
    KeyWindows said = KeyWindows.of(read.registry(), root, true);
    if (!said.equals(trust.windows())) {
      throw RefusedException.invalid(
          WINDOWS, "what is pinned is not what the log says now: compare, and pin anew");
    }
    passed(new Step(WINDOWS, "what is pinned is what the log says"));
  }

  private static String window(RegisteredKey key) {
    return "from "
        + Instant.ofEpochMilli(key.fromMillis())
        + ", size "
        + key.fromSize()
        + time(" to ", key.toMillis())
        + (key.toSize().isPresent() ? ", size " + key.toSize().getAsLong() : "")
        + time("; REVOKED since ", key.revokedSinceMillis());
  }

  private static String time(String what, OptionalLong millis) {
    return millis.isEmpty() ? "" : what + Instant.ofEpochMilli(millis.getAsLong());
  }

  private void passed(Step step) {
    steps.add(step);
    progress.accept(step);
  }
}
