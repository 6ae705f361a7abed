package dev.vitrine.ledger.bench;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogStorage;
import dev.vitrine.proofs.encoding.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * How many entries a second the log takes in, in memory and on one thread, beside SHA-256 over the
 * same bytes on the same thread.
 *
 * <p>The limit hashes each entry and one inner node, once: the least that any such tree needs. The
 * log hashes all twice, because it checks everything again before signing.
 */
public final class LogBench {
  /** Bytes of an entry: about a batch header. */
  private static final int ENTRY = 256;

  private static final int NODE = 65;
  private static final int STEP = 4096;

  private LogBench() {}

  /** Runs each measurement for about this long, after a quarter of that to warm up. */
  public static List<Figure> run(Duration each) {
    List<byte[]> entries = entries();
    return List.of(
        appends(each, entries, "log append to signed checkpoint, 4096 a step", STEP),
        appends(each, entries, "log append to signed checkpoint, 16 a step", 16),
        proofs(each, entries));
  }

  /** The same as {@link #run}, and how it goes on as the log grows to {@code most} leaves. */
  public static List<Figure> run(Duration each, long most) {
    List<Figure> figures = new ArrayList<>(run(each));
    figures.addAll(GrowthBench.run(most, each));
    return figures;
  }

  private static Figure appends(Duration each, List<byte[]> entries, String name, int step) {
    LogStorage[] storage = {new InMemoryLogStorage()};
    Log[] growing = {log(storage[0])};
    double rate =
        rate(
            each,
            () -> {
              if (storage[0].load().sequenced() > 1_000_000) {
                storage[0] = new InMemoryLogStorage();
                growing[0] = log(storage[0]);
              }
              storage[0].append(entries.subList(0, step));
              growing[0].integrateAndPublish();
              return step;
            });
    return new Figure(
        name, rate, "entries/s", "SHA-256 of one entry and one node", hashing(each, entries));
  }

  private static Figure proofs(Duration each, List<byte[]> entries) {
    LogStorage storage = new InMemoryLogStorage();
    Log log = log(storage);
    for (int i = 0; i < 25; i++) {
      storage.append(entries);
    }
    log.integrateAndPublish();
    long size = storage.load().publishedSize();
    long[] next = {0};
    double rate =
        rate(
            each,
            () -> {
              next[0] = (next[0] + 7919) % size;
              return log.view().inclusionProof(next[0], size).path().isEmpty() ? 0 : 1;
            });
    return new Figure(
        "inclusion proof from tiles, size " + size,
        rate,
        "proofs/s",
        "SHA-256 of the nodes of three tiles",
        nodeHashing(each) / (3 * 255));
  }

  private static Log log(LogStorage storage) {
    return new Log(
        storage,
        NoteSigner.generate("bench.invalid/log", SignatureType.ED25519, new SecureRandom()));
  }

  /** Entries a second: each and one inner node, hashed once. */
  static double hashing(Duration each, List<byte[]> entries) {
    MessageDigest digest = Sha256.shared();
    byte[] node = new byte[NODE];
    byte[] leafTag = {0};
    return rate(
        each,
        () -> {
          for (byte[] entry : entries) {
            digest.update(leafTag);
            Sha256.finish(update(digest, entry), node, 1);
            Sha256.finish(update(digest, node), node, 1 + Sha256.LENGTH);
          }
          return entries.size();
        });
  }

  private static double nodeHashing(Duration each) {
    MessageDigest digest = Sha256.shared();
    byte[] node = new byte[NODE];
    return rate(
        each,
        () -> {
          for (int i = 0; i < 1000; i++) {
            Sha256.finish(update(digest, node), node, 1);
          }
          return 1000;
        });
  }

  private static MessageDigest update(MessageDigest digest, byte[] bytes) {
    digest.update(bytes);
    return digest;
  }

  /** Units of work a second, after warming up. */
  private static double rate(Duration each, IntSupplier work) {
    repeat(each.dividedBy(4), work);
    return repeat(each, work);
  }

  private static double repeat(Duration time, IntSupplier work) {
    long start = System.nanoTime();
    long done = 0;
    long elapsed;
    do {
      done += work.getAsInt();
      elapsed = System.nanoTime() - start;
    } while (elapsed < time.toNanos());
    return done * 1e9 / elapsed;
  }

  private static List<byte[]> entries() {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < STEP; i++) {
      byte[] entry = new byte[ENTRY];
      entry[0] = (byte) i;
      entry[1] = (byte) (i >>> 8);
      entries.add(entry);
    }
    return Collections.unmodifiableList(entries);
  }
}
