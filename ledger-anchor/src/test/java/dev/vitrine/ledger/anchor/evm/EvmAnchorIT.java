package dev.vitrine.ledger.anchor.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorException.Kind;
import dev.vitrine.ledger.anchor.AnchorId;
import dev.vitrine.ledger.anchor.AnchorStatus;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with chains and nodes, on a real node. */
class EvmAnchorIT {
  private final Testnet net = new Testnet();

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void anAnchorIsPendingThenIncludedThenFinal() {
    EvmAnchor anchor = net.anchor();
    AnchorId id = anchor.submit(net.checkpoint(1));
    assertEquals(AnchorStatus.PENDING, anchor.status(id));
    net.anvil.mine(1);
    assertEquals(AnchorStatus.INCLUDED, anchor.status(id));
    net.anvil.mine(Testnet.CONFIRMATIONS - 2);
    assertEquals(AnchorStatus.INCLUDED, anchor.status(id));
    net.anvil.mine(1);
    assertEquals(AnchorStatus.FINAL, anchor.status(id));
  }

  @Test
  void theNodesOwnFinalityCanBeTheRule() {
    EvmAnchor anchor = net.anchor(net.poster, Testnet.settings(Testnet.CHAIN_ID, net.contract, 0));
    AnchorId id = anchor.submit(net.checkpoint(1));
    net.anvil.mine(2);
    assertEquals(AnchorStatus.INCLUDED, anchor.status(id));
    // the node calls final what is two epochs of 32 blocks old
    net.anvil.mine(70);
    assertEquals(AnchorStatus.FINAL, anchor.status(id));
  }

  @Test
  void severalWaitInOneLineAndAreAnchoredInOneBlock() {
    EvmAnchor anchor = net.anchor();
    List<AnchorId> ids =
        List.of(
            anchor.submit(net.checkpoint(5)),
            anchor.submit(net.checkpoint(6)),
            anchor.submit(net.checkpoint(9)));
    assertEquals(3, pooled());
    net.settle();
    for (AnchorId id : ids) {
      assertEquals(AnchorStatus.FINAL, anchor.status(id));
    }
    assertEquals(3, head().epoch());
  }

  @Test
  void anAnswerThatGotLostMakesNoSecondTransaction() {
    TroubledTransport line = new TroubledTransport(net.anvil.transport());
    EvmAnchor anchor = over(line);
    line.lose("eth_sendRawTransaction");
    refused(Kind.UNAVAILABLE, "did not answer", () -> anchor.submit(net.checkpoint(1)));
    assertEquals(1, pooled());

    line.lose("");
    AnchorId id = anchor.submit(net.checkpoint(1));
    assertEquals(1, pooled());
    net.settle();
    assertEquals(AnchorStatus.FINAL, anchor.status(id));
    assertEquals(id, anchor.submit(net.checkpoint(1)));
    assertEquals(0, pooled());
  }

  @Test
  void afterARestartWhatIsInThePoolIsFoundThere() {
    AnchorId first = net.anchor().submit(net.checkpoint(1));
    EvmAnchor restarted = net.anchor();
    assertEquals(first, restarted.submit(net.checkpoint(1)));
    AnchorId second = restarted.submit(net.checkpoint(2));
    assertEquals(2, pooled());
    net.settle();
    assertEquals(AnchorStatus.FINAL, net.anchor().status(first));
    assertEquals(AnchorStatus.FINAL, net.anchor().status(second));
  }

  @Test
  void aTransactionThatFellOutOfThePoolIsSubmittedAgain() {
    EvmAnchor anchor = net.anchor();
    AnchorId id = anchor.submit(net.checkpoint(1));
    net.anvil.call("anvil_dropAllTransactions");
    assertEquals(AnchorStatus.REORGED, anchor.status(id));
    refused(Kind.NOT_INCLUDED, "not in a block", () -> anchor.evidence(id));
    anchor.submit(net.checkpoint(1));
    net.settle();
    assertEquals(AnchorStatus.FINAL, anchor.status(id));
  }

