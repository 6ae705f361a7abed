package dev.vitrine.ledger.registry;

import static dev.vitrine.ledger.registry.Scribe.BORN;
import static dev.vitrine.ledger.registry.Scribe.ORIGIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ledger.checkpoint.SigningKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories against a plain account of what was said. */
class RegistryProperty {
  private static final long SEED = 20261125;

  /** What was said of one key, in the words of the statements. */
  private record Said(long from, long to, long revoked) {}

  @Test
  void historiesReplayToTheSameAnswers() {
    Random random = new Random(SEED);
    for (int round = 0; round < 40; round++) {
      List<byte[]> entries = new ArrayList<>();
      Map<String, Said> account = new HashMap<>();
      history(random, entries, account);
      Registry once = replay(entries);
      Registry again = replay(entries);
      for (int probe = 0; probe < 200; probe++) {
        int key = 10 + random.nextInt(12);
        long at = BORN + random.nextInt(2000) - 50;
        String id = KeyKind.GATEWAY.id(Scribe.gateway(key));
        KeyStatus answer = once.at(KeyKind.GATEWAY, id, at);
        assertEquals(expected(account.get(id), at), answer);
        assertEquals(answer, again.at(KeyKind.GATEWAY, id, at));
      }
    }
  }

  /** One bit anywhere, in any entry: never the same registry, never another exception. */
  @Test
  void noBitCanBeFlipped() {
    List<byte[]> entries = new ArrayList<>();
    history(new Random(SEED), entries, new HashMap<>());
    for (int e = 0; e < 8; e++) {
      byte[] entry = entries.get(e);
      for (int i = 0; i < entry.length; i++) {
        List<byte[]> cheat = new ArrayList<>(entries);
        byte[] flipped = entry.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        cheat.set(e, flipped);
        String place = "entry " + e + " byte " + i;
        if (e == 0 && isTimeOrGatewayKey(i)) {
          // signed by nobody: the log's own root vouches for these
          continue;
        }
        assertThrows(RegistryException.class, () -> replay(cheat), place);
      }
    }
  }

  /** In the genesis entry: after the origin's text, and before the registry key. */
  private static boolean isTimeOrGatewayKey(int i) {
    int key = 3 + ORIGIN.length();
    return i >= key && i < key + 2 + 32 + 9;
  }

  private static KeyStatus expected(@org.jspecify.annotations.Nullable Said said, long at) {
    if (said == null) {
      return KeyStatus.UNKNOWN;
    }
    if (at >= said.revoked()) {
      return KeyStatus.COMPROMISED;
    }
    if (at < said.from()) {
      return KeyStatus.NOT_YET;
    }
    return at >= said.to() ? KeyStatus.RETIRED : KeyStatus.VALID;
  }

  private static void history(Random random, List<byte[]> entries, Map<String, Said> account) {
    entries.add(Scribe.genesis().encode());
    SigningKey registry = Scribe.REGISTRY;
    int nextRegistry = 100;
    for (int step = 0; step < 40; step++) {
      int key = 10 + random.nextInt(12);
      String id = KeyKind.GATEWAY.id(Scribe.gateway(key));
      Said said = account.get(id);
      long at = BORN + random.nextInt(1500);
      if (random.nextInt(10) == 0) {
        SigningKey next = Scribe.key(nextRegistry++);
        // in the order of time, as a registry key can't end before it began
        long now = BORN + 10L * step;
        add(
            entries,
            KeyStatement.register(ORIGIN, registry, KeyKind.REGISTRY, next.publicKey(), now));
        registry = next;
      } else if (said == null) {
        account.put(id, new Said(at, Long.MAX_VALUE, Long.MAX_VALUE));
        add(
            entries,
            KeyStatement.register(ORIGIN, registry, KeyKind.GATEWAY, Scribe.gateway(key), at));
      } else if (said.to() == Long.MAX_VALUE
          && said.revoked() == Long.MAX_VALUE
          && random.nextBoolean()
          && at >= said.from()) {
        account.put(id, new Said(said.from(), at, said.revoked()));
        add(entries, KeyStatement.retire(ORIGIN, registry, KeyKind.GATEWAY, id, at));
      } else if (said.revoked() == Long.MAX_VALUE && at >= said.from()) {
        account.put(id, new Said(said.from(), said.to(), at));
        add(entries, KeyStatement.revoke(ORIGIN, registry, KeyKind.GATEWAY, id, at, 0));
      }
    }
  }

  private static void add(List<byte[]> entries, KeyStatement said) {
    entries.add(said.entry());
  }

  private static Registry replay(List<byte[]> entries) {
    Registry registry = Registry.of(Genesis.decode(entries.get(0)));
    for (int i = 1; i < entries.size(); i++) {
      registry = registry.with(i, KeyStatement.decode(entries.get(i)));
    }
    return registry;
  }
}
