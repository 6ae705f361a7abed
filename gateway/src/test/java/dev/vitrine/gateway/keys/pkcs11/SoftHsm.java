package dev.vitrine.gateway.keys.pkcs11;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.gateway.keys.pkcs11.Cryptoki.Attribute;
import dev.vitrine.gateway.testing.Components;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * SoftHSM with tokens in a folder. A process loads its module once, and the module reads its
 * configuration then: one folder per process.
 */
public final class SoftHsm {
  /** The user's PIN of every token. */
  public static final String PIN = "493817";

  private static final long CKF_RW_SESSION = 2;
  private static final long CKM_EC_EDWARDS_KEY_PAIR_GEN = 0x1055;
  private static final byte[] EDWARDS25519 =
      "\u0013\u000cedwards25519".getBytes(StandardCharsets.US_ASCII);
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

  private final Path folder;
  private final Path module;

  private SoftHsm(Path folder, Path module) {
    this.folder = folder;
    this.module = module;
  }

  /** SoftHSM, if it is installed; it keeps its tokens in this folder from now on. */
  public static Optional<SoftHsm> in(Path folder) throws IOException, InterruptedException {
    Optional<Path> module = PLACES.stream().filter(Files::exists).findFirst();
    if (module.isEmpty()) {
      return Optional.empty();
    }
    SoftHsm made = new SoftHsm(folder, module.get());
    Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        made.configuration(),
        "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
    Components.tookPart("SoftHSM", made.run("--version").strip());
    return Optional.of(made);
  }

  /** Lets this process's module find the folder; before the module is loaded. */
  public SoftHsm here() {
    NativeLibrary.getInstance("c")
        .getFunction("setenv")
        .invokeInt(new Object[] {"SOFTHSM2_CONF", configuration().toString(), 1});
    return this;
  }

  /** What {@code SOFTHSM2_CONF} must name. */
  public Path configuration() {
    return folder.resolve("softhsm2.conf");
  }

  /** The module. */
  public Path module() {
    return module;
  }

  /** Makes a token. */
  public void token(String label) throws IOException, InterruptedException {
    run("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "0000" + PIN);
  }

  /** Writes a file with a PIN. */
  public Path pinFile(String pin) throws IOException {
    Path file = folder.resolve("pin-" + pin);
    PrivateFiles.write(file, (pin + "\n").getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  /** Makes an Ed25519 key pair, on the token, through the module itself. */
  public void generate(String token, String label) throws IOException {
    Cryptoki cryptoki = Cryptoki.load(module);
    long session = cryptoki.openSession(cryptoki.slot(token).orElseThrow(), CKF_RW_SESSION);
    cryptoki.login(session, PIN.getBytes(StandardCharsets.US_ASCII));
    List<Attribute> open =
        List.of(
            Attribute.of(Cryptoki.CKA_TOKEN, true),
            Attribute.of(Cryptoki.CKA_PRIVATE, false),
            Attribute.of(Cryptoki.CKA_VERIFY, true),
            new Attribute(Cryptoki.CKA_EC_PARAMS, EDWARDS25519),
            Attribute.of(Cryptoki.CKA_LABEL, label));
    List<Attribute> hidden =
        List.of(
            Attribute.of(Cryptoki.CKA_TOKEN, true),
            Attribute.of(Cryptoki.CKA_PRIVATE, true),
            Attribute.of(Cryptoki.CKA_SENSITIVE, true),
            Attribute.of(Cryptoki.CKA_SIGN, true),
            Attribute.of(Cryptoki.CKA_LABEL, label));
    try (Memory mechanism = new Memory(3L * Long.BYTES);
        Memory keys = new Memory(2L * Long.BYTES)) {
      mechanism.clear();
      mechanism.setLong(0, CKM_EC_EDWARDS_KEY_PAIR_GEN);
      Cryptoki.withTemplate(
          open,
          (first, ofFirst) ->
              Cryptoki.withTemplate(
                  hidden,
                  (second, ofSecond) ->
                      cryptoki.call(
                          "C_GenerateKeyPair",
                          session,
                          mechanism,
                          first,
                          ofFirst,
                          second,
                          ofSecond,
                          keys.share(0),
                          keys.share(Long.BYTES))));
    }
    cryptoki.closeSession(session);
  }

  /** Destroys both halves of a key. */
  public void destroy(String token, String label) {
    Cryptoki cryptoki = Cryptoki.load(module);
    long session = cryptoki.openSession(cryptoki.slot(token).orElseThrow(), CKF_RW_SESSION);
    cryptoki.login(session, PIN.getBytes(StandardCharsets.US_ASCII));
    for (long object : cryptoki.find(session, List.of(Attribute.of(Cryptoki.CKA_LABEL, label)))) {
      cryptoki.call("C_DestroyObject", session, object);
    }
    cryptoki.closeSession(session);
  }

  /** Ends all sessions, and with them all logins, as when the token is pulled out. */
  public void pullOut(String token) {
    Cryptoki cryptoki = Cryptoki.load(module);
    cryptoki.call("C_CloseAllSessions", cryptoki.slot(token).orElseThrow());
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("softhsm2-util"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", configuration().toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("softhsm2-util failed: " + said);
    }
    return said;
  }
}