  @Test
  void aReorganisationTakesBackSeveralAndAllAreAnchoredAgain() {
    EvmAnchor anchor = net.anchor();
    AnchorId first = anchor.submit(net.checkpoint(1));
    net.anvil.mine(1);
    AnchorId second = anchor.submit(net.checkpoint(2));
    net.anvil.mine(1);
    assertEquals(AnchorStatus.INCLUDED, anchor.status(first));
    assertEquals(AnchorStatus.INCLUDED, anchor.status(second));

    net.anvil.reorganise(2);
    assertEquals(AnchorStatus.REORGED, anchor.status(first));
    assertEquals(AnchorStatus.REORGED, anchor.status(second));

    anchor.submit(net.checkpoint(1));
    anchor.submit(net.checkpoint(2));
    net.settle();
    assertEquals(AnchorStatus.FINAL, anchor.status(first));
    assertEquals(AnchorStatus.FINAL, anchor.status(second));
    assertEquals(2, head().epoch());
  }

  @Test
  void evidenceOfABlockThatWasTakenBackIsNotTrusted() throws Exception {
    EvmAnchor anchor = net.anchor();
    AnchorId id = anchor.submit(net.checkpoint(1));
    net.anvil.mine(1);
    var evidence = anchor.evidence(id);
    net.anvil.reorganise(1);
    net.settle();
    var view =
        new EvmChainView(
            net.anvil.transport(), net.anvil.address(), Testnet.CHAIN_ID, Testnet.CONFIRMATIONS);
    var verifier = new EvmEvidenceVerifier(Testnet.CHAIN_ID, net.contract, view);
    var refused =
        assertThrows(
            dev.vitrine.proofs.verdict.RefusedException.class,
            () -> verifier.verify(evidence, net.checkpoint(1).checkpoint()));
    assertEquals(EvmEvidenceVerifier.BLOCK, refused.step());

    anchor.submit(net.checkpoint(1));
    net.anvil.mine(Testnet.CONFIRMATIONS - 1);
    var early = anchor.evidence(id);
    assertThrows(
        dev.vitrine.proofs.verdict.RefusedException.class,
        () -> verifier.verify(early, net.checkpoint(1).checkpoint()));
    net.anvil.mine(1);
    assertEquals(5, verifier.verify(early, net.checkpoint(1).checkpoint()).size());
  }

  @Test
  void aStuckTransactionIsReplacedByOneThatOffersMoreUpToTheLimit() {
    EvmAnchor anchor = net.anchor();
    AnchorId id = anchor.submit(net.checkpoint(1));
    assertEquals(AnchorStatus.PENDING, anchor.status(id));
    BigInteger before = offered();

    // not before its time
    net.passTime(Testnet.PATIENCE);
    anchor.status(id);
    assertEquals(before, offered());

    net.passTime(Testnet.PATIENCE.plusSeconds(1));
    assertEquals(AnchorStatus.PENDING, anchor.status(id));
    BigInteger after = offered();
    assertEquals(1, pooled());
    assertTrue(isMore(after, before), before + " to " + after);

    for (int i = 0; i < 40; i++) {
      net.passTime(Testnet.PATIENCE.plusSeconds(1));
      assertEquals(AnchorStatus.PENDING, anchor.status(id));
    }
    BigInteger limit = net.settings().maxFee();
    assertTrue(offered().compareTo(limit) <= 0 && !isMore(limit, offered()), "at " + offered());
    net.settle();
    assertEquals(AnchorStatus.FINAL, anchor.status(id));
    assertEquals(1, net.anvil.node().nonce(net.poster.address(), EvmNode.LATEST));
  }

  @Test
  void aStuckTransactionOfBeforeARestartIsReplacedToo() {
    AnchorId id = net.anchor().submit(net.checkpoint(1));
    BigInteger before = offered();
    EvmAnchor restarted = net.anchor();
    restarted.status(id);
    net.passTime(Testnet.PATIENCE.plusSeconds(1));
    restarted.status(id);
    assertTrue(offered().compareTo(before) > 0);
    assertEquals(1, pooled());
  }

