package dev.vitrine.ledger.anchor.evm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.merkle.TreeProofs;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract itself, on a real node: its rules, its proofs, its gas. */
class VitrineAnchorIT {
  private static final String ORIGIN_LINE = dev.vitrine.ledger.log.Samples.ORIGIN;
  private static final byte[] ORIGIN = EvmAnchorId.origin(ORIGIN_LINE);
  private static final byte[] NONE = new byte[32];
  private static final long MUCH_GAS = 2_000_000;

  private final Testnet net = new Testnet();

  @AfterEach
  void close() {
    net.close();
  }

  @Test
  void aLineOfCheckpointsGrowsAndNothingElse() {
    anchor(1, 10, root(1), NONE);
    refused("WrongEpoch(uint64,uint64)", call(1, 20, root(2), root(1)));
    refused("WrongEpoch(uint64,uint64)", call(3, 20, root(2), root(1)));
    refused("WrongPreviousRoot(bytes32,bytes32)", call(2, 20, root(2), root(3)));
    refused("WrongPreviousRoot(bytes32,bytes32)", call(2, 20, root(2), NONE));
    refused("SizeDoesNotGrow(uint64,uint64)", call(2, 9, root(2), root(1)));
    refused("SizeDoesNotGrow(uint64,uint64)", call(2, 10, root(2), root(1)));
    refused("SizeDoesNotGrow(uint64,uint64)", call(2, 10, root(1), root(1)));
    refused("NoRoot()", call(2, 20, NONE, root(1)));
    anchor(2, 11, root(2), root(1));
    AnchorContract.Head head = contract().head(ORIGIN);
    assertEquals(2, head.epoch());
    assertEquals(11, head.size());
    assertArrayEquals(root(2), head.root());
  }

  @Test
  void theFirstCheckpointOfALogMayBeOfAnEmptyTreeAndHasNoPredecessor() {
    refused("WrongPreviousRoot(bytes32,bytes32)", call(1, 0, root(1), root(2)));
    refused("WrongEpoch(uint64,uint64)", call(0, 0, root(1), NONE));
    anchor(1, 0, root(1), NONE);
    refused("SizeDoesNotGrow(uint64,uint64)", call(2, 0, root(2), root(1)));
  }

  @Test
  void eachLogHasItsOwnLineAndItsOwnPosters() {
    byte[] other = EvmAnchorId.origin("another.example/log");
    AnchorCall theirs = new AnchorCall(other, 1, 5, root(1), NONE);
    refused("NotPoster(bytes32,address)", net.poster, theirs.data());
    net.allow(net.poster, "another.example/log");
    anchor(1, 10, root(1), NONE);
    assertTrue(Testnet.succeeded(net.transact(net.poster, theirs.data())));
    assertEquals(5, contract().head(other).size());
    assertEquals(10, contract().head(ORIGIN).size());
  }

  @Test
  void onlyTheOwnerSaysWhoPostsAndCanNotPostItself() {
    byte[] allow = ownerCall("allowPoster(bytes32,address)", net.owner.address());
    byte[] remove = ownerCall("removePoster(bytes32,address)", net.poster.address());
    refused("NotOwner(address)", net.poster, allow);
    refused("NotOwner(address)", net.poster, remove);
    refused("NotPoster(bytes32,address)", net.owner, call(1, 1, root(1), NONE).data());

    anchor(1, 10, root(1), NONE);
    assertTrue(Testnet.succeeded(net.transact(net.owner, remove)));
    refused("NotPoster(bytes32,address)", call(2, 20, root(2), root(1)));
    assertEquals(10, contract().head(ORIGIN).size());
  }

  @Test
  void ownershipPassesWhenTheCandidateTakesIt() {
    EvmKey next = Testnet.key();
    net.anvil.fund(next.address(), 1);
    byte[] take = Abi.call(Abi.selector("takeOwnership()"));
    byte[] offer = Abi.call(Abi.selector("offerOwnership(address)"), Abi.word(next.address()));
    byte[] allow = ownerCall("allowPoster(bytes32,address)", next.address());
    refused("NotOwner(address)", net.poster, offer);
    refused("NotCandidate(address)", next, take);
    assertTrue(Testnet.succeeded(net.transact(net.owner, offer)));
    refused("NotOwner(address)", next, allow);
    refused("NotCandidate(address)", net.poster, take);
    assertTrue(Testnet.succeeded(net.transact(next, take)));
    assertTrue(Testnet.succeeded(net.transact(next, allow)));
    refused("NotOwner(address)", net.owner, allow);
    refused("NotCandidate(address)", next, take);
  }

