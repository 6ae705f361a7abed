package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Entries and keys for tests. */
public final class Samples {
  /** A log's name. */
  public static final String ORIGIN = "example.com/log";

  private Samples() {}

  /** A new log key. */
  public static NoteSigner logKey() {
    return NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
  }

  /** The content of entry {@code index}. */
  public static byte[] entry(long index) {
    return ("entry " + index).getBytes(StandardCharsets.UTF_8);
  }

  /** Entries {@code from} to {@code to} (exclusive). */
  public static List<byte[]> entries(long from, long to) {
    List<byte[]> entries = new ArrayList<>();
    for (long i = from; i < to; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  /** A log of this size, published in one step. */
  public static Log log(LogStorage storage, NoteSigner key, long size) {
    storage.append(entries(storage.load().sequenced(), size));
    Log log = new Log(storage, key);
    log.integrateAndPublish();
    return log;
  }
}
