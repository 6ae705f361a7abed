package dev.vitrine.ledger.anchor.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cheats at evidence of a real block, each at the step that must find it. */
class EvmEvidenceIT {
  private final Testnet net = new Testnet();
  private final EvmAnchor anchor = net.anchor();
  private final Checkpoint checkpoint = net.checkpoint(1).checkpoint();
  private AnchorEvidence good = new AnchorEvidence("none", new byte[1]);
  private EvmEvidence parts = new EvmEvidence(0, net.contract, new byte[0], 0, List.of(), 0);

  @BeforeEach
  void anchorOnce() throws Exception {
    anchor.submit(net.checkpoint(1));
    net.settle();
    good = anchor.evidence(EvmAnchorId.of(checkpoint).id());
    parts = EvmEvidence.read(good);
  }

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void everyStepIsNamedInItsOrder() throws Exception {
    assertEquals(
        List.of("evm-form", "evm-chain", "evm-receipt", "evm-event", "evm-block"),
        anchor.verify(good, checkpoint).stream().map(Step::name).toList());
  }

  @Test
  void everySingleByteCounts() {
    for (int at = 0; at < good.bytes().length; at++) {
      byte[] bytes = good.bytes();
      bytes[at] ^= 0x10;
      AnchorEvidence changed = new AnchorEvidence(good.mediaType(), bytes);
      assertThrows(RefusedException.class, () -> anchor.verify(changed, checkpoint), "byte " + at);
    }
  }

