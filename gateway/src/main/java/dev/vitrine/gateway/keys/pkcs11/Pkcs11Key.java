package dev.vitrine.gateway.keys.pkcs11;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.gateway.keys.pkcs11.Cryptoki.Attribute;
import dev.vitrine.ledger.checkpoint.SigningException;
import dev.vitrine.ledger.checkpoint.SigningKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key in a PKCS#11 device. One session, used by one thread at a time; when it was lost,
 * as when the token went away and came back, signing opens another and logs in again. Each
 * signature is checked against the public key before it is given out.
 *
 * <p>A PIN that was refused is not tried again in this process, for a few tries lock a token. It is
 * read when logging in, wiped after, and shown nowhere.
 */
public final class Pkcs11Key implements SigningKey {
  private static final int MAX_PIN = 256;

  private final Pkcs11Settings settings;
  private final Cryptoki module;
  private final byte[] publicKey;
  private @Nullable Session session;
  private boolean pinRefused;

  private record Session(long handle, long key) {}

  private Pkcs11Key(Pkcs11Settings settings, Cryptoki module) throws IOException {
    this.settings = settings;
    this.module = module;
    long handle = open();
    this.publicKey = publicKey(handle);
    this.session = new Session(handle, only(handle, Cryptoki.CKO_PRIVATE_KEY));
  }

  /**
   * Opens the key.
   *
   * @throws IOException if the module, the token or the key is not there, or the PIN is refused;
   *     the message says which
   */
  public static Pkcs11Key open(Pkcs11Settings settings) throws IOException {
    try {
      return new Pkcs11Key(settings, Cryptoki.load(settings.module()));
    } catch (Pkcs11Exception e) {
      throw new IOException("the key " + settings.key() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public synchronized byte[] sign(byte[] message) {
    Session before = session;
    if (before != null) {
      try {
        return checked(message, module.sign(before.handle(), before.key(), message));
      } catch (Pkcs11Exception e) {
        session = null;
        close(before.handle());
      }
    }
    try {
      Session fresh = reopen();
      session = fresh;
      return checked(message, module.sign(fresh.handle(), fresh.key(), message));
    } catch (Pkcs11Exception | IOException e) {
      throw new SigningException("the key in the device can't be used: " + e.getMessage(), e);
    }
  }

  private Session reopen() throws IOException {
    long handle = open();
    try {
      if (!Arrays.equals(publicKey(handle), publicKey)) {
        throw new Pkcs11Exception("there is another key of that label now");
      }
      return new Session(handle, only(handle, Cryptoki.CKO_PRIVATE_KEY));
    } catch (Pkcs11Exception e) {
      close(handle);
      throw e;
    }
  }

  /** A session that is logged in. */
  private long open() throws IOException {
    if (pinRefused) {
      throw new Pkcs11Exception("the PIN was refused: put it right and start again");
    }
    long slot =
        module
            .slot(settings.token())
            .orElseThrow(
                () ->
                    new Pkcs11Exception("no token of the label " + settings.token() + " is there"));
    byte[] pin = pin();
    long handle = module.openSession(slot, 0);
    try {
      module.login(handle, pin);
      return handle;
    } catch (Pkcs11Exception e) {
      pinRefused = e.ofThePin();
      close(handle);
      throw e;
    } finally {
      Arrays.fill(pin, (byte) 0);
    }
  }

  private byte[] pin() throws IOException {
    byte[] file = PrivateFiles.read(settings.pinFile(), MAX_PIN);
    int length = file.length;
    if (length > 0 && file[length - 1] == '\n') {
      length--;
    }
    byte[] pin = Arrays.copyOf(file, length);
    Arrays.fill(file, (byte) 0);
    return pin;
  }

  private byte[] publicKey(long handle) {
    byte[] point =
        module.attribute(handle, only(handle, Cryptoki.CKO_PUBLIC_KEY), Cryptoki.CKA_EC_POINT);
    int length = Ed25519.PUBLIC_KEY_SIZE;
    byte[] key = Arrays.copyOfRange(point, Math.max(0, point.length - length), point.length);
    // an OCTET STRING, as most modules give it; a BIT STRING or the bare key, as the standard has
    // it
    List<byte[]> heads =
        List.of(new byte[0], new byte[] {0x04, 0x20}, new byte[] {0x03, 0x21, 0x00});
    byte[] head = Arrays.copyOf(point, Math.max(0, point.length - length));
    boolean known = heads.stream().anyMatch(one -> Arrays.equals(one, head));
    if (!known || key.length != length || !Ed25519.validatePublicKeyFull(key, 0)) {
      throw new Pkcs11Exception("the key is not an Ed25519 key");
    }
    return key;
  }

  private long only(long handle, long objectClass) {
    List<Long> found =
        module.find(
            handle,
            List.of(
                Attribute.of(Cryptoki.CKA_CLASS, objectClass),
                Attribute.of(Cryptoki.CKA_KEY_TYPE, Cryptoki.CKK_EC_EDWARDS),
                Attribute.of(Cryptoki.CKA_LABEL, settings.key())));
    if (found.size() != 1) {
      String half = objectClass == Cryptoki.CKO_PUBLIC_KEY ? "public" : "private";
      throw new Pkcs11Exception(
          (found.isEmpty() ? "no " : "more than one ")
              + half
              + " Edwards key of that label is on the token");
    }
    return found.get(0);
  }

  private byte[] checked(byte[] message, byte[] signature) {
    if (signature.length != Ed25519.SIGNATURE_SIZE
        || !Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length)) {
      throw new Pkcs11Exception("the device gave a signature that does not verify");
    }
    return signature;
  }

  private void close(long handle) {
    try {
      module.closeSession(handle);
    } catch (Pkcs11Exception e) {
      // it was lost already: that is why it is closed
    }
  }

  /** Names where the key is. */
  @Override
  public String toString() {
    return "Pkcs11Key[" + settings.token() + "/" + settings.key() + "]";
  }
}