  @Test
  void aFeeThatCanNotBeRaisedNowIsRaisedLater() {
    TroubledTransport line = new TroubledTransport(net.anvil.transport());
    Instant[] now = {Instant.EPOCH};
    EvmAnchor anchor =
        new EvmAnchor(
            "evm",
            line,
            net.anvil.address(),
            net.poster,
            net.settings(),
            TrustedBlocks.none(),
            () -> now[0]);
    AnchorId id = anchor.submit(net.checkpoint(1));
    BigInteger before = offered();
    line.change(
        "eth_maxPriorityFeePerGas",
        real -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"busy\"}}");
    now[0] = now[0].plus(Testnet.PATIENCE).plusSeconds(1);
    assertEquals(AnchorStatus.PENDING, anchor.status(id));
    assertEquals(before, offered());

    line.change("none", real -> real);
    assertEquals(AnchorStatus.PENDING, anchor.status(id));
    assertEquals(before, offered());
    now[0] = now[0].plus(Testnet.PATIENCE).plusSeconds(1);
    assertEquals(AnchorStatus.PENDING, anchor.status(id));
    assertTrue(isMore(offered(), before));
  }

  @Test
  void gasAboveTheLimitMakesSubmissionsWait() {
    net.anvil.call("anvil_setNextBlockBaseFeePerGas", Anvil.number(200_000_000_000L));
    net.anvil.mine(1);
    refused(Kind.UNAVAILABLE, "more than the limit", () -> net.anchor().submit(net.checkpoint(1)));
    assertEquals(0, pooled());
  }

  @Test
  void aNodeThatIsDownLosesNothing(@TempDir Path folder) throws IOException {
    Path state = folder.resolve("state.json");
    try (Testnet kept = new Testnet("--state", state.toString())) {
      EvmAnchor anchor = kept.anchor();
      AnchorId first = anchor.submit(kept.checkpoint(1));
      kept.anvil.mine(1);
      AnchorId second = anchor.submit(kept.checkpoint(2));

      kept.anvil.stop();
      assertTrue(Files.size(state) > 0);
      refused(Kind.UNAVAILABLE, "did not answer", () -> anchor.status(first));
      refused(Kind.UNAVAILABLE, "did not answer", () -> anchor.evidence(first));
      refused(Kind.UNAVAILABLE, "did not answer", () -> anchor.submit(kept.checkpoint(3)));

      // an hour later; the node's pool is empty then
      kept.passTime(java.time.Duration.ofHours(1));
      kept.anvil.run();
      assertEquals(AnchorStatus.INCLUDED, anchor.status(first));
      assertEquals(AnchorStatus.REORGED, anchor.status(second));
      assertEquals(second, anchor.submit(kept.checkpoint(2)));
      AnchorId third = anchor.submit(kept.checkpoint(3));
      kept.settle();
      assertEquals(AnchorStatus.FINAL, anchor.status(second));
      assertEquals(AnchorStatus.FINAL, anchor.status(third));
    }
  }

  @Test
  void anotherChainIsRefused() {
    EvmAnchor anchor = net.anchor(net.poster, Testnet.settings(1, net.contract, 3));
    String why = "is on chain 31337, not on 1";
    refused(Kind.REJECTED, why, () -> anchor.submit(net.checkpoint(1)));
    AnchorId id = EvmAnchorId.of(net.checkpoint(1).checkpoint()).id();
    // what was handed over before is not given up for a node that is wrong for a while
    refused(Kind.UNAVAILABLE, why, () -> anchor.status(id));
    refused(Kind.UNAVAILABLE, why, () -> anchor.evidence(id));
  }

  @Test
  void anotherContractIsRefused() {
    EvmAddress nothing = new EvmAddress(new byte[EvmAddress.LENGTH]);
    refused(
        Kind.REJECTED,
        "there is no contract",
        () ->
            net.anchor(net.poster, Testnet.settings(Testnet.CHAIN_ID, nothing, 3))
                .submit(net.checkpoint(1)));

    byte[] code = net.anvil.node().code(net.contract);
    code[code.length / 2] ^= 1;
    net.anvil.call(
        "anvil_setCode", Anvil.text(net.contract.toString()), Anvil.text(Quantities.data(code)));
    refused(Kind.REJECTED, "is not VitrineAnchor", () -> net.anchor().submit(net.checkpoint(1)));
  }