  @Test
  void aBatchIsAnchoredWholeOrNotAtAll() {
    List<AnchorCall> bad =
        List.of(
            call(1, 10, root(1), NONE),
            call(2, 20, root(2), root(1)),
            call(2, 30, root(3), root(2)));
    refused("WrongEpoch(uint64,uint64)", net.poster, batch(bad));
    assertEquals(0, contract().head(ORIGIN).epoch());

    List<AnchorCall> good = new ArrayList<>(bad.subList(0, 2));
    good.add(call(3, 30, root(3), root(2)));
    Json receipt = net.transact(net.poster, net.contract, batch(good), MUCH_GAS);
    assertTrue(Testnet.succeeded(receipt));
    assertEquals(3, receipt.member("logs").list().size());
    // all three are found though they share a block
    for (AnchorCall call : good) {
      EvmAnchorId id = new EvmAnchorId(ORIGIN, call.size(), call.root());
      assertEquals(call.epoch(), contract().find(id).orElseThrow().event().epoch());
    }
  }

  @Test
  void inclusionIsVerifiedOnChainAsOfflineForEveryLeafOfManySizes() {
    byte[] before = NONE;
    long epoch = 0;
    for (int size : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31)) {
      byte[] root = TreeProofs.root(size, VitrineAnchorIT::node);
      anchor(++epoch, size, root, before);
      before = root;
      for (int index = 0; index < size; index++) {
        InclusionProof proof = proof(index, size);
        assertTrue(verify(size, leaf(index), index, proof.path()), index + " of " + size);
      }
    }
  }

  @Test
  void everyCheatAtTheProofIsRefused() {
    int size = 13;
    byte[] top = TreeProofs.root(size, VitrineAnchorIT::node);
    anchor(1, size, top, NONE);
    for (int index = 0; index < size; index++) {
      List<byte[]> path = proof(index, size).path();
      assertFalse(verify(size, leaf(99), index, path), "another leaf");
      for (int other = 0; other < 40; other++) {
        assertFalse(other != index && verify(size, leaf(index), other, path), "index " + other);
      }
      assertFalse(verify(size, leaf(index), index, path.subList(1, path.size())), "shorter");
      assertFalse(
          verify(size, leaf(index), index, path.subList(0, path.size() - 1)), "sn is not 0");
      List<byte[]> longer = new ArrayList<>(path);
      longer.add(root(1));
      assertFalse(verify(size, leaf(index), index, longer), "longer");
      for (int i = 0; i < path.size(); i++) {
        List<byte[]> changed = new ArrayList<>(path);
        changed.set(i, root(i));
        assertFalse(verify(size, leaf(index), index, changed), "node " + i);
      }
    }
    // the root as its own leaf, with an index beyond the tree and a path that is empty
    assertFalse(verify(size, top, size, List.of()));
    assertFalse(verify(size, top, 0, List.of()));
  }

  @Test
  void aProofForAnotherSizeSaysSo() {
    anchor(1, 3, TreeProofs.root(3, VitrineAnchorIT::node), NONE);
    RpcException stale =
        assertThrows(RpcException.class, () -> verify(2, leaf(0), 0, proof(0, 2).path()));
    assertTrue(returns(stale, "StaleSize(uint64,uint64)"));
    RpcException unknown =
        assertThrows(RpcException.class, () -> verifyOf(root(1), 3, leaf(0), 0, List.of()));
    assertTrue(returns(unknown, "StaleSize(uint64,uint64)"));
  }

  @Test
  void gas() {
    long first = Testnet.gas(anchor(1, 1_000_000, root(1), NONE));
    long steady = Testnet.gas(anchor(2, 1_000_256, root(2), root(1)));
    List<AnchorCall> ten = new ArrayList<>();
    for (int i = 3; i < 13; i++) {
      ten.add(call(i, 1_000_256L + i, root(i), root(i - 1)));
    }
    long batch = Testnet.gas(net.transact(net.poster, net.contract, batch(ten), MUCH_GAS)) / 10;

    List<byte[]> path = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      path.add(root(i));
    }
    byte[] leaf = leaf(0);
    byte[] top = new InclusionProof(777_777, 1 << 20, path).root(leaf).orElseThrow();
    anchor(13, 1 << 20, top, root(12));
    assertTrue(verify(1 << 20, leaf, 777_777, path));
    byte[] question = verifyCall(ORIGIN, 1 << 20, leaf, 777_777, path);
    long inclusion = Testnet.gas(net.transact(net.poster, net.contract, question, MUCH_GAS));

    System.out.printf(
        "gas: deploy %d, first anchor %d, steady anchor %d, one of ten in a batch %d, inclusion at"
            + " depth 20 %d (whole transactions)%n",
        net.deployGas, first, steady, batch, inclusion);
    assertTrue(steady <= 40_000, "steady " + steady);
    assertTrue(first <= 75_000, "first " + first);
    assertTrue(batch <= 12_000, "batch " + batch);
    assertTrue(inclusion <= 55_000, "inclusion " + inclusion);
    assertTrue(net.deployGas <= 1_100_000, "deploy " + net.deployGas);
  }

  @Test
  void timeOfAnAnchor() throws Exception {
    EvmAnchor anchor = net.anchor();
    net.anvil.automine(true);
    int rounds = 10;
    long start = System.nanoTime();
    for (int i = 1; i <= rounds; i++) {
      anchor.evidence(anchor.submit(net.checkpoint(i)));
    }
    double millis = (System.nanoTime() - start) / 1e6 / rounds;
    net.settle();
    var evidence = anchor.evidence(EvmAnchorId.of(net.checkpoint(rounds).checkpoint()).id());
    start = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      anchor.verify(evidence, net.checkpoint(rounds).checkpoint());
    }
    System.out.printf(
        "an anchor: %.1f ms to submit and fetch evidence on a node that makes blocks at once; %d"
            + " bytes of evidence, verified in %.2f ms%n",
        millis, evidence.bytes().length, (System.nanoTime() - start) / 1e6 / rounds);
    assertTrue(evidence.bytes().length < 2_000);
  }

  @Test
  void theCodeHasNoWayToGoAwayOrToBeReplaced() {
    byte[] code = net.anvil.node().code(net.contract);
    assertTrue(ContractCode.isRuntime(code));
    // CALL, CALLCODE, DELEGATECALL, CREATE, CREATE2, SELFDESTRUCT; sha256 needs STATICCALL only
    List<Integer> forbidden = List.of(0xf1, 0xf2, 0xf4, 0xf0, 0xf5, 0xff);
    for (int at = 0; at < code.length; at++) {
      int instruction = code[at] & 0xff;
      assertFalse(forbidden.contains(instruction), "instruction at " + at);
      if (instruction >= 0x60 && instruction <= 0x7f) {
        at += instruction - 0x5f;
      }
    }
  }

  private Json anchor(long epoch, long size, byte[] root, byte[] previous) {
    Json receipt = net.transact(net.poster, call(epoch, size, root, previous).data());
    assertTrue(Testnet.succeeded(receipt));
    return receipt;
  }

  private static AnchorCall call(long epoch, long size, byte[] root, byte[] previous) {
    return new AnchorCall(ORIGIN, epoch, size, root, previous);
  }

  private void refused(String error, AnchorCall call) {
    refused(error, net.poster, call.data());
  }

  /** Both ways: the reason when asked, and that the transaction changes nothing. */
  private void refused(String error, EvmKey key, byte[] data) {
    RpcException why =
        assertThrows(
            RpcException.class,
            () -> net.anvil.node().call(key.address(), net.contract, data, MUCH_GAS));
    assertTrue(returns(why, error), error + ": " + why.getMessage());
    assertFalse(Testnet.succeeded(net.transact(key, net.contract, data, MUCH_GAS)));
  }

  private static boolean returns(RpcException refusal, String error) {
    return refusal.data().text().startsWith(Quantities.data(Abi.selector(error)));
  }

  private boolean verify(long size, byte[] leaf, long index, List<byte[]> path) {
    return verifyOf(ORIGIN, size, leaf, index, path);
  }

  private boolean verifyOf(byte[] origin, long size, byte[] leaf, long index, List<byte[]> path) {
    byte[] answer =
        net.anvil
            .node()
            .call(
                net.owner.address(),
                net.contract,
                verifyCall(origin, size, leaf, index, path),
                MUCH_GAS);
    return new BigInteger(1, answer).equals(BigInteger.ONE);
  }

  private static byte[] verifyCall(
      byte[] origin, long size, byte[] leaf, long index, List<byte[]> path) {
    List<byte[]> words = new ArrayList<>();
    words.add(origin);
    words.add(Abi.word(size));
    words.add(leaf);
    words.add(Abi.word(index));
    words.add(Abi.word(5L * Abi.WORD));
    words.add(Abi.word(path.size()));
    words.addAll(path);
    return Abi.call(
        Abi.selector("verify(bytes32,uint64,bytes32,uint64,bytes32[])"),
        words.toArray(byte[][]::new));
  }

  private static byte[] batch(List<AnchorCall> calls) {
    byte[] data =
        Abi.call(
            Abi.selector("anchorBatch((bytes32,uint64,uint64,bytes32,bytes32)[])"),
            Abi.word(Abi.WORD),
            Abi.word(calls.size()));
    for (AnchorCall call : calls) {
      byte[] words = call.data();
      data = Arrays.concatenate(data, Arrays.copyOfRange(words, Abi.SELECTOR, words.length));
    }
    return data;
  }

  private static byte[] ownerCall(String function, EvmAddress poster) {
    return Abi.call(Abi.selector(function), ORIGIN, Abi.word(poster));
  }

  private AnchorContract contract() {
    return new AnchorContract(net.anvil.node(), net.contract);
  }

  private static byte[] root(int i) {
    return MerkleHash.leaf(("root " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static byte[] leaf(int i) {
    return MerkleHash.leaf(new byte[] {(byte) i});
  }

  private static InclusionProof proof(long index, long size) {
    return TreeProofs.inclusion(index, size, VitrineAnchorIT::node);
  }

  private static byte[] node(int level, long index) {
    return level == 0
        ? leaf((int) index)
        : MerkleHash.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  }
}
