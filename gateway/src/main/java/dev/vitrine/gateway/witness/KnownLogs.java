package dev.vitrine.gateway.witness;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.PolicyText;
import dev.vitrine.ledger.witness.Quorum;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The logs that this gateway's witness knows: the {@code log} lines of {@code witness.policy} in
 * the data folder. Read at start, and again when the file has changed; a change that can't be used
 * is logged and leaves what was known. Without the file no log is known.
 */
@Singleton
public class KnownLogs implements Supplier<LogPolicy> {
  private static final LogPolicy NONE = new LogPolicy(List.of(), Quorum.none());
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final FileTime MISSING = FileTime.fromMillis(0);

  private final Path file;
  private final Clock clock;
  private LogPolicy known;
  private FileTime seen;
  private Instant looked;

  @Inject
  KnownLogs(VitrineConfig config, Clock clock) {
    this(config.data(), clock);
  }

  KnownLogs(Path folder, Clock clock) {
    this.file = file(folder);
    this.clock = clock;
    try {
      this.seen = changed();
      this.known = read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    this.looked = clock.instant();
  }

  /**
   * Reads the file and forgets it again.
   *
   * @throws IOException if it would stop the start; the message says why
   */
  public static void check(Path folder) throws IOException {
    read(file(folder));
  }

  @Override
  public synchronized LogPolicy get() {
    Instant now = clock.instant();
    // either way: the clock may have been set back
    if (Duration.between(looked, now).abs().compareTo(LOOK) >= 0) {
      looked = now;
      look();
    }
    return known;
  }

  private void look() {
    try {
      FileTime time = changed();
      if (!time.equals(seen)) {
        seen = time;
        known = read(file);
        io.quarkus.logging.Log.infof("the witness knows %d log keys now", known.logs().size());
      }
    } catch (IOException e) {
      io.quarkus.logging.Log.error("witness.policy can't be used; what was known stays", e);
    }
  }

  private FileTime changed() throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return MISSING;
    }
  }

  private static LogPolicy read(Path file) throws IOException {
    return PolicyFile.read(file, PolicyText::parseLogs).orElse(NONE);
  }

  private static Path file(Path folder) {
    return folder.resolve("witness.policy");
  }
}
