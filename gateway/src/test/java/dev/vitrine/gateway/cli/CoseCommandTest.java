package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.scitt.Statements;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.cose.CborItem;
import dev.vitrine.ledger.cose.CoseHeader;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.ReceiptSigner;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.proofs.presentation.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} of signed statements and COSE receipts, and {@code receipt export}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoseCommandTest {
  @TempDir private Path folder = Path.of("");
  private final Exhibits exhibits = new Exhibits();
  private final NoteSigner issuer = Statements.key();
  private final SignedStatement statement = Statements.statement(issuer, "{\"recall\": false}");
  private final byte[] receipt;
  private Path policy = Path.of("");
  private Path issuers = Path.of("");
  private Path file = Path.of("");
  private Path beside = Path.of("");

  CoseCommandTest() throws Exception {
    InMemoryLogStorage storage = new InMemoryLogStorage();
    storage.append(List.of(new byte[] {0}, statement.entry(), new byte[] {2}));
    Log log = new Log(storage, exhibits.logKey);
    log.integrateAndPublish();
    TlogProof proof = log.view().proof(1);
    receipt =
        new ReceiptSigner(exhibits.logKey.name(), exhibits.logKey.key())
            .inclusion(
                statement.entry(),
                proof.inclusion(),
                statement.subject().orElseThrow(),
                proof.checkpoint())
            .encode();
  }

  @BeforeEach
  void write() throws Exception {
    policy = write("pinned.json", exhibits.trust().encode());
    issuers = write("issuers.json", Statements.issuersFile(issuer));
    file = write("statement.cose", statement.encode());
    beside = write("receipt.cose", receipt);
  }

  @Test
  void aStatementIsCheckedWithItsReceipt() {
    CommandRun run = verify(file, "--receipt", beside, "--issuers", issuers);
    assertEquals(ExitCode.OK, run.exitCode(), run.out() + run.err());
    int previous = -1;
    for (String step :
        List.of(
            "format",
            "statement-headers",
            "statement-issuer",
            "statement-key",
            "statement-signature",
            "cose-receipt",
            "cose-log",
            "cose-inclusion",
            "cose-signature",
            "cose-checkpoint",
            "checkpoint-signature",
            "quorum")) {
      int at = run.out().indexOf("✓ " + step + " ");
      assertTrue(at > previous, step);
      previous = at;
    }
    assertTrue(run.out().contains("signed by its issuer"), run.out());
    CommandRun alone = verify(file, "--receipt", beside);
    assertEquals(ExitCode.OK, alone.exitCode());
    assertTrue(alone.out().contains("signature not checked"), alone.out());
    assertEquals(ExitCode.OK, verify(file, "--issuers", issuers).exitCode());
    refused(ExitCode.CANNOT_TELL, "statement-issuer", verify(file));
    assertEquals(ExitCode.OK, verify(beside, "--entry", file).exitCode());
    refused(ExitCode.CANNOT_TELL, "cose-inclusion", verify(beside));
  }

  @Test
  void aTransparentStatementNeedsNothingBesideIt() throws Exception {
    Path transparent = write("transparent.cose", statement.withReceipts(List.of(receipt)).encode());
    assertEquals(ExitCode.OK, verify(transparent, "--issuers", issuers).exitCode());
    // a receipt of a log that is not trusted changes nothing; alone it shows nothing
    NoteSigner other = Statements.key();
    CoseSign1 foreign =
        CoseSign1.sign(
            other.key(),
            Statements.header("other.example", "x").with(CoseHeader.VDS, CborItem.of(1)),
            CoseSign1.parse(receipt).unprotectedHeader(),
            new byte[32],
            false);
    Path two =
        write("two.cose", statement.withReceipts(List.of(foreign.encode(), receipt)).encode());
    assertEquals(ExitCode.OK, verify(two).exitCode());
    Path one = write("one.cose", statement.withReceipts(List.of(foreign.encode())).encode());
    refused(ExitCode.CANNOT_TELL, "cose-log", verify(one, "--issuers", issuers));
  }

  @Test
  void whateverIsTamperedWithIsRefusedByName() throws Exception {
    SignedStatement other = Statements.statement(issuer, "{\"recall\": true}");
    Path another = write("another.cose", other.encode());
    refused(
        ExitCode.INVALID,
        "cose-signature",
        verify(another, "--receipt", beside, "--issuers", issuers));
    refused(
        ExitCode.INVALID,
        "statement-signature",
        verify(file, "--issuers", write("others.json", Statements.issuersFile(Statements.key()))));
    byte[] words = statement.encode();
    int at = new String(words, StandardCharsets.ISO_8859_1).indexOf("false");
    words[at] = 'F';
    refused(
        ExitCode.INVALID,
        "statement-signature",
        verify(write("words.cose", words), "--receipt", beside, "--issuers", issuers));
    byte[] signature = statement.encode();
    signature[signature.length - 1] ^= 1;
    refused(
        ExitCode.INVALID,
        "cose-signature",
        verify(write("signature.cose", signature), "--receipt", beside));
    byte[] forged = receipt.clone();
    forged[forged.length - 1] ^= 1;
    Path forgedFile = write("forged.cose", forged);
    refused(ExitCode.INVALID, "cose-signature", verify(file, "--receipt", forgedFile));
    refused(
        ExitCode.INVALID,
        "format",
        verify(write("broken.cose", new byte[] {(byte) 0xd2, (byte) 0x84, 0})));
    TrustFile stranger =
        new TrustFile(new Exhibits().logKey.verifier(), List.of(), 0, List.of(), List.of());
    refused(
        ExitCode.CANNOT_TELL,
        "cose-log",
        CommandRun.of(
            "verify",
            file,
            "--receipt",
            beside,
            "--policy",
            write("stranger.json", stranger.encode())));
  }

  @Test
  void optionsThatWouldCheckNothingAreRefused() throws Exception {
    Path vitrine = write("receipt.cbor", exhibits.receipt(Optional.empty()).encode());
    assertEquals(ExitCode.USAGE, verify(vitrine, "--issuers", issuers).exitCode());
    assertEquals(ExitCode.USAGE, verify(vitrine, "--entry", file).exitCode());
    assertEquals(ExitCode.USAGE, verify(file, "--entry", file).exitCode());
    assertEquals(ExitCode.USAGE, verify(file, "--document", file).exitCode());
    assertEquals(
        ExitCode.USAGE, verify(file, "--issuers", write("bad.json", new byte[1])).exitCode());
  }

  @Test
  void aReceiptIsExportedAsTextAndVerifies() throws Exception {
    Receipt made = exhibits.receipt(Optional.of(exhibits.logProof));
    Path vitrine = write("receipt.cbor", made.encode());
    Path text = folder.resolve("receipt.tlog");
    CommandRun run =
        CommandRun.of("receipt", "export", vitrine, "--as", "tlog-proof", "--out", text);
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertArrayEquals(exhibits.logProof, Files.readAllBytes(text));
    assertEquals(ExitCode.OK, verify(text, "--entry", vitrine).exitCode());
    Path entry = folder.resolve("entry");
    CommandRun.of("receipt", "export", vitrine, "--as", "entry", "--out", entry);
    assertEquals(ExitCode.OK, verify(text, "--entry", entry).exitCode());
    refused(ExitCode.INVALID, "log-inclusion", verify(text, "--entry", file));
    String printed = CommandRun.of("receipt", "export", vitrine, "--as", "tlog-proof").out();
    assertEquals(new String(exhibits.logProof, StandardCharsets.UTF_8), printed);
    for (String wrong : List.of("cose", "pdf")) {
      assertEquals(
          ExitCode.USAGE, CommandRun.of("receipt", "export", vitrine, "--as", wrong).exitCode());
    }
    Path early = write("early.cbor", exhibits.receipt(Optional.empty()).encode());
    assertEquals(
        ExitCode.USAGE, CommandRun.of("receipt", "export", early, "--as", "tlog-proof").exitCode());
    assertEquals(
        ExitCode.USAGE, CommandRun.of("receipt", "export", file, "--as", "entry").exitCode());
  }

  private CommandRun verify(Path what, Object... more) {
    Object[] all = new Object[more.length + 4];
    all[0] = "verify";
    all[1] = what;
    all[2] = "--policy";
    all[3] = policy;
    System.arraycopy(more, 0, all, 4, more.length);
    return CommandRun.of(all);
  }

  private static void refused(int code, String step, CommandRun run) {
    assertEquals(code, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains(" at step " + step + ":"), run.out());
  }

  private Path write(String name, byte[] content) throws Exception {
    return Files.write(folder.resolve(name), content);
  }
}
