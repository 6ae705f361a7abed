package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyCommandTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder = Path.of("");
  private final Exhibits exhibits = new Exhibits();
  private Path policy = Path.of("");

  VerifyCommandTest() throws Exception {}

  @BeforeEach
  void pin() throws Exception {
    policy = write("pinned.json", exhibits.trust().encode());
  }

  @Test
  void aChainOrASaleableReturnThatIsRequiredMustBeThere() throws Exception {
    byte[] event = exhibits.anchored().encode();
    String epc = "urn:epc:id:sgtin:9506000.013435.7H2K9Q1001";
    invalid("custody", verify(event, "--require-custody", epc));
    invalid(
        "commissioned",
        verify(
            event,
            "--require-saleable-return",
            "09506000134352",
            "VX26B014",
            "7H2K9Q1001",
            "280131",
            "maker",
            "receiver"));
    assertEquals(
        ExitCode.USAGE,
        verify(
                event,
                "--require-saleable-return",
                "09506000134353",
                "VX26B014",
                "7H2K9Q1001",
                "280131",
                "maker",
                "receiver")
            .exitCode());
  }

  @Test
  void anAnchoredPresentationIsShownStepByStep() throws Exception {
    CommandRun run = verify(exhibits.anchored().encode());
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    int previous = -1;
    for (String step :
        List.of(
            "format",
            "freshness",
            "slots",
            "schema",
            "record-inclusion",
            "log-proof",
            "checkpoint-signature",
            "quorum",
            "log-inclusion",
            "anchor",
            "binding")) {
      int at = run.out().indexOf("✓ " + step + " ");
      assertTrue(at > previous, step);
      previous = at;
    }
    assertTrue(run.out().contains("VX26B014"));
    assertTrue(run.out().contains("d  (2028-01-31)"), run.out());
    assertTrue(run.out().contains("ms  (2026-02-03T09:12:41.250Z)"), run.out());
    assertTrue(run.out().matches("(?s).*parentID +ABSENT.*"), run.out());
    assertTrue(run.out().endsWith("\nVALID\n"));
    assertEquals("", run.err());
  }

  @Test
  void aPrivatePresentationIsChecked() throws Exception {
    CommandRun run = verify(exhibits.unlinkable().encode());
    assertEquals(ExitCode.OK, run.exitCode(), run.out());
    assertTrue(run.out().contains("✓ bbs-proof "));
    assertTrue(run.out().contains("VX26B014"));
  }

  @Test
  void aReceiptIsCheckedWithItsDocument() throws Exception {
    byte[] receipt = exhibits.receipt(Optional.of(exhibits.logProof)).encode();
    Path document = write("event.json", Exhibits.document());
    assertEquals(ExitCode.OK, verify(receipt, "--document", document).exitCode());
    String event = Exhibits.EVENT.strip();
    Path whole =
        write(
            "whole.json",
            """
            {"@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"],
             "type": "EPCISDocument", "schemaVersion": "2.0",
             "creationDate": "2026-02-03T09:20:00Z",
             "epcisBody": {"eventList": [%s, %s]}}
            """
                .formatted(event.replace("0077", "0078"), event)
                .getBytes(StandardCharsets.UTF_8));
    CommandRun slice = verify(receipt, "--document", whole);
    assertEquals(ExitCode.OK, slice.exitCode(), slice.out());
    assertTrue(slice.out().contains("✓ document"), slice.out());
    Path changed =
        write(
            "changed.json", event.replace("VX26B014", "VX26B015").getBytes(StandardCharsets.UTF_8));
    invalid("document", verify(receipt, "--document", changed));
    Path other = write("other.json", new byte[] {1});
    invalid("document", verify(receipt, "--document", other));
    CommandRun promise = verify(exhibits.receipt(Optional.empty()).encode());
    assertEquals(ExitCode.OK, promise.exitCode());
    assertTrue(promise.out().contains("sequenced"), promise.out());
  }

  @Test
  void aLogProofAndACheckpointAreChecked() throws Exception {
    assertEquals(ExitCode.OK, verify(exhibits.checkpoint).exitCode());
    Path entry = write("entry", exhibits.header);
    assertEquals(ExitCode.OK, verify(exhibits.logProof, "--document", entry).exitCode());
    Path other = write("other", new byte[] {1});
    invalid("log-inclusion", verify(exhibits.logProof, "--document", other));
    assertEquals(ExitCode.CANNOT_TELL, verify(exhibits.logProof).exitCode());
    String note = new String(exhibits.checkpoint, StandardCharsets.UTF_8);
    invalid(
        "checkpoint-signature",
        verify(note.replace("\n3\n", "\n4\n").getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void jsonIsOneDocumentAndNothingElse() throws Exception {
    CommandRun run = verify(exhibits.anchored().encode(), "--json");
    JsonNode root = new ObjectMapper().readTree(run.out());
    assertEquals("valid", root.get("outcome").textValue());
    assertEquals("presentation", root.get("kind").textValue());
    assertEquals(
        "binding", root.get("steps").get(root.get("steps").size() - 1).get("name").textValue());
    List<String> names = new ArrayList<>();
    for (JsonNode slot : root.get("shown")) {
      names.add(slot.get("name").textValue());
      assertEquals(slot.get("name").textValue().equals("parentID"), slot.get("value").isNull());
    }
    assertEquals(4, names.size());
    assertEquals("", run.err());

    byte[] broken = exhibits.anchored().encode();
    broken[broken.length - 1] ^= 1;
    JsonNode refused = new ObjectMapper().readTree(verify(broken, "--json").out());
    assertEquals("invalid", refused.get("outcome").textValue());
    assertEquals("binding", refused.get("refused").get("step").textValue());
    assertTrue(refused.get("shown").isEmpty());
  }

  @Test
  void whatIsTamperedWithIsRefusedAtItsStep() throws Exception {
    Presentation good = exhibits.anchored();
    byte[] statement = good.statement().clone();
    int at = new String(statement, StandardCharsets.ISO_8859_1).indexOf("VX26B014");
    statement[at] ^= 1;
    invalid("slots", verify(new Presentation(statement, good.body(), good.binding()).encode()));

    byte[] body = good.body().clone();
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int size = text.indexOf("\n3\n", text.indexOf("example.com/log"));
    body[size + 1] = '5';
    invalid(
        "checkpoint-signature",
        verify(new Presentation(good.statement(), body, good.binding()).encode()));

    body = good.body().clone();
    body[text.indexOf("index 1") + 6] = '2';
    invalid(
        "log-inclusion", verify(new Presentation(good.statement(), body, good.binding()).encode()));

    byte[] binding = good.binding().clone();
    binding[0] ^= 1;
    invalid("binding", verify(new Presentation(good.statement(), good.body(), binding).encode()));

    Presentation unlinkable = exhibits.unlinkable();
    byte[] proof = unlinkable.body().clone();
    // in one of the last responses: first messages and facts are behind them
    proof[proof.length - 160] ^= 1;
    invalid(
        "bbs-proof", verify(new Presentation(unlinkable.statement(), proof, new byte[0]).encode()));
    statement = unlinkable.statement().clone();
    at = new String(statement, StandardCharsets.ISO_8859_1).indexOf("VX26B014");
    statement[at] ^= 1;
    invalid(
        "bbs-proof", verify(new Presentation(statement, unlinkable.body(), new byte[0]).encode()));

    Receipt receipt = exhibits.receipt(Optional.of(exhibits.logProof));
    byte[] promise = receipt.promise().clone();
    promise[5] ^= 1;
    byte[] file = receipt.encode();
    System.arraycopy(promise, 0, file, indexOf(file, receipt.promise()), promise.length);
    invalid("promise", verify(file));

    invalid("format", verify("nothing of ours".getBytes(StandardCharsets.UTF_8)));
    invalid("format", verify(new byte[0]));
  }

  @Test
  void noFlippedBitPasses() throws Exception {
    for (byte[] good :
        List.of(
            exhibits.anchored().encode(),
            exhibits.unlinkable().encode(),
            exhibits.receipt(Optional.of(exhibits.logProof)).encode(),
            exhibits.checkpoint)) {
      int stride = Math.max(1, good.length / 60);
      for (int at = 0; at < good.length; at += stride) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) (1 << at % 7);
        Verdict verdict =
            new Verification(
                    exhibits.trust(), Policy.at(Exhibits.NOW), Optional.empty(), step -> {})
                .verify(bad);
        assertNotEquals(ExitCode.OK, verdict.exitCode(), "byte " + at);
        assertTrue(verdict.shown().isEmpty() && verdict.facts().isEmpty());
      }
    }
  }

  @Test
  void theVerifiersExpectationsCount() throws Exception {
    byte[] file = exhibits.anchored().encode();
    String nonce = HexFormat.of().formatHex(Exhibits.NONCE);
    assertEquals(
        ExitCode.OK, verify(file, "--audience", Exhibits.AUDIENCE, "--nonce", nonce).exitCode());
    invalid("audience", verify(file, "--audience", "somebody else"));
    invalid("nonce", verify(file, "--nonce", "00" + nonce.substring(2)));
    invalid(
        "freshness",
        CommandRun.of(
            "verify", write("late", file), "--policy", policy, "--at", "2026-03-01T13:00:00Z"));
    // and by the clock, which is far past
    invalid("freshness", CommandRun.of("verify", write("now", file), "--policy", policy));
  }

  @Test
  void whatIsProvedIsSaidInWordsAndCanBeRequired() throws Exception {
    for (Mode mode : Mode.values()) {
      byte[] file = exhibits.proving(mode).encode();
      CommandRun run = verify(file);
      assertEquals(ExitCode.OK, run.exitCode(), run.out());
      assertTrue(
          run.out()
              .contains(
                  """
                  proved:
                    record 0: eventTime ≥ 2026-01-01T00:00:00.001Z
                    record 0: eventTime ≤ 2026-12-31T23:59:59.999Z
                  """),
          run.out());
      JsonNode root = new ObjectMapper().readTree(verify(file, "--json").out());
      assertEquals(2, root.get("proved").size());

      assertEquals(ExitCode.OK, verify(file, "--require", "eventTime > 1700000000000").exitCode());
      invalid("policy", verify(file, "--require", "eventTime > 1790000000000"));
      invalid("policy", verify(file, "--require", "age(expiry) >= 18"));
      Path requirements =
          write(
              "requirements.json",
              """
              {"mode": "%s", "audience": "%s", "schemas": [{"schema": "gs1.epcis.v1"}],
               "shown": [{"slot": "lot"}],
               "facts": [{"before": {"of": {"slot": "eventTime"},
                 "instant": "2027-06-01T00:00:00Z"}}]}
              """
                  .formatted("PROOF_MODE_" + mode, Exhibits.AUDIENCE)
                  .getBytes(StandardCharsets.UTF_8));
      assertEquals(
          ExitCode.OK,
          verify(file, "--requirements", requirements, "--require", "eventTime > 5").exitCode());
      byte[] bytes = Files.readAllBytes(requirements);
      Path stricter =
          write(
              "stricter.json",
              new String(bytes, StandardCharsets.UTF_8)
                  .replace("2027-06", "2026-06")
                  .getBytes(StandardCharsets.UTF_8));
      invalid("policy", verify(file, "--requirements", stricter));
      byte[] broken = file.clone();
      broken[broken.length - 90] ^= 1;
      CommandRun refused = verify(broken);
      assertEquals(ExitCode.INVALID, refused.exitCode(), refused.out());
      assertFalse(refused.out().contains("proved:"));
    }
  }

  @Test
  void anUnknownKeyMeansCannotTell() throws Exception {
    TrustFile known = exhibits.trust();
    NoteSigner otherLog = NoteSigner.generate("example.com/log", SignatureType.ED25519, RANDOM);
    cannotTell(
        "checkpoint-signature",
        exhibits.anchored().encode(),
        new TrustFile(otherLog.verifier(), List.of(), 0, known.gatewayKeys(), known.issuers()));
    GatewayKey other = GatewayKey.random(RANDOM);
    TrustFile otherGateway =
        new TrustFile(known.log(), List.of(), 0, List.of(other.publicKey()), List.of());
    cannotTell("binding", exhibits.anchored().encode(), otherGateway);
    cannotTell("promise", exhibits.receipt(Optional.empty()).encode(), otherGateway);
    cannotTell("issuer", exhibits.unlinkable().encode(), otherGateway);
  }

  @Test
  void aMissingQuorumIsInvalid() throws Exception {
    TrustFile known = exhibits.trust();
    NoteSigner witness = NoteSigner.generate("w1", SignatureType.COSIGNATURE_V1, RANDOM);
    policy =
        write(
            "strict.json",
            new TrustFile(
                    known.log(),
                    List.of(witness.verifier()),
                    1,
                    known.gatewayKeys(),
                    known.issuers())
                .encode());
    invalid("quorum", verify(exhibits.anchored().encode()));
  }

  @Test
  void whatMakesNoSenseIsAUsageError() throws Exception {
    Path file = write("good", exhibits.anchored().encode());
    Path receipt = write("receipt", exhibits.receipt(Optional.empty()).encode());
    usage("verify");
    usage("verify", folder.resolve("missing"), "--policy", policy);
    usage("verify", file, "--policy", folder.resolve("missing"));
    usage("verify", file, "--data", folder.resolve("missing"));
    usage("verify", file, "--policy", write("bad.json", new byte[] {'{', '}'}));
    usage("verify", file, "--policy", policy, "--nonce", "xyz");
    usage("verify", file, "--policy", policy, "--nonce", "00");
    usage("verify", file, "--policy", policy, "--at", "yesterday");
    usage("verify", file, "--policy", policy, "--document", receipt);
    usage("verify", receipt, "--policy", policy, "--audience", "me");
    usage("verify", receipt, "--policy", policy, "--require", "eventTime > 5");
    for (String fact :
        List.of(
            "", "lot", "lot > x", "age(lot) > 3", "0:0:lot > 3", "lot >= 1e5", "age(a) >= 999")) {
      usage("verify", file, "--policy", policy, "--require", fact);
    }
    usage("verify", file, "--policy", policy, "--requirements", folder.resolve("missing"));
    usage(
        "verify",
        file,
        "--policy",
        policy,
        "--requirements",
        write("unknown.json", "{\"fact\": []}".getBytes(StandardCharsets.UTF_8)));
    usage("verify", file, "--unknown");
  }

  @Test
  void theFoldersTrustFileIsTheDefault() throws Exception {
    Files.write(folder.resolve(TrustFile.NAME), exhibits.trust().encode());
    Path file = write("receipt", exhibits.receipt(Optional.empty()).encode());
    assertEquals(ExitCode.OK, CommandRun.of("verify", file, "--data", folder).exitCode());
  }

  @Test
  void foreignTextDrivesNoTerminal() {
    assertEquals("a\uFFFD[31mb\uFFFDc", Report.printable("a\u001b[31mb\u202ec"));
    assertEquals("Å 漢 €", Report.printable("Å 漢 €"));
  }

  private CommandRun verify(byte[] file, Object... more) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("verify", write("checked", file)));
    arguments.addAll(List.of("--policy", policy, "--at", Exhibits.NOW));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private void cannotTell(String step, byte[] file, TrustFile trust) throws Exception {
    policy = write("other.json", trust.encode());
    CommandRun run = verify(file);
    assertEquals(ExitCode.CANNOT_TELL, run.exitCode(), run.out());
    assertTrue(run.out().contains("CANNOT TELL at step " + step + ":"), run.out());
  }

  private static void invalid(String step, CommandRun run) {
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("INVALID at step " + step + ":"), run.out());
    assertFalse(run.out().contains("shown:"));
  }

  private static void usage(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertEquals(ExitCode.USAGE, run.exitCode(), run.out() + run.err());
    assertEquals("", run.out());
    assertFalse(run.err().isEmpty());
  }

  private static int indexOf(byte[] file, byte[] part) {
    return new String(file, StandardCharsets.ISO_8859_1)
        .indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  private Path write(String name, byte[] content) throws Exception {
    return Files.write(folder.resolve(name), content);
  }
}
