package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.verdict.AnchorVerifier;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Receipts with the evidence of external ledgers. */
class AnchoredReceiptTest {
  private static final TestLedger CHAIN = new TestLedger("chain.example", 7);
  private static final TestLedger NOTARY = new TestLedger("notary.example", 8);

  private static Gateway gateway;

  /** The log proof and root at the anchored checkpoint, which is older than the newest one. */
  private static byte[] anchoredProof;

  private static byte[] anchoredRoot;
  private static Receipt plain;

  @BeforeAll
  static void start() throws Exception {
    gateway = new Gateway();
    anchoredProof = gateway.log.prove(gateway.logIndex);
    anchoredRoot = gateway.log.root();
    gateway.log.append(utf8("a later entry"));
    plain = gateway.receipt(Optional.of(gateway.log.prove(gateway.logIndex)));
  }

  @Test
  void eachAnchorPassesItsLogProofThenItsLedgersSteps() throws Exception {
    Receipt receipt = plain.with(List.of(chain(), notary()));
    byte[] file = receipt.encode();
    List<Step> steps = verify(file, Set.of(CHAIN.name, NOTARY.name), CHAIN, NOTARY);
    List<String> anchored =
        List.of("checkpoint", "log-inclusion", "log-index", "ledger-signature", "anchored");
    List<String> names = steps.stream().map(Step::name).toList();
    assertEquals(anchored, names.subList(names.size() - 5, names.size()));
    assertEquals(anchored, names.subList(names.size() - 10, names.size() - 5));
    assertEquals("notary.example at block 78", steps.get(steps.size() - 1).detail());
    assertTrue(steps.get(0).detail().startsWith("receipt version 3"));
    assertArrayEquals(file, Receipt.decode(file).encode());
    assertTrue(Receipt.looksLikeOne(file));
    assertEquals(3, Receipt.decode(file).version());
  }

  @Test
  void withoutEvidenceAReceiptIsWhatItWas() throws Exception {
    assertEquals(2, plain.version());
    assertArrayEquals(plain.encode(), plain.with(List.of(chain())).with(List.of()).encode());
    List<Step> steps = verify(plain.encode(), Set.of());
    assertTrue(steps.get(0).detail().startsWith("receipt version 2"));
  }

  @Test
  void anUnknownLedgerIsSaidToBeUncheckedAndNeverToBeAnchored() throws Exception {
    byte[] file = plain.with(List.of(chain(), notary())).encode();
    List<Step> steps = verify(file, Set.of(), NOTARY);
    List<String> anchored =
        steps.stream().filter(s -> s.name().equals("anchored")).map(Step::detail).toList();
    assertEquals(List.of("notary.example at block 78"), anchored);
    Step unchecked =
        steps.stream().filter(s -> s.name().equals("anchor-unchecked")).findFirst().orElseThrow();
    assertTrue(unchecked.detail().startsWith("chain.example not checked: anchor-ledger"));
    RefusedException refusal = refused(AnchorVerifier.ANCHOR_LEDGER, file, CHAIN.name, NOTARY);
    assertEquals(Outcome.CANNOT_TELL, refusal.outcome());
    assertEquals(
        Outcome.CANNOT_TELL, refused(AnchorVerifier.ANCHOR_LEDGER, file, CHAIN.name).outcome());
  }

  @Test
  void aRequiredLedgerMustBeThere() {
    byte[] file = plain.with(List.of(notary())).encode();
    RefusedException refusal = refused("anchor-required", file, CHAIN.name, CHAIN, NOTARY);
    assertEquals(Outcome.INVALID, refusal.outcome());
    assertTrue(refusal.reason().contains(CHAIN.name));
    refused("anchor-required", plain.encode(), CHAIN.name, CHAIN);
    refused(
        "anchor-required", gateway.receipt(Optional.empty()).encode(), CHAIN.name, CHAIN, NOTARY);
  }

  @Test
  void everyCheatIsRefusedAtItsStepWhetherRequiredOrNot() {
    byte[] forged = chain().evidence();
    forged[20] ^= 1;
    cheat("ledger-signature", with(anchoredProof, TestLedger.MEDIA_TYPE, forged));
    cheat("evidence", with(anchoredProof, "text/plain", chain().evidence()));
    // evidence of one checkpoint under the proof of another
    byte[] newest = plain.logProof().orElseThrow();
    cheat("ledger-signature", with(newest, TestLedger.MEDIA_TYPE, chain().evidence()));
    // another ledger's evidence under this one's name
    cheat("ledger-signature", with(anchoredProof, TestLedger.MEDIA_TYPE, notary().evidence()));
    byte[] cut = Arrays.copyOf(anchoredProof, anchoredProof.length - 1);
    cheat("log-proof", with(cut, TestLedger.MEDIA_TYPE, chain().evidence()));
    byte[] other = gateway.log.prove(0);
    cheat("log-inclusion", with(other, TestLedger.MEDIA_TYPE, chain().evidence()));
  }

