package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorException.Kind;
import dev.vitrine.ledger.json.Json;
import java.util.List;
import java.util.Optional;

/** The contract on a node's chain: its heads, its events, and whether it would take a call. */
final class AnchorContract {
  /** The most events that are walked back over; at one an hour half a year. */
  static final int MAX_STEPS = 4096;

  /** Gas a transaction may use; measured: 73,207 for a log's first checkpoint, 39,573 after. */
  static final long GAS_LIMIT = 150_000;

  private static final byte[] HEAD = Abi.selector("head(bytes32)");

  private final EvmNode node;
  private final EvmAddress address;

  AnchorContract(EvmNode node, EvmAddress address) {
    this.node = node;
    this.address = address;
  }

  /**
   * Makes sure that this contract is at the address, byte by byte.
   *
   * @throws AnchorException REJECTED if it is not
   */
  void check() {
    byte[] code = node.code(address);
    if (!ContractCode.isRuntime(code)) {
      throw new AnchorException(
          Kind.REJECTED,
          code.length == 0
              ? "there is no contract at " + address + ": wrong address, or not deployed"
              : "the contract at " + address + " is not VitrineAnchor");
    }
  }

  /** The newest anchored checkpoint of a log; all zero if there is none. */
  Head head(byte[] origin) {
    byte[] words;
    try {
      words = node.call(address, address, Abi.call(HEAD, origin), GAS_LIMIT);
    } catch (RpcException e) {
      throw JsonRpc.unavailable("eth_call", "refused: " + e.getMessage(), e);
    }
    if (words.length != 4 * Abi.WORD) {
      throw JsonRpc.unavailable("eth_call", "gave a head of the wrong length", null);
    }
    return new Head(
        Abi.word(words, 0, 0),
        Abi.number(Abi.word(words, 0, 1)),
        Abi.number(Abi.word(words, 0, 2)),
        Abi.number(Abi.word(words, 0, 3)));
  }

  /**
   * Where the contract took this checkpoint in. Walks from the newest event back, block by block,
   * so that no node has to search its chain.
   *
   * @throws AnchorException UNAVAILABLE if it is more than {@value #MAX_STEPS} events back
   */
  Optional<Place> find(EvmAnchorId id) {
    Head head = head(id.origin());
    long block = head.blockNumber();
    for (int step = 0; step < MAX_STEPS; step++) {
      if (block == 0) {
        return Optional.empty();
      }
      List<Place> places = events(block, id.origin());
      if (places.isEmpty()) {
        // the chain changed between two answers
        throw JsonRpc.unavailable("eth_getLogs", "lost an event of block " + block, null);
      }
      for (Place place : places) {
        if (id.isFor(place.event())) {
          return Optional.of(place);
        }
      }
      Place oldest = places.get(0);
      if (oldest.event().size() < id.size()) {
        return Optional.empty();
      }
      block = oldest.event().previousBlock();
    }
    throw new AnchorException(Kind.UNAVAILABLE, "more than " + MAX_STEPS + " anchors back");
  }

  /**
   * Calls without a transaction, to hear what the contract would say.
   *
   * @throws AnchorException REJECTED or UNAVAILABLE if it would refuse
   */
  void rehearse(EvmAddress poster, AnchorCall call) {
    try {
      node.call(poster, address, call.data(), GAS_LIMIT);
    } catch (RpcException e) {
      Optional<Revert> revert = Revert.of(e.data());
      throw new AnchorException(
          revert.isPresent() && revert.get().passes() ? Kind.UNAVAILABLE : Kind.REJECTED,
          "the contract refuses: " + revert.map(Revert::words).orElse(e.getMessage()),
          e);
    }
  }

  private List<Place> events(long block, byte[] origin) {
    return node.logs(address, block, AnchoredEvent.topic(), origin).stream()
        .flatMap(log -> EvmNode.read("eth_getLogs", log, AnchorContract::place).stream())
        .toList();
  }

  private static Optional<Place> place(Json log) {
    List<byte[]> topics =
        log.member("topics").list().stream().map(t -> Quantities.data(t, Abi.WORD)).toList();
    return AnchoredEvent.read(topics, Quantities.data(log.member("data")))
        .map(
            event ->
                new Place(
                    event,
                    Quantities.data(log.member("blockHash"), Keccak.LENGTH),
                    Quantities.number(log.member("blockNumber")),
                    Quantities.number(log.member("transactionIndex")),
                    Quantities.number(log.member("logIndex"))));
  }

  /**
   * The newest anchored checkpoint of a log.
   *
   * @param root of the tree; not copied
   * @param epoch how many were anchored
   * @param size of the tree
   * @param blockNumber the block that holds its event
   */
  record Head(byte[] root, long epoch, long size, long blockNumber) {
    /** The call that would anchor a checkpoint after this. */
    AnchorCall next(EvmAnchorId id) {
      return new AnchorCall(id.origin(), epoch + 1, id.size(), id.root(), root);
    }

    /** The head after this call. */
    static Head after(AnchorCall call) {
      return new Head(call.root(), call.epoch(), call.size(), 0);
    }

    /** Whether a checkpoint of this size may come next. */
    boolean admits(long next) {
      return epoch == 0 || next > size;
    }
  }

  /**
   * Where an event is.
   *
   * @param event what it says
   * @param blockHash not copied
   * @param blockNumber of its block
   * @param transaction the place of its transaction in the block
   * @param log its place among all the block's logs
   */
  record Place(
      AnchoredEvent event, byte[] blockHash, long blockNumber, long transaction, long log) {}
}
