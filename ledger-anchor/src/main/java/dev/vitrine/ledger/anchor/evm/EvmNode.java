package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.json.JsonException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The few questions that are asked of a node, with typed answers. An answer of the wrong shape is
 * UNAVAILABLE: another node may do better.
 */
final class EvmNode {
  /** The newest block. */
  static final Json LATEST = new Json.Text("latest");

  /** What the next block may be. */
  static final Json PENDING = new Json.Text("pending");

  /** The newest block that the chain itself calls final. */
  static final Json FINALIZED = new Json.Text("finalized");

  private final JsonRpc rpc;

  EvmNode(JsonRpc rpc) {
    this.rpc = rpc;
  }

  long chainId() {
    return ask("eth_chainId", Quantities::number);
  }

  /** The code at an address; empty if there is no contract. */
  byte[] code(EvmAddress at) {
    return ask("eth_getCode", Quantities::data, text(at), LATEST);
  }

  BigInteger balance(EvmAddress of) {
    return ask("eth_getBalance", Quantities::integer, text(of), LATEST);
  }

  /** How many transactions an account has sent, up to a block or including the pool. */
  long nonce(EvmAddress of, Json block) {
    return ask("eth_getTransactionCount", Quantities::number, text(of), block);
  }

  /**
   * Calls a contract without a transaction.
   *
   * @throws RpcException if the contract refuses
   */
  byte[] call(EvmAddress from, EvmAddress to, byte[] data, long gas) {
    Json question =
        object(
            "from",
            text(from),
            "to",
            text(to),
            "gas",
            new Json.Text(Quantities.quantity(gas)),
            "data",
            new Json.Text(Quantities.data(data)));
    return read("eth_call", rpc.call("eth_call", question, LATEST), Quantities::data);
  }

  /**
   * Hands a transaction over.
   *
   * @throws RpcException if the node does not take it
   */
  void send(EvmTransaction.Signed transaction) {
    rpc.call("eth_sendRawTransaction", new Json.Text(Quantities.data(transaction.bytes())));
  }

  /** What the node thinks a quick transaction should offer beyond the base fee, in wei. */
  BigInteger tip() {
    return ask("eth_maxPriorityFeePerGas", Quantities::integer);
  }

  /** A block by number or tag, perhaps with whole transactions; null in JSON's sense if absent. */
  Json block(Json block, boolean transactions) {
    return ask("eth_getBlockByNumber", Function.identity(), block, new Json.Bool(transactions));
  }

  /** A block by its hash, without transactions; null in JSON's sense if absent. */
  Json block(byte[] hash) {
    return ask(
        "eth_getBlockByHash",
        Function.identity(),
        new Json.Text(Quantities.data(hash)),
        new Json.Bool(false));
  }

  /** All receipts of a block, in the order of its transactions. */
  List<Json> receipts(byte[] blockHash) {
    return ask("eth_getBlockReceipts", Json::list, new Json.Text(Quantities.data(blockHash)));
  }

  /** The receipt of a transaction; null in JSON's sense while it is in no block. */
  Json receipt(byte[] transactionHash) {
    return ask(
        "eth_getTransactionReceipt",
        Function.identity(),
        new Json.Text(Quantities.data(transactionHash)));
  }

  /** What a contract logged in one block under these two topics. */
  List<Json> logs(EvmAddress contract, long block, byte[] event, byte[] origin) {
    Json number = new Json.Text(Quantities.quantity(block));
    Json topics =
        new Json.Items(
            List.of(new Json.Text(Quantities.data(event)), new Json.Text(Quantities.data(origin))));
    return ask(
        "eth_getLogs",
        Json::list,
        object(
            "address", text(contract), "fromBlock", number, "toBlock", number, "topics", topics));
  }

  /** Reads a piece of an answer; what has another shape is the node's fault. */
  static <T> T read(String what, Json answer, Function<Json, T> reader) {
    try {
      return reader.apply(answer);
    } catch (JsonException e) {
      throw JsonRpc.unavailable(what, "gave an answer of the wrong shape: " + e.getMessage(), e);
    }
  }

  private <T> T ask(String method, Function<Json, T> reader, Json... params) {
    Json result;
    try {
      result = rpc.call(method, params);
    } catch (RpcException e) {
      throw new AnchorException(
          AnchorException.Kind.UNAVAILABLE,
          "the EVM node refused " + method + ": " + e.getMessage(),
          e);
    }
    return read(method, result, reader);
  }

  private static Json text(EvmAddress address) {
    return new Json.Text(Quantities.data(address.bytes()));
  }

  private static Json object(Object... namesAndValues) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], (Json) namesAndValues[i + 1]);
    }
    return new Json.Members(members);
  }
}