  /** The same header at another place of the log is not the promised one. */
  @Test
  void anAnchoredTreeThatHasTheBatchElsewhereIsRefused() throws Exception {
    TestLog second = new TestLog("log.example/2", 2);
    second.append(utf8("genesis"));
    byte[] elsewhere = second.prove(second.append(gateway.header));
    Receipt receipt = plain.with(List.of(CHAIN.anchor(elsewhere, second.root(), 1)));
    Trust trust =
        new Trust(
            List.of(gateway.key.publicKey()),
            List.of(),
            List.of(),
            List.of(),
            TestLog.verifier(gateway.log, second),
            TestLedger.verifier(CHAIN));
    RefusedException refusal =
        assertThrows(
            RefusedException.class,
            () -> new ReceiptVerifier(trust).verify(receipt.encode(), Optional.empty(), s -> {}));
    assertEquals("log-index", refusal.step());
  }

  /** One bit of every byte: never anchored where it is required, never any other exception. */
  @Test
  void noBitCanBeFlipped() {
    byte[] file = plain.with(List.of(chain(), notary())).encode();
    Set<String> both = Set.of(CHAIN.name, NOTARY.name);
    for (int i = 0; i < file.length; i++) {
      byte[] flipped = file.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      assertThrows(RefusedException.class, () -> verify(flipped, both, CHAIN, NOTARY), "byte " + i);
    }
  }

  @Test
  void onlyOneFormIsRead() throws Exception {
    assertThrows(
        IllegalArgumentException.class, () -> plain.with(List.of(notary(), chain())), "order");
    assertThrows(
        IllegalArgumentException.class, () -> plain.with(List.of(chain(), chain())), "twice");
    List<LedgerProof> nine = new ArrayList<>();
    for (int i = 0; i <= Receipt.MAX_ANCHORS; i++) {
      nine.add(new TestLedger("ledger." + i, i).anchor(anchoredProof, anchoredRoot, 1));
    }
    assertThrows(IllegalArgumentException.class, () -> plain.with(nine));
    Receipt promised = gateway.receipt(Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> promised.with(List.of(chain())));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LedgerProof("", anchoredProof, "text/plain", new byte[1]));

    // version 3 with no anchors: the head of the array, version and an empty list
    byte[] file = plain.encode();
    byte[] empty = Arrays.copyOf(file, file.length + 1);
    empty[0] = (byte) 0x8c;
    empty[1 + 1 + "vitrine-receipt".length()] = 3;
    empty[file.length] = (byte) 0x80;
    assertThrows(CborException.class, () -> Receipt.decode(empty));
    // each version with the other's length
    byte[] three = file.clone();
    three[1 + 1 + "vitrine-receipt".length()] = 3;
    assertThrows(CborException.class, () -> Receipt.decode(three));
    byte[] two = plain.with(List.of(chain())).encode();
    two[1 + 1 + "vitrine-receipt".length()] = 2;
    assertThrows(CborException.class, () -> Receipt.decode(two));
  }

  @Test
  void theLargestEvidenceFits() throws Exception {
    LedgerProof large =
        new LedgerProof(
            "large", anchoredProof, "application/octet-stream", new byte[LedgerProof.MAX_EVIDENCE]);
    byte[] file = plain.with(List.of(large)).encode();
    assertEquals(1, Receipt.decode(file).anchors().size());
    byte[] tooLarge =
        plain
            .with(
                List.of(
                    new LedgerProof(
                        "large",
                        anchoredProof,
                        "text/plain",
                        new byte[LedgerProof.MAX_EVIDENCE + 1])))
            .encode();
    assertThrows(CborException.class, () -> Receipt.decode(tooLarge));
  }

  private static LedgerProof chain() {
    return CHAIN.anchor(anchoredProof, anchoredRoot, 77);
  }

  private static LedgerProof notary() {
    return NOTARY.anchor(anchoredProof, anchoredRoot, 78);
  }

  private static byte[] with(byte[] logProof, String mediaType, byte[] evidence) {
    return plain.with(List.of(new LedgerProof(CHAIN.name, logProof, mediaType, evidence))).encode();
  }

  private static void cheat(String step, byte[] file) {
    assertEquals(Outcome.INVALID, refused(step, file, CHAIN.name, CHAIN).outcome());
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> verify(file, Set.of(), CHAIN));
    assertEquals(step, refusal.step());
  }

  private static RefusedException refused(
      String step, byte[] file, String required, TestLedger... trusted) {
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> verify(file, Set.of(required), trusted));
    assertEquals(step, refusal.step(), refusal.reason());
    return refusal;
  }

  private static List<Step> verify(byte[] file, Set<String> required, TestLedger... trusted)
      throws RefusedException {
    Trust trust =
        new Trust(
            List.of(gateway.key.publicKey()),
            List.of(),
            List.of(),
            List.of(),
            TestLog.verifier(gateway.log),
            trusted.length == 0 ? AnchorVerifier.NONE : TestLedger.verifier(trusted));
    List<Step> steps = new ArrayList<>();
    new ReceiptVerifier(trust).requiring(required).verify(file, Optional.empty(), steps::add);
    return steps;
  }
}
