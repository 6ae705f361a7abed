package dev.vitrine.ledger.registry;

import java.util.OptionalLong;

/**
 * A key and all that the log says of it. Times are in milliseconds since 1970, by the clock of who
 * made the statements.
 */
public final class RegisteredKey {
  private final KeyKind kind;
  private final String id;
  private final byte[] key;
  private final long fromMillis;
  private final long fromSize;
  private final OptionalLong toMillis;
  private final OptionalLong toSize;
  private final OptionalLong revokedSinceMillis;
  private final long sizeBefore;

  private RegisteredKey(
      KeyKind kind,
      String id,
      byte[] key,
      long fromMillis,
      long fromSize,
      OptionalLong toMillis,
      OptionalLong toSize,
      OptionalLong revokedSinceMillis,
      long sizeBefore) {
    this.kind = kind;
    this.id = id;
    this.key = key;
    this.fromMillis = fromMillis;
    this.fromSize = fromSize;
    this.toMillis = toMillis;
    this.toSize = toSize;
    this.revokedSinceMillis = revokedSinceMillis;
    this.sizeBefore = sizeBefore;
  }

  /** A key whose registration stands at {@code index} of the log. */
  static RegisteredKey of(KeyKind kind, byte[] key, long fromMillis, long index) {
    return new RegisteredKey(
        kind,
        kind.id(key),
        key.clone(),
        fromMillis,
        index + 1,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        0);
  }

  RegisteredKey retired(long millis, long index) {
    return new RegisteredKey(
        kind,
        id,
        key,
        fromMillis,
        fromSize,
        OptionalLong.of(millis),
        OptionalLong.of(index),
        revokedSinceMillis,
        sizeBefore);
  }

  RegisteredKey revoked(long sinceMillis, long size) {
    return new RegisteredKey(
        kind, id, key, fromMillis, fromSize, toMillis, toSize, OptionalLong.of(sinceMillis), size);
  }

  /** What it is for. */
  public KeyKind kind() {
    return kind;
  }

  /** Its id, 16 lower-case hex digits. */
  public String id() {
    return id;
  }

  /** The public key. */
  public byte[] key() {
    return key.clone();
  }

  /** From when it is good. */
  public long fromMillis() {
    return fromMillis;
  }

  /**
   * The smallest tree that holds its registration. A log key may sign checkpoints of this size and
   * larger ones.
   */
  public long fromSize() {
    return fromSize;
  }

  /** When its window ends, itself not in it; none while it is open. */
  public OptionalLong toMillis() {
    return toMillis;
  }

  /**
   * The largest tree that does not hold its retirement: the last one that a log key may sign; none
   * while its window is open.
   */
  public OptionalLong toSize() {
    return toSize;
  }

  /** Since when it may be in other hands; none if that was never said. */
  public OptionalLong revokedSinceMillis() {
    return revokedSinceMillis;
  }

  /**
   * How many entries the log had for sure before {@link #revokedSinceMillis}; 0 if nothing is known
   */
  public long sizeBefore() {
    return sizeBefore;
  }

  /** Whether it is in use: neither retired nor revoked, whatever the time. */
  public boolean current() {
    return toMillis.isEmpty() && revokedSinceMillis.isEmpty();
  }

  /** What it is good for at a time. */
  public KeyStatus at(long millis) {
    if (revokedSinceMillis.isPresent() && millis >= revokedSinceMillis.getAsLong()) {
      return KeyStatus.COMPROMISED;
    }
    if (millis < fromMillis) {
      return KeyStatus.NOT_YET;
    }
    return toMillis.isPresent() && millis >= toMillis.getAsLong()
        ? KeyStatus.RETIRED
        : KeyStatus.VALID;
  }

  /**
   * What a log key is good for over a tree of this size. Once it is revoked it is COMPROMISED for
   * every size: who has it can sign small trees as well as large ones.
   */
  public KeyStatus atSize(long size) {
    if (revokedSinceMillis.isPresent()) {
      return KeyStatus.COMPROMISED;
    }
    if (size < fromSize) {
      return KeyStatus.NOT_YET;
    }
    return toSize.isPresent() && size > toSize.getAsLong() ? KeyStatus.RETIRED : KeyStatus.VALID;
  }

  @Override
  public String toString() {
    return kind.label() + " key " + id;
  }
}
