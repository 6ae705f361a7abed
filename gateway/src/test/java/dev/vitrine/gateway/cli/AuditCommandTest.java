package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final int SIZE = 600;
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder = Path.of("");
  private final NoteSigner key =
      NoteSigner.generate("example.com/log", SignatureType.ED25519, RANDOM);
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final LogServer server;
  private Path policy = Path.of("");
  private Path state = Path.of("");

  AuditCommandTest() throws Exception {
    server = new LogServer(grown(storage, "entry", SIZE));
  }

  @BeforeEach
  void pin() throws Exception {
    policy = folder.resolve("pinned.json");
    state = folder.resolve("audit/checkpoint");
    Files.write(policy, trust(key.verifier()).encode());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anHonestLogIsClean() throws Exception {
    CommandRun run = audit("fsck");
    assertEquals(ExitCode.OK, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("✓ fsck"), run.out());
    assertTrue(run.out().contains("600 entries"), run.out());
    assertEquals("", run.err());
    JsonNode json = new ObjectMapper().readTree(audit("fsck", "--json").out());
    assertEquals(SIZE, json.get("fsck").get("entries").intValue());
  }

  @Test
  void aChangedEntryIsFound() throws Exception {
    server.lies.put("tile/entries/001", AuditCommandTest::lastByteFlipped);
    CommandRun run = audit("fsck");
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
    assertTrue(run.out().contains("INVALID at step fsck: entry 511 "), run.out());
    JsonNode json = new ObjectMapper().readTree(audit("fsck", "--json").out());
    assertTrue(json.get("fsck").get("found").intValue() >= 1);
    assertEquals("fsck", json.get("refused").get("step").textValue());
  }

  @Test
  void aChangedTileIsFound() throws Exception {
    server.lies.put("tile/0/000", AuditCommandTest::lastByteFlipped);
    CommandRun run = audit("fsck");
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
    assertTrue(run.out().contains("entry 255"), run.out());
  }

  @Test
  void whatCannotBeReadCannotBeTold() throws Exception {
    NoteSigner other = NoteSigner.generate("example.com/log", SignatureType.ED25519, RANDOM);
    Files.write(policy, trust(other.verifier()).encode());
    CommandRun unknown = audit("fsck");
    assertEquals(ExitCode.CANNOT_TELL, unknown.exitCode());
    assertTrue(unknown.out().contains("CANNOT TELL at step checkpoint-signature"), unknown.out());
    Files.write(policy, trust(key.verifier()).encode());
    server.lies.put("tile/0/000", bytes -> new byte[bytes.length + 1]);
    CommandRun tooLong = audit("fsck");
    assertEquals(ExitCode.CANNOT_TELL, tooLong.exitCode(), tooLong.out());
    server.close();
    assertEquals(ExitCode.CANNOT_TELL, audit("fsck").exitCode());
    assertEquals(ExitCode.CANNOT_TELL, audit("monitor").exitCode());
    assertFalse(Files.exists(state));
  }

  @Test
  void growthIsFollowed() throws Exception {
    assertEquals(ExitCode.OK, audit("monitor").exitCode());
    byte[] first = Files.readAllBytes(state);
    assertEquals(ExitCode.OK, audit("monitor").exitCode());
    assertArrayEquals(first, Files.readAllBytes(state));
    grown(storage, "entry", 777);
    CommandRun run = audit("monitor");
    assertEquals(ExitCode.OK, run.exitCode(), run.out());
    assertTrue(run.out().contains("✓ consistency"), run.out());
    assertTrue(run.out().contains("size 600") && run.out().contains("size 777"), run.out());
    assertTrue(Files.readString(state).contains("\n777\n"));
  }

  @Test
  void aForkIsConvicted() throws Exception {
    assertEquals(ExitCode.OK, audit("monitor").exitCode());
    byte[] seen = Files.readAllBytes(state);
    for (int size : List.of(SIZE, 900)) {
      server.serve(grown(new InMemoryLogStorage(), "another", size));
      CommandRun run = audit("monitor");
      assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
      assertTrue(run.out().contains("✓ split-view"), run.out());
      assertTrue(run.out().contains("INVALID at step consistency"), run.out());
      Path evidence = state.resolveSibling("checkpoint.fork-" + size);
      String text = Files.readString(evidence);
      assertTrue(text.contains(new String(seen, StandardCharsets.UTF_8)), text);
      assertTrue(text.contains("\n" + size + "\n"), text);
      String vkey = key.verifier().toString();
      CommandRun third = CommandRun.of("audit", "fork", evidence, "--log", vkey);
      assertEquals(ExitCode.OK, third.exitCode(), third.out());
      assertTrue(third.out().contains("✓ split-view"), third.out());
      NoteSigner other = NoteSigner.generate("example.com/log", SignatureType.ED25519, RANDOM);
      assertEquals(
          ExitCode.CANNOT_TELL,
          CommandRun.of("audit", "fork", evidence, "--log", other.verifier()).exitCode());
      Files.writeString(evidence, text.replaceFirst("root [A-Za-z0-9]", "root /"));
      CommandRun changed = CommandRun.of("audit", "fork", evidence, "--log", vkey);
      assertEquals(ExitCode.INVALID, changed.exitCode(), changed.out());
      assertArrayEquals(seen, Files.readAllBytes(state));
    }
  }

  @Test
  void aLogThatShrinksIsRefused() throws Exception {
    assertEquals(ExitCode.OK, audit("monitor").exitCode());
    byte[] seen = Files.readAllBytes(state);
    server.serve(grown(new InMemoryLogStorage(), "entry", 100));
    CommandRun run = audit("monitor");
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
    assertTrue(run.out().contains("shrank from 600 to 100"), run.out());
    assertArrayEquals(seen, Files.readAllBytes(state));
    assertTrue(Files.exists(state.resolveSibling("checkpoint.shrank-100")));
  }

  @Test
  void tilesThatAreNotTheCheckpointsProveNothing() throws Exception {
    assertEquals(ExitCode.OK, audit("monitor").exitCode());
    grown(storage, "entry", 777);
    server.lies.put("tile/0/002", AuditCommandTest::lastByteFlipped);
    CommandRun run = audit("monitor");
    assertEquals(ExitCode.CANNOT_TELL, run.exitCode(), run.out());
    assertTrue(Files.readString(state).contains("\n600\n"));
  }

  @Test
  void witnessesAreHeldAgainstTheLog() throws Exception {
    try (WitnessServer first = new WitnessServer("w1.example/one");
        WitnessServer second = new WitnessServer("w2.example/two");
        WitnessServer stranger = new WitnessServer("w3.example/three")) {
      Files.write(policy, witnessed(first, second).encode());
      Log log = grown(storage, "entry", SIZE);
      for (WitnessServer witness : List.of(first, second, stranger)) {
        witness.cosign(log.latest().orElseThrow());
      }
      grown(storage, "entry", 777);
      CommandRun one = audit("monitor", "--witness", first.url(), "--witness", first.url());
      assertEquals(ExitCode.CANNOT_TELL, one.exitCode(), one.out());
      assertTrue(one.out().contains("1 witnesses agree, and 2 are needed"), one.out());
      assertFalse(Files.exists(state));
      CommandRun unknown = audit("monitor", "--witness", first.url(), "--witness", stranger.url());
      assertEquals(ExitCode.CANNOT_TELL, unknown.exitCode(), unknown.out());
      CommandRun both = audit("monitor", "--witness", first.url(), "--witness", second.url());
      assertEquals(ExitCode.OK, both.exitCode(), both.out());
      assertTrue(both.out().contains("w1.example/one has seen"), both.out());
      assertTrue(both.out().contains("w2.example/two has seen"), both.out());
      assertEquals(
          ExitCode.USAGE, audit("monitor", "--witness", first.url(), "--need", "3").exitCode());
    }
  }

  @Test
  void aForkThatOnlyAWitnessSawIsConvicted() throws Exception {
    try (WitnessServer witness = new WitnessServer("w1.example/one")) {
      Files.write(policy, witnessed(witness).encode());
      witness.cosign(grown(new InMemoryLogStorage(), "another", 500).latest().orElseThrow());
      CommandRun run = audit("monitor", "--witness", witness.url());
      assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
      assertTrue(run.out().contains("✓ split-view"), run.out());
      assertTrue(Files.exists(state.resolveSibling("checkpoint.fork-600")));
      assertFalse(Files.exists(state));
    }
  }

  @Test
  void theReportIsSigned() throws Exception {
    Path out = folder.resolve("report.txt");
    CommandRun run = audit("export", "--out", out);
    assertEquals(ExitCode.OK, run.exitCode(), run.out() + run.err());
    String vkey = run.out().substring(run.out().indexOf("signed by ") + 10).strip();
    NoteVerifier auditor =
        NoteVerifier.parse(vkey.substring(vkey.lastIndexOf("vitrine-auditor/")).strip());
    SignedNote note = SignedNote.parse(Files.readAllBytes(out));
    assertTrue(note.verifiedBy(auditor));
    JsonNode report = new ObjectMapper().readTree(note.text());
    assertEquals("valid", report.get("verdict").get("outcome").textValue());
    assertEquals("log " + key.verifier(), report.get("trust").get("policy").get(0).textValue());
    assertEquals(SIZE, report.get("fsck").get("entries").intValue());
    assertTrue(report.get("checkpoint").textValue().startsWith("example.com/log\n600\n"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(state.resolveSibling("auditor.key"))));
    // the same auditor signs the next one
    CommandRun again = audit("export", "--out", out, "--json");
    assertEquals(
        auditor.toString(), new ObjectMapper().readTree(again.out()).get("signedBy").textValue());
    server.lies.put("tile/0/000", AuditCommandTest::lastByteFlipped);
    assertEquals(ExitCode.INVALID, audit("export", "--out", out).exitCode());
    String bad = SignedNote.parse(Files.readAllBytes(out)).text();
    assertEquals(
        "invalid", new ObjectMapper().readTree(bad).get("verdict").get("outcome").textValue());
  }

  @Test
  void whatMakesNoSenseIsAUsageError() {
    assertEquals(ExitCode.USAGE, CommandRun.of("audit").exitCode());
    assertEquals(ExitCode.USAGE, CommandRun.of("audit", "all").exitCode());
    assertEquals(ExitCode.USAGE, audit("export").exitCode());
    assertEquals(ExitCode.USAGE, audit("fsck", "--url", "ftp://127.0.0.1/").exitCode());
    assertEquals(
        ExitCode.USAGE,
        CommandRun.of("audit", "fsck", "--data", folder.resolve("missing")).exitCode());
  }

  private CommandRun audit(String what, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("audit", what, "--policy", policy));
    arguments.addAll(List.of("--state", state));
    if (List.of(more).stream().noneMatch("--url"::equals)) {
      arguments.addAll(List.of("--url", server.url()));
    }
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private Log grown(InMemoryLogStorage into, String what, int size) {
    List<byte[]> entries = new ArrayList<>();
    for (long i = into.load().sequenced(); i < size; i++) {
      entries.add((what + " " + i).getBytes(StandardCharsets.UTF_8));
    }
    into.append(entries);
    Log log = new Log(into, key);
    log.integrateAndPublish();
    return log;
  }

  private static TrustFile trust(NoteVerifier log) {
    return new TrustFile(log, List.of(), 0, List.of(), List.of());
  }

  private TrustFile witnessed(WitnessServer... witnesses) {
    List<NoteVerifier> keys = Arrays.stream(witnesses).map(WitnessServer::key).toList();
    return new TrustFile(key.verifier(), keys, 0, List.of(), List.of());
  }

  private static byte[] lastByteFlipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }
}
