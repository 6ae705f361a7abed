package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a transaction did: whether it succeeded, and its logs.
 *
 * @param succeeded the status
 * @param logs in their order
 */
record Receipt(boolean succeeded, List<Log> logs) {
  /** EIP-2718: a first byte below this is a type. */
  private static final int FIRST_LIST = 0xc0;

  /**
   * An event of a contract.
   *
   * @param address the contract
   * @param topics not copied
   * @param data not copied
   */
  record Log(EvmAddress address, List<byte[]> topics, byte[] data) {}

  /** Reads a receipt with a status (EIP-658), typed or not (EIP-2718). */
  static Receipt read(byte[] encoded) throws MalformedEvidenceException {
    if (encoded.length == 0) {
      throw new MalformedEvidenceException("an empty receipt");
    }
    boolean typed = (encoded[0] & 0xff) < FIRST_LIST;
    byte[] rlp = typed ? Arrays.copyOfRange(encoded, 1, encoded.length) : encoded;
    List<RlpItem> fields = RlpItem.read(rlp).list(4);
    byte[] status = fields.get(0).bytes();
    if (status.length > 1 || (status.length == 1 && status[0] != 1)) {
      throw new MalformedEvidenceException("a receipt's status is 0 or 1");
    }
    List<Log> logs = new ArrayList<>();
    for (RlpItem item : fields.get(3).list()) {
      List<RlpItem> parts = item.list(3);
      byte[] address = parts.get(0).bytes();
      if (address.length != EvmAddress.LENGTH) {
        throw new MalformedEvidenceException("a log's address of " + address.length + " bytes");
      }
      List<byte[]> topics = new ArrayList<>();
      for (RlpItem topic : parts.get(1).list()) {
        topics.add(topic.bytes());
      }
      logs.add(new Log(new EvmAddress(address), topics, parts.get(2).bytes()));
    }
    return new Receipt(status.length == 1, logs);
  }

  /** The bytes that are in the block's trie, from a node's description of the receipt. */
  static byte[] encode(Json receipt) {
    List<byte[]> logs =
        receipt.member("logs").list().stream()
            .map(
                log ->
                    Rlp.list(
                        Rlp.string(Quantities.data(log.member("address"))),
                        Rlp.list(
                            log.member("topics").list().stream()
                                .map(topic -> Rlp.string(Quantities.data(topic)))
                                .toList()),
                        Rlp.string(Quantities.data(log.member("data")))))
            .toList();
    byte[] fields =
        Rlp.list(
            Rlp.integer(Quantities.number(receipt.member("status"))),
            Rlp.integer(Quantities.number(receipt.member("cumulativeGasUsed"))),
            Rlp.string(Quantities.data(receipt.member("logsBloom"))),
            Rlp.list(logs));
    Json type = receipt.member("type");
    long number = type.isNothing() ? 0 : Quantities.number(type);
    return number == 0 ? fields : org.bouncycastle.util.Arrays.prepend(fields, (byte) number);
  }
}
