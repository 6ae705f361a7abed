package dev.vitrine.ledger.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardNameTest {
  @Test
  void oneNameOneOrigin() {
    ShardName name = new ShardName("example.com/log", 12);
    assertEquals("example.com/log/shard/12", name.origin());
    assertEquals(Optional.of(name), ShardName.of(name.origin()));
    assertEquals(8191, ShardName.MAX);
    ShardName nested = new ShardName("a/shard/1", 2);
    assertEquals(Optional.of(nested), ShardName.of("a/shard/1/shard/2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "/shard/1",
        "a/shard/",
        "a/shard/0",
        "a/shard/01",
        "a/shard/-1",
        "a/shard/1/",
        "a/shard/8192",
        "a/shard/99999999999999999999",
        "a b/shard/1",
        "a+b/shard/1",
        "a/Shard/1",
        "a/shard/1 "
      })
  void otherOriginsAreNoShards(String origin) {
    assertEquals(Optional.empty(), ShardName.of(origin));
  }

  @Test
  void numbersAndNamesHaveLimits() {
    assertThrows(IllegalArgumentException.class, () -> new ShardName("a", 0));
    assertThrows(IllegalArgumentException.class, () -> new ShardName("a", ShardName.MAX + 1));
    assertThrows(MalformedNoteException.class, () -> new ShardName("a b", 1));
  }
}