  @Test
  void anAccountWithoutFundsIsRefused() {
    EvmKey poor = Testnet.key();
    net.allow(poor, Samples.ORIGIN);
    refused(
        Kind.REJECTED,
        poor.address() + " has 0 wei",
        () -> net.anchor(poor, net.settings()).submit(net.checkpoint(1)));
  }

  @Test
  void aKeyThatMayNotPostIsRefused() {
    EvmKey stranger = Testnet.key();
    net.anvil.fund(stranger.address(), 1);
    refused(
        Kind.REJECTED,
        "may not post",
        () -> net.anchor(stranger, net.settings()).submit(net.checkpoint(1)));
    assertEquals(0, head().epoch());
  }

  @Test
  void aSmallerCheckpointOrAnotherTreeOfTheSameSizeIsRefused() {
    EvmAnchor anchor = net.anchor();
    anchor.submit(net.checkpoint(5));
    byte[] other = MerkleHash.leaf(new byte[] {1});
    // while it waits, and once it is anchored
    for (int round = 0; round < 2; round++) {
      refused(Kind.REJECTED, "size 5 and not this", () -> anchor.submit(net.checkpoint(4)));
      refused(Kind.REJECTED, "forked", () -> anchor.submit(net.checkpoint(5, other)));
      net.settle();
    }
    refused(
        Kind.REJECTED,
        "root is zero",
        () -> anchor.submit(net.checkpoint(6, new byte[MerkleHash.LENGTH])));
  }

  @Test
  void whatAnotherKeyAnchoredIsFoundAndBuiltUpon() {
    EvmKey other = Testnet.key();
    net.anvil.fund(other.address(), 1);
    net.allow(other, Samples.ORIGIN);
    net.anchor(other, net.settings()).submit(net.checkpoint(1));
    net.anvil.mine(1);
    EvmAnchor mine = net.anchor();
    AnchorId id = mine.submit(net.checkpoint(1));
    assertEquals(0, pooled());
    assertEquals(AnchorStatus.INCLUDED, mine.status(id));
    mine.submit(net.checkpoint(2));
    net.settle();
    assertEquals(2, head().epoch());
  }

  @Test
  void aTransactionThatCameTooLateFailsAndIsSubmittedAgain() {
    EvmKey other = Testnet.key();
    net.anvil.fund(other.address(), 1);
    net.allow(other, Samples.ORIGIN);
    EvmAnchor mine = net.anchor();
    AnchorId id = mine.submit(net.checkpoint(2));
    EvmAnchorId theirs = EvmAnchorId.of(net.checkpoint(1).checkpoint());
    net.anvil
        .node()
        .send(
            net.signDear(
                other,
                net.contract,
                new AnchorCall(theirs.origin(), 1, 1, theirs.root(), new byte[32]).data()));
    net.anvil.mine(1);
    assertEquals(AnchorStatus.REORGED, mine.status(id));
    mine.submit(net.checkpoint(2));
    net.settle();
    assertEquals(AnchorStatus.FINAL, mine.status(id));
    assertEquals(2, head().epoch());
  }

  @Test
  void aTransactionOfThisKeyThatIsNoAnchorIsWaitedFor() {
    net.anvil.node().send(net.sign(net.poster, 0, net.owner.address(), new byte[0], 21_000));
    EvmAnchor anchor = net.anchor();
    refused(Kind.UNAVAILABLE, "is under way", () -> anchor.submit(net.checkpoint(1)));
    net.anvil.mine(1);
    anchor.submit(net.checkpoint(1));
    net.settle();
    assertEquals(1, head().epoch());
  }

