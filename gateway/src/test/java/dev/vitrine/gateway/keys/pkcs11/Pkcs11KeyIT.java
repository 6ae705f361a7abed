package dev.vitrine.gateway.keys.pkcs11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.vitrine.gateway.testing.Components;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SigningException;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.witness.LogPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log key in SoftHSM, through SoftHSM's own module. */
class Pkcs11KeyIT {
  private static final String TOKEN = "vitrine";
  private static final String PINS = "pins";
  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SoftHsm hsm;

  @BeforeAll
  static void start() throws Exception {
    Optional<SoftHsm> found = SoftHsm.in(folder);
    if (found.isEmpty() && Components.required()) {
      fail("SoftHSM is not installed");
    }
    Assumptions.assumeTrue(found.isPresent(), "SoftHSM is not installed: skipped");
    hsm = found.get().here();
    // before the module is loaded: it looks for tokens once
    hsm.token(TOKEN);
    hsm.token(PINS);
  }

  @Test
  void signsTheCheckpointsOfALog() throws Exception {
    hsm.generate(TOKEN, "log");
    NoteSigner signer = NoteSigner.of("log.example/1", SignatureType.ED25519, open("log"));
    InMemoryLogStorage storage = new InMemoryLogStorage();
    storage.append(List.of(MESSAGE));
    Log log = new Log(storage, LogSigner.of(signer), Cosigner.NONE);
    log.integrateAndPublish();
    new CheckpointVerifier(LogPolicy.of(signer.verifier()))
        .verify(log.latest().orElseThrow(), step -> {});
    assertThrows(IllegalStateException.class, signer::secret, "the device keeps it");

    hsm.destroy(TOKEN, "log");
    assertEquals(1, storage.append(List.of(MESSAGE)), "intake goes on");
    SigningException gone = assertThrows(SigningException.class, log::integrateAndPublish);
    assertTrue(gone.getMessage().contains("no public Edwards key"), gone.getMessage());
    assertEquals(1, log.latest().orElseThrow().checkpoint().size(), "nothing is published");

    hsm.generate(TOKEN, "log");
    SigningException other = assertThrows(SigningException.class, log::integrateAndPublish);
    assertTrue(other.getMessage().contains("another key of that label"), other.getMessage());
  }

  @Test
  void logsInAgainWhenTheTokenWasAway() throws Exception {
    hsm.generate(TOKEN, "again");
    Pkcs11Key key = open("again");
    verifies(key);
    hsm.pullOut(TOKEN);
    verifies(key);
    Pkcs11Key second = open("again");
    verifies(second);
    verifies(key);
  }

  @Test
  void manyThreadsShareASession() throws Exception {
    hsm.generate(TOKEN, "shared");
    Pkcs11Key key = open("shared");
    List<Thread> threads = new java.util.ArrayList<>();
    var failed = new java.util.concurrent.atomic.AtomicInteger();
    for (int i = 0; i < 8; i++) {
      byte[] message = {(byte) i};
      Thread thread =
          new Thread(
              () -> {
                for (int k = 0; k < 20; k++) {
                  byte[] signature = key.sign(message);
                  if (!Ed25519.verify(signature, 0, key.publicKey(), 0, message, 0, 1)) {
                    failed.incrementAndGet();
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, failed.get());
  }

  @Test
  void aWrongPinIsTriedOnce() throws Exception {
    hsm.generate(PINS, "log");
    hsm.pullOut(PINS);
    Path wrong = hsm.pinFile("000111");
    String refused = refused(new Pkcs11Settings(hsm.module(), PINS, "log", wrong));
    assertTrue(refused.contains("CKR_PIN_INCORRECT"), refused);
    assertFalse(refused.contains("000111"), "a PIN is shown nowhere");

    Path file = hsm.pinFile(SoftHsm.PIN);
    Path changing = folder.resolve("changing");
    Files.copy(file, changing);
    Files.setPosixFilePermissions(changing, PosixFilePermissions.fromString("rw-------"));
    Pkcs11Key key = Pkcs11Key.open(new Pkcs11Settings(hsm.module(), PINS, "log", changing));
    Files.writeString(changing, "000111");
    hsm.pullOut(PINS);
    assertTrue(said(key).contains("CKR_PIN_INCORRECT"));
    Files.writeString(changing, SoftHsm.PIN);
    assertTrue(said(key).contains("the PIN was refused"), "not tried again, were it right now");
    assertFalse(key.toString().contains(SoftHsm.PIN));
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Path pin = hsm.pinFile(SoftHsm.PIN);
    Path module = hsm.module();
    assertTrue(
        refused(new Pkcs11Settings(Path.of("/nowhere.so"), TOKEN, "x", pin))
            .contains("can't be loaded"));
    assertTrue(refused(new Pkcs11Settings(module, "other", "x", pin)).contains("no token"));
    assertTrue(refused(new Pkcs11Settings(module, TOKEN, "x", pin)).contains("no public Edwards"));
    Path open = folder.resolve("open-pin");
    Files.writeString(open, SoftHsm.PIN);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(refused(new Pkcs11Settings(module, TOKEN, "x", open)).contains("chmod 600"));
    hsm.generate(TOKEN, "twice");
    hsm.generate(TOKEN, "twice");
    assertTrue(refused(new Pkcs11Settings(module, TOKEN, "twice", pin)).contains("more than one"));
  }

  private static Pkcs11Key open(String label) throws IOException {
    return Pkcs11Key.open(new Pkcs11Settings(hsm.module(), TOKEN, label, hsm.pinFile(SoftHsm.PIN)));
  }

  private static void verifies(Pkcs11Key key) {
    byte[] signature = key.sign(MESSAGE);
    assertTrue(Ed25519.verify(signature, 0, key.publicKey(), 0, MESSAGE, 0, MESSAGE.length));
  }

  private static String said(Pkcs11Key key) {
    return String.valueOf(
        assertThrows(SigningException.class, () -> key.sign(MESSAGE)).getMessage());
  }

  private static String refused(Pkcs11Settings settings) {
    return String.valueOf(
        assertThrows(IOException.class, () -> Pkcs11Key.open(settings)).getMessage());
  }
}
