package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.credential.BbsCredentials;
import dev.vitrine.proofs.credential.CredentialKeys;
import dev.vitrine.proofs.credential.HolderKey;
import dev.vitrine.proofs.credential.RecordClaims;
import dev.vitrine.proofs.credential.SdJwtCredentials;
import dev.vitrine.proofs.credential.SlotValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialCommandTest {
  private static final String LOG = "example.com/log";
  private static final String NONCE = "0123456789abcdef";

  private final SecureRandom random = new SecureRandom();
  private final CredentialKeys keys =
      new CredentialKeys(new byte[32], "https://gateway.example/credentials/issuer", LOG);

  @TempDir private Path folder = Path.of("");
  private Path issuer = Path.of("");

  @BeforeEach
  void pin() throws Exception {
    issuer = write("issuer.json", keys.issuer().controllerDocument());
  }

  @Test
  void aBbsCredentialIsShownAndChecked() throws Exception {
    Path credential = write("credential.json", new BbsCredentials(random).issue(claims(), keys));
    Path shown = folder.resolve("shown.json");
    CommandRun made =
        CommandRun.of(
            "credential",
            "present",
            credential,
            "--issuer",
            issuer,
            "--slots",
            "gender",
            "--audience",
            "pharmacy",
            "--nonce",
            NONCE,
            "--out",
            shown);
    assertEquals(ExitCode.OK, made.exitCode(), made.err());
    CommandRun run = verify(shown, "--audience", "pharmacy", "--nonce", NONCE);
    assertEquals(ExitCode.OK, run.exitCode(), run.out());
    assertTrue(run.out().contains("✓ signature "), run.out());
    assertTrue(run.out().contains("female"));
    assertFalse(run.out().contains("Berg"));
    assertTrue(run.out().endsWith("\nVALID\n"));
    CommandRun other = verify(shown, "--audience", "court", "--nonce", NONCE);
    assertEquals(ExitCode.INVALID, other.exitCode());
    assertTrue(other.out().contains("INVALID at step presentation"), other.out());
    CommandRun late =
        verify(shown, "--audience", "pharmacy", "--nonce", NONCE, "--at", "2099-01-01T00:00:00Z");
    assertTrue(late.out().contains("INVALID at step validity"), late.out());
    assertEquals(ExitCode.USAGE, verify(shown).exitCode());
  }

  @Test
  void anSdJwtIsBoundToAKeyFile() throws Exception {
    Path key = folder.resolve("holder.key");
    CommandRun jwk = CommandRun.of("credential", "key", key);
    assertEquals(ExitCode.OK, jwk.exitCode(), jwk.err());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    assertEquals(jwk, CommandRun.of("credential", "key", key), "the same key again");
    HolderKey.Public holder =
        HolderKey.Public.parse(jwk.out().strip().getBytes(StandardCharsets.UTF_8));
    Path credential =
        write(
            "credential.sd-jwt",
            new SdJwtCredentials(random)
                .issue(claims(), keys, Optional.of(holder))
                .getBytes(StandardCharsets.US_ASCII));
    Path shown = folder.resolve("shown.sd-jwt");
    CommandRun made =
        CommandRun.of(
            "credential",
            "present",
            credential,
            "--issuer",
            issuer,
            "--slots",
            "gender",
            "--holder-key",
            key,
            "--audience",
            "pharmacy",
            "--nonce",
            NONCE,
            "--out",
            shown);
    assertEquals(ExitCode.OK, made.exitCode(), made.err());
    CommandRun run = verify(shown, "--audience", "pharmacy", "--nonce", NONCE, "--json");
    assertEquals(ExitCode.OK, run.exitCode(), run.out());
    assertTrue(run.out().contains("\"outcome\" : \"valid\""), run.out());
    assertTrue(run.out().contains("female"));
    assertFalse(run.out().contains("Berg"));
    assertEquals(ExitCode.CANNOT_TELL, verify(shown).exitCode(), "a binding nobody asked for");
  }

  @Test
  void whatCantBeShownIsSaid() throws Exception {
    byte[] good = new BbsCredentials(random).issue(claims(), keys);
    Path credential = write("credential.json", good);
    Path out = folder.resolve("out");
    assertEquals(ExitCode.INVALID, present(credential, "nothing", out).exitCode());
    String changed = new String(good, StandardCharsets.UTF_8).replace("female", "male");
    Path forged = write("forged.json", changed.getBytes(StandardCharsets.UTF_8));
    CommandRun refused = present(forged, "gender", out);
    assertEquals(ExitCode.INVALID, refused.exitCode());
    assertTrue(refused.err().contains("signature"), refused.err());
    // taken for an SD-JWT, which an audience sees only with the holder's key
    assertEquals(ExitCode.USAGE, present(write("x", new byte[] {1}), "gender", out).exitCode());
    assertEquals(ExitCode.USAGE, present(folder.resolve("none"), "gender", out).exitCode());
    assertEquals(ExitCode.USAGE, CommandRun.of("credential").exitCode());
    assertFalse(Files.exists(out), "nothing is written");
    issuer = write("bad.json", "{}".getBytes(StandardCharsets.UTF_8));
    assertEquals(ExitCode.USAGE, present(credential, "gender", out).exitCode());
  }

  private CommandRun present(Path credential, String slot, Path out) {
    return CommandRun.of(
        "credential",
        "present",
        credential,
        "--issuer",
        issuer,
        "--slots",
        slot,
        "--audience",
        "pharmacy",
        "--nonce",
        NONCE,
        "--out",
        out);
  }

  private CommandRun verify(Path file, String... more) {
    Object[] arguments = new Object[5 + more.length];
    arguments[0] = "credential";
    arguments[1] = "verify";
    arguments[2] = file;
    arguments[3] = "--issuer";
    arguments[4] = issuer;
    System.arraycopy(more, 0, arguments, 5, more.length);
    return CommandRun.of(arguments);
  }

  private static RecordClaims claims() {
    Instant now = Clock.systemUTC().instant();
    return new RecordClaims(
        "fhir.Patient.v1",
        "00".repeat(32),
        LOG,
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(1)),
        new TreeMap<>(
            Map.of(
                "gender", new SlotValue("female", null),
                "name.family", new SlotValue("Berg", null))),
        Set.of());
  }

  private Path write(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes);
  }
}
