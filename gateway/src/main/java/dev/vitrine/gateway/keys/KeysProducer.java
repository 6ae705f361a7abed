package dev.vitrine.gateway.keys;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.ledger.checkpoint.SigningKey;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/** Gives the keys, the clock and the randomness to whoever needs them. */
@Singleton
final class KeysProducer {
  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Keys keys(VitrineConfig config, SecureRandom random) {
    byte[] suffix = new byte[4];
    random.nextBytes(suffix);
    String origin = config.origin().orElse("vitrine.localhost/" + HexFormat.of().formatHex(suffix));
    try {
      Optional<SigningKey> device = LogDevice.open(config);
      return Keys.open(DataFolder.open(config.data()).keys(), origin, device, random);
    } catch (IOException e) {
      throw new UncheckedIOException("the keys can't be opened", e);
    }
  }

  @Produces
  @Singleton
  ShardKeys shardKeys(VitrineConfig config, Keys keys, SecureRandom random) {
    try {
      return ShardKeys.open(DataFolder.open(config.data()).keys(), keys.log().name(), random);
    } catch (IOException e) {
      throw new UncheckedIOException("the shards' key can't be opened", e);
    }
  }

  @Produces
  @Singleton
  KeyHistory history(VitrineConfig config, Keys keys, Clock clock, SecureRandom random) {
    try {
      return KeyHistory.open(DataFolder.open(config.data()).keys(), keys, clock, random);
    } catch (IOException e) {
      throw new UncheckedIOException("the history of the keys can't be opened", e);
    }
  }

  @Produces
  @Singleton
  LogKeys logKeys(VitrineConfig config, Keys keys, KeyHistory history, Clock clock) {
    try {
      return LogKeys.open(DataFolder.open(config.data()).keys(), keys, history, clock.millis());
    } catch (IOException e) {
      throw new UncheckedIOException("the log's keys can't be opened", e);
    }
  }
}