  @Test
  void checkpointsWithExtensionLinesAreRefused() {
    NoteSigner key = Samples.logKey();
    SignedCheckpoint extended =
        SignedCheckpoint.sign(
            new Checkpoint(key.name(), 1, MerkleHash.empty(), List.of("more")), key);
    refused(Kind.REJECTED, "extension", () -> net.anchor().submit(extended));
  }

  @Test
  void answersOfTheWrongShapeAreUnavailable() {
    TroubledTransport line = new TroubledTransport(net.anvil.transport());
    EvmAnchor anchor = over(line);
    for (String answer :
        List.of(
            "",
            "{",
            "[]",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0x1\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"1\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x01\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32005,\"message\":\"limit\\n\"}}")) {
      line.change("eth_chainId", real -> answer);
      refused(Kind.UNAVAILABLE, "EVM node", () -> anchor.submit(net.checkpoint(1)));
    }
  }

  @Test
  void aNodeThatLiesGivesNoEvidence() {
    TroubledTransport line = new TroubledTransport(net.anvil.transport());
    EvmAnchor anchor = over(line);
    AnchorId id = anchor.submit(net.checkpoint(1));
    net.settle();
    line.change(
        "eth_getBlockByHash", real -> real.replaceFirst("\"gasUsed\":\"0x.", "\"gasUsed\":\"0x9"));
    refused(Kind.UNAVAILABLE, "header with another hash", () -> anchor.evidence(id));
    line.change("eth_getBlockByHash", real -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}");
    refused(Kind.UNAVAILABLE, "wrong shape", () -> anchor.evidence(id));
    line.change(
        "eth_getBlockReceipts", real -> real.replace("\"status\":\"0x1\"", "\"status\":\"0x0\""));
    refused(Kind.UNAVAILABLE, "receipts of another block", () -> anchor.evidence(id));
    line.change("eth_getBlockReceipts", real -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}");
    refused(Kind.UNAVAILABLE, "left a receipt out", () -> anchor.evidence(id));
    line.change("eth_getLogs", real -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}");
    refused(Kind.UNAVAILABLE, "lost an event", () -> anchor.evidence(id));
  }

  @Test
  void nothingShowsTheKeyOrTheNodesAddress() {
    byte[] secret = new byte[EvmKey.LENGTH];
    secret[31] = 5;
    EvmKey key = new EvmKey(secret);
    String text = key + " " + net.anchor(key, net.settings());
    assertTrue(text.contains(key.address().toString()));
    assertTrue(!text.contains("00000005") && !text.contains("127.0.0.1"), text);
    assertThrows(IllegalArgumentException.class, () -> new EvmKey(new byte[EvmKey.LENGTH]));
  }

  /** Whether it is so much more that nodes replace a transaction, or nearly so. */
  private static boolean isMore(BigInteger after, BigInteger before) {
    return after.multiply(BigInteger.valueOf(8)).compareTo(before.multiply(BigInteger.valueOf(9)))
        >= 0;
  }

  private EvmAnchor over(Transport line) {
    return new EvmAnchor(
        "evm",
        line,
        net.anvil.address(),
        net.poster,
        net.settings(),
        TrustedBlocks.none(),
        Instant::now);
  }

  private AnchorContract.Head head() {
    return new AnchorContract(net.anvil.node(), net.contract)
        .head(EvmAnchorId.origin(Samples.ORIGIN));
  }

  /** How many transactions the pool holds. */
  private long pooled() {
    Json status = net.anvil.call("txpool_status");
    return Quantities.number(status.member("pending")) + Quantities.number(status.member("queued"));
  }

  /** What the one transaction in the pool offers. */
  private BigInteger offered() {
    Json transactions = net.anvil.call("txpool_content").member("pending");
    Json byNonce = ((Json.Members) transactions).members().values().iterator().next();
    Json only = ((Json.Members) byNonce).members().values().iterator().next();
    return Quantities.integer(only.member("maxFeePerGas"));
  }

  private static void refused(Kind kind, String words, Executable call) {
    AnchorException refused = assertThrows(AnchorException.class, call);
    assertEquals(kind, refused.kind(), refused.getMessage());
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }
}
