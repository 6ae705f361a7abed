package dev.vitrine.ledger.anchor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A memory that ends with its process: for tests and for tools that anchor once. */
public final class InMemoryAnchorMemory implements AnchorMemory {
  private final Map<AnchorId, byte[]> kept = new HashMap<>();

  @Override
  public synchronized Optional<byte[]> read(AnchorId id) {
    return Optional.ofNullable(kept.get(id)).map(byte[]::clone);
  }

  @Override
  public synchronized boolean replace(AnchorId id, Optional<byte[]> seen, byte[] value) {
    if (value.length == 0 || value.length > MAX_BYTES) {
      throw new IllegalArgumentException("a value of " + value.length + " bytes");
    }
    if (!Arrays.equals(kept.get(id), seen.orElse(null))) {
      return false;
    }
    kept.put(id, value.clone());
    return true;
  }
}