  /** Hostile bytes end in a verdict, never in another exception. */
  @Test
  void noiseEndsInAVerdict() {
    java.util.Random random = new java.util.Random(23);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.bytes();
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (!java.util.Arrays.equals(bytes, good.bytes())) {
        AnchorEvidence noise = new AnchorEvidence(good.mediaType(), bytes);
        assertThrows(RefusedException.class, () -> anchor.verify(noise, checkpoint));
      }
    }
    // the same inside: receipts and headers whose hashes fit
    for (int round = 0; round < 20_000; round++) {
      byte[] receipt = noisy(receiptOfGood(), random);
      if (java.util.Arrays.equals(receipt, receiptOfGood())) {
        continue;
      }
      ReceiptTrie trie = new ReceiptTrie(List.of(receipt), 0);
      AnchorEvidence forged;
      try {
        forged = parts(parts.chainId(), net.contract, header(trie.root()), trie.path());
      } catch (MalformedEvidenceException e) {
        throw new AssertionError(e);
      }
      assertThrows(RefusedException.class, () -> anchor.verify(forged, checkpoint));
    }
  }

  private static byte[] noisy(byte[] bytes, java.util.Random random) {
    for (int change = 1 + random.nextInt(4); change > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private byte[] receiptOfGood() {
    try {
      byte[] root = BlockHeader.read(parts.header()).receiptsRoot();
      return ReceiptProof.follow(root, parts.index(), parts.nodes());
    } catch (MalformedEvidenceException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutTheBlocksHashItCanNotTellAndAllElseIsChecked() {
    EvmEvidenceVerifier blind =
        new EvmEvidenceVerifier(Testnet.CHAIN_ID, net.contract, TrustedBlocks.none());
    RefusedException refused =
        assertThrows(RefusedException.class, () -> blind.verify(good, checkpoint));
    assertEquals(Outcome.CANNOT_TELL, refused.outcome());
    assertEquals("evm-block", refused.step());
    // what is wrong before that step is INVALID though no block is trusted
    RefusedException wrong =
        assertThrows(
            RefusedException.class, () -> blind.verify(good, net.checkpoint(2).checkpoint()));
    assertEquals(Outcome.INVALID, wrong.outcome());
    assertEquals("evm-event", wrong.step());
  }

  @Test
  void withTheBlocksHashOnAListNoNodeIsNeeded() throws Exception {
    byte[] hash = BlockHeader.read(parts.header()).hash();
    net.close();
    var verifier =
        new EvmEvidenceVerifier(Testnet.CHAIN_ID, net.contract, TrustedBlocks.of(List.of(hash)));
    assertEquals(5, verifier.verify(good, checkpoint).size());
    // a view whose node is away can't tell
    var view = new EvmChainView(net.anvil.transport(), net.anvil.address(), Testnet.CHAIN_ID, 1);
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () ->
                new EvmEvidenceVerifier(Testnet.CHAIN_ID, net.contract, view)
                    .verify(good, checkpoint));
    assertEquals(Outcome.CANNOT_TELL, refused.outcome());
  }

  @Test
  void aViewOfAnotherChainCanNotTell() {
    var view = new EvmChainView(net.anvil.transport(), net.anvil.address(), 1, 1);
    AnchorException refused =
        assertThrows(AnchorException.class, () -> view.contains(new byte[32], 1));
    assertEquals(AnchorException.Kind.UNAVAILABLE, refused.kind());
  }

  @Test
  void anotherChainOrContractIsNotThePinnedOne() {
    refused(
        "evm-chain", Outcome.CANNOT_TELL, parts(1, net.contract, parts.header(), parts.nodes()));
    EvmAddress other = net.owner.address();
    refused(
        "evm-chain",
        Outcome.CANNOT_TELL,
        parts(Testnet.CHAIN_ID, other, parts.header(), parts.nodes()));
  }

  @Test
  void otherMediaTypesVersionsAndTruncatedBytesAreRefused() {
    refused("evm-form", Outcome.INVALID, new AnchorEvidence("text/plain", good.bytes()));
    byte[] bytes = good.bytes();
    bytes[1] = 0;
    refused("evm-form", Outcome.INVALID, new AnchorEvidence(good.mediaType(), bytes));
    for (int length = 1; length < good.bytes().length; length++) {
      byte[] shorter = java.util.Arrays.copyOf(good.bytes(), length);
      refused("evm-form", Outcome.INVALID, new AnchorEvidence(good.mediaType(), shorter));
    }
  }

  @Test
  void aWayThatDoesNotLeadToTheReceiptIsRefused() {
    refused("evm-receipt", Outcome.INVALID, with(List.of()));
    List<byte[]> twice = new ArrayList<>(parts.nodes());
    twice.addAll(parts.nodes());
    refused("evm-receipt", Outcome.INVALID, with(twice));
    refused("evm-receipt", Outcome.INVALID, with(List.of(Rlp.list())));
    EvmEvidence otherIndex =
        new EvmEvidence(
            parts.chainId(), parts.contract(), parts.header(), 1, parts.nodes(), parts.log());
    refused("evm-receipt", Outcome.INVALID, otherIndex.encode());
  }

  @Test
  void aForgedReceiptHasNoPlaceInTheBlock() throws Exception {
    byte[] forged = receipt(net.contract, true, event(checkpoint));
    // under the true header it is not in the tree
    ReceiptTrie trie = new ReceiptTrie(List.of(forged), 0);
    refused("evm-receipt", Outcome.INVALID, with(trie.path()));

    // under a header made for it everything fits, but for the block itself
    byte[] header = header(trie.root());
    AnchorEvidence whole = parts(parts.chainId(), net.contract, header, trie.path());
    refused("evm-block", Outcome.CANNOT_TELL, whole);
  }

  @Test
  void aForgedBlockIsLookedThroughBeforeItsHash() throws Exception {
    Checkpoint other = net.checkpoint(9).checkpoint();
    Map<String, byte[]> receipts =
        Map.of(
            "the transaction failed", receipt(net.contract, false, event(checkpoint)),
            "the event is of", receipt(net.owner.address(), true, event(checkpoint)),
            "anchors another checkpoint", receipt(net.contract, true, event(other)),
            "anchors nothing", receipt(net.contract, true, Rlp.list(Rlp.string(new byte[32]))),
            "has no event 0", bare(1));
    for (Map.Entry<String, byte[]> cheat : receipts.entrySet()) {
      ReceiptTrie trie = new ReceiptTrie(List.of(cheat.getValue()), 0);
      AnchorEvidence forged =
          parts(parts.chainId(), net.contract, header(trie.root()), trie.path());
      RefusedException refused =
          assertThrows(RefusedException.class, () -> anchor.verify(forged, checkpoint));
      assertEquals(Outcome.INVALID, refused.outcome());
      assertTrue(refused.reason().contains(cheat.getKey()), refused.getMessage());
    }
    byte[] noStatus = bare(2);
    ReceiptTrie trie = new ReceiptTrie(List.of(noStatus), 0);
    refused(
        "evm-receipt",
        Outcome.INVALID,
        parts(parts.chainId(), net.contract, header(trie.root()), trie.path()));
  }

  @Test
  void extensionLinesAreNotCoveredSoTheyAreRefused() {
    Checkpoint extended =
        new Checkpoint(checkpoint.origin(), checkpoint.size(), checkpoint.root(), List.of("more"));
    RefusedException refused =
        assertThrows(RefusedException.class, () -> anchor.verify(good, extended));
    assertEquals("evm-event", refused.step());
  }

  @Test
  void anEventIsProvedAmongHundredsOfTransactionsOfAllTypes() throws Exception {
    Json account = ((Json.Items) net.anvil.call("eth_accounts")).items().get(0);
    int index = 0;
    for (int count : List.of(1, 2, 15, 16, 17, 127, 128, 129, 260)) {
      long size = 10L + index++;
      for (int i = 0; i < count / 2; i++) {
        filler(account, i);
      }
      anchor.submit(net.checkpoint(size));
      for (int i = count / 2; i < count - 1; i++) {
        filler(account, i);
      }
      net.settle();
      Checkpoint anchored = net.checkpoint(size).checkpoint();
      AnchorEvidence evidence = anchor.evidence(EvmAnchorId.of(anchored).id());
      assertEquals(5, anchor.verify(evidence, anchored).size(), count + " transactions");
    }
  }

  @Test
  void eachReceiptOfATrieIsProvedAndNoOther() throws Exception {
    for (int count : List.of(1, 2, 3, 127, 128, 129, 300)) {
      List<byte[]> receipts = IntStream.range(0, count).mapToObj(EvmEvidenceIT::bare).toList();
      for (int index = 0; index < count; index += 1 + count / 20) {
        ReceiptTrie trie = new ReceiptTrie(receipts, index);
        assertEquals(
            Quantities.data(receipts.get(index)),
            Quantities.data(ReceiptProof.follow(trie.root(), index, trie.path())));
        for (int other : List.of(0, 1, 127, 128, 129, 256, 70_000)) {
          if (other != index) {
            assertThrows(
                MalformedEvidenceException.class,
                () -> ReceiptProof.follow(trie.root(), other, trie.path()));
          }
        }
      }
    }
  }

  private void filler(Json account, int i) {
    String to = net.owner.address().toString();
    Map<String, Json> transaction = new java.util.LinkedHashMap<>();
    transaction.put("from", account);
    transaction.put("to", Anvil.text(to));
    transaction.put("gas", Anvil.number(30_000));
    transaction.put("value", Anvil.number(i));
    if (i % 3 == 0) {
      transaction.put("gasPrice", Anvil.number(5_000_000_000L));
    } else if (i % 3 == 1) {
      transaction.put("gasPrice", Anvil.number(5_000_000_000L));
      transaction.put("accessList", new Json.Items(List.of()));
    }
    net.anvil.call("eth_sendTransaction", new Json.Members(transaction));
  }

  private void refused(String step, Outcome outcome, AnchorEvidence evidence) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> anchor.verify(evidence, checkpoint));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(outcome, refused.outcome(), refused.getMessage());
  }

  private AnchorEvidence with(List<byte[]> nodes) {
    return parts(parts.chainId(), parts.contract(), parts.header(), nodes);
  }

  private static AnchorEvidence parts(
      long chainId, EvmAddress contract, byte[] header, List<byte[]> nodes) {
    return new EvmEvidence(chainId, contract, header, 0, nodes, 0).encode();
  }

  /** The true header, with another root of receipts. */
  private byte[] header(byte[] receiptsRoot) throws MalformedEvidenceException {
    List<byte[]> fields =
        new ArrayList<>(
            RlpItem.read(parts.header()).list().stream().map(RlpItem::encoded).toList());
    fields.set(5, Rlp.string(receiptsRoot));
    return Rlp.list(fields);
  }

  /** Topics and data as the contract would have them. */
  private static byte[] event(Checkpoint checkpoint) {
    return Rlp.list(
        Rlp.string(AnchoredEvent.topic()),
        Rlp.string(EvmAnchorId.origin(Samples.ORIGIN)),
        Rlp.string(Abi.word(1)),
        Rlp.string(Abi.word(checkpoint.size())));
  }

  private static byte[] receipt(EvmAddress contract, boolean succeeded, byte[] topics)
      throws MalformedEvidenceException {
    List<RlpItem> items = RlpItem.read(topics).list();
    long size = items.size() == 4 ? Abi.number(items.get(3).bytes()) : 0;
    byte[] root = MerkleHash.leaf(new byte[] {(byte) size, 7});
    byte[] data = new byte[2 * Abi.WORD];
    System.arraycopy(root, 0, data, 0, root.length);
    byte[] log = Rlp.list(Rlp.string(contract.bytes()), topics, Rlp.string(data));
    return Rlp.list(
        Rlp.integer(succeeded ? 1 : 0),
        Rlp.integer(21_000),
        Rlp.string(new byte[256]),
        Rlp.list(log));
  }

  private static byte[] bare(int status) {
    return Rlp.list(Rlp.integer(status), Rlp.integer(1), Rlp.string(new byte[256]), Rlp.list());
  }
}
