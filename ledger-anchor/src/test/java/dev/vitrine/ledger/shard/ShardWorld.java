package dev.vitrine.ledger.shard;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.Samples;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A super-log and its shards in memory, with real keys; honest unless told otherwise. */
public final class ShardWorld {
  /** The super-log's key. */
  public final NoteSigner key = Samples.logKey();

  /** The super-log's entries. */
  public final InMemoryLogStorage storage = new InMemoryLogStorage();

  /** The super-log. */
  public final Log log = new Log(storage, key);

  private final Map<Integer, InMemoryLogStorage> shards = new TreeMap<>();
  private final Map<Integer, Log> logs = new TreeMap<>();

  /** A super-log with its genesis. */
  public ShardWorld() {
    storage.append(
        List.of(new GenesisEntry(Samples.ORIGIN, new byte[] {1}, 7, Optional.empty()).encode()));
  }

  /** A shard's name. */
  public static ShardName name(int number) {
    return new ShardName(Samples.ORIGIN, number);
  }

  /** A shard's storage; the shard is opened with a genesis if it is new. */
  public InMemoryLogStorage shard(int number) {
    return shards.computeIfAbsent(number, n -> opened(n, Optional.empty()));
  }

  /** A shard that goes on where another was closed. */
  public void openAfter(int number, int predecessor) {
    open(number, log(predecessor).latest().map(last -> last.checkpoint()));
  }

  /** A shard that says that it goes on where another ended so. */
  public void open(int number, Optional<Checkpoint> predecessor) {
    shards.put(number, opened(number, predecessor));
  }

  /** Appends to a shard, and has its checkpoint signed. */
  public SignedCheckpoint grow(int number, byte[]... entries) {
    InMemoryLogStorage shard = shard(number);
    shard.append(Arrays.asList(entries));
    return log(number).integrateAndPublish().newlyPublished().orElseThrow();
  }

  /** Grows by this many made-up entries. */
  public SignedCheckpoint grow(int number, int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(Samples.entry(i));
    }
    return grow(number, entries.toArray(byte[][]::new));
  }

  /** The shard's log. */
  public Log log(int number) {
    return logs.computeIfAbsent(number, n -> new Log(shard(n), shardKey(n)));
  }

  /** Puts a checkpoint into the super-log, which publishes; gives the entry's index. */
  public long anchor(SignedCheckpoint checkpoint) {
    long index = storage.append(List.of(CheckpointEntry.encode(checkpoint.checkpoint())));
    log.integrateAndPublish();
    return index;
  }

  /** The proof of an entry of a shard whose checkpoint is entry {@code anchored}. */
  public ShardProof prove(int number, long index, SignedCheckpoint checkpoint, long anchored) {
    return ShardProof.of(
        log.view().proof(anchored),
        log(number).view().inclusionProof(index, checkpoint.checkpoint().size()),
        checkpoint);
  }

  /** A new key under a shard's name. */
  public static NoteSigner shardKey(int number) {
    return NoteSigner.generate(name(number).origin(), SignatureType.ED25519, new SecureRandom());
  }

  private static InMemoryLogStorage opened(int number, Optional<Checkpoint> predecessor) {
    InMemoryLogStorage storage = new InMemoryLogStorage();
    String origin = name(number).origin();
    storage.append(List.of(new GenesisEntry(origin, new byte[] {1}, 7, predecessor).encode()));
    return storage;
  }
}
