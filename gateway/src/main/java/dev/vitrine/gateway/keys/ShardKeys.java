package dev.vitrine.gateway.keys;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SeedKey;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SigningAlgorithm;
import dev.vitrine.ledger.shard.ShardName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that sign shards' checkpoints: each is an Ed25519 key whose seed is the HMAC-SHA-256 of
 * the shard's name under one secret, so that every process that has the secret can go on with any
 * shard. Readers need none of them: they believe a shard's checkpoint because the log holds it.
 */
public final class ShardKeys {
  private static final String MAC = "HmacSHA256";

  private final String origin;
  private final SecretKeySpec secret;

  ShardKeys(String origin, byte[] secret) {
    this.origin = origin;
    this.secret = new SecretKeySpec(secret, MAC);
  }

  /**
   * Opens or makes {@code shard.key} in {@code folder}.
   *
   * @param origin the name of the log that the shards are of
   */
  public static ShardKeys open(Path folder, String origin, SecureRandom random) throws IOException {
    byte[] secret = Keys.secret(folder.resolve(Keys.SHARD_KEY), random);
    try {
      return new ShardKeys(origin, secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** The key of a shard. */
  public NoteSigner signer(int shard) {
    String name = new ShardName(origin, shard).origin();
    byte[] seed = seed(name);
    try {
      return NoteSigner.of(name, SignatureType.ED25519, SeedKey.of(SigningAlgorithm.ED25519, seed));
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private byte[] seed(String name) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      return mac.doFinal(("vitrine/1/shard\0" + name).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ShardKeys[" + origin + "]";
  }
}
