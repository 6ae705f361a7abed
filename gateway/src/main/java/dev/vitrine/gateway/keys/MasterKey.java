package dev.vitrine.gateway.keys;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The gateway's 32-byte master key and what hangs on it: a key-encryption key per party, parties'
 * pseudonyms, and the keyed hashes under which records are looked up. Shows nothing in {@link
 * #toString}.
 */
public final class MasterKey {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;

  private final byte[] secret;
  private final byte[] lookup;

  /** Takes the key. */
  public MasterKey(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("a master key has 32 bytes");
    }
    this.secret = secret.clone();
    this.lookup = derive("lookup", "");
  }

  /** A party's name in the log: stable, and meaningless to anyone without this key. */
  public byte[] pseudonym(String party, int length) {
    return Arrays.copyOf(derive("producer", party), length);
  }

  /**
   * The look-up hash of a tag of records of {@code schema}.
   *
   * <p>SHA-256 with the key in front, cut to 8 bytes: the cut takes away length extension, and one
   * compression less than HMAC counts here, at several tags a record.
   */
  public long tagKey(String schema, String tag) {
    return ByteBuffer.wrap(lookup(schema, tag.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  /** The hash under which a party's document is known: to find it again, not to commit to it. */
  public UUID documentKey(String party, String schema, byte[] document) {
    ByteBuffer hash = ByteBuffer.wrap(lookup(schema + '\0' + party, Sha256.of(document)));
    return new UUID(hash.getLong(), hash.getLong());
  }

  /**
   * The hash under which an instance's chain of custody is known.
   *
   * @param epc the instance's identifier, in canonical form
   */
  public UUID custodyKey(String epc) {
    ByteBuffer hash = ByteBuffer.wrap(lookup("custody", epc.getBytes(StandardCharsets.UTF_8)));
    return new UUID(hash.getLong(), hash.getLong());
  }

  /**
   * Wraps a batch key under the party's key-encryption key; {@code context} must be given again.
   */
  public byte[] wrap(String party, byte[] key, byte[] context, SecureRandom random) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, party, nonce, key, context);
    return ByteBuffer.allocate(NONCE_LENGTH + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * Undoes {@link #wrap}.
   *
   * @throws IllegalStateException if the bytes are not what was wrapped for this party and context
   */
  public byte[] unwrap(String party, byte[] wrapped, byte[] context) {
    if (wrapped.length < NONCE_LENGTH + TAG_BITS / Byte.SIZE) {
      throw new IllegalStateException("wrapped key is too short");
    }
    return crypt(
        Cipher.DECRYPT_MODE,
        party,
        Arrays.copyOf(wrapped, NONCE_LENGTH),
        Arrays.copyOfRange(wrapped, NONCE_LENGTH, wrapped.length),
        context);
  }

  /**
   * Seals what the gateway gives away and gets back, as page tokens; {@code context} must be given
   * again.
   *
   * @param use what for: each use has a key of its own
   */
  public byte[] seal(String use, byte[] plain, byte[] context, SecureRandom random) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] key = derive("seal", use);
    try {
      byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, plain, context);
      return ByteBuffer.allocate(NONCE_LENGTH + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** Undoes {@link #seal}; empty if the bytes are not what was sealed for this use and context. */
  public Optional<byte[]> unseal(String use, byte[] sealed, byte[] context) {
    if (sealed.length < NONCE_LENGTH + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          crypt(
              Cipher.DECRYPT_MODE,
              derive("seal", use),
              Arrays.copyOf(sealed, NONCE_LENGTH),
              Arrays.copyOfRange(sealed, NONCE_LENGTH, sealed.length),
              context));
    } catch (GeneralSecurityException e) {
      // what comes back from outside may be anything
      return Optional.empty();
    }
  }

  /** The key itself, to be stored safely. */
  byte[] secret() {
    return secret.clone();
  }

  @Override
  public String toString() {
    return "MasterKey[secret]";
  }

  private byte[] lookup(String scope, byte[] value) {
    MessageDigest digest = Sha256.shared();
    digest.update(lookup);
    digest.update(scope.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(value);
    return digest.digest();
  }

  private byte[] crypt(int mode, String party, byte[] nonce, byte[] input, byte[] context) {
    try {
      return crypt(mode, derive("kek", party), nonce, input, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("batch key can't be wrapped or unwrapped", e);
    }
  }

  private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] input, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher.doFinal(input);
  }

  private byte[] derive(String use, String party) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(("vitrine/1/" + use + '\0' + party).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
