package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.json.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A block's header: the bytes whose hash is the block's name, and what is read from them.
 *
 * @param bytes in RLP; not copied
 * @param receiptsRoot the root of the trie of its receipts; not copied
 * @param number of the block
 * @param time when it was made, as its maker says, in seconds since 1970
 */
record BlockHeader(byte[] bytes, byte[] receiptsRoot, long number, long time) {
  /** The longest header; private chains put their validators' seals into it. */
  static final int MAX_BYTES = 1 << 16;

  private static final int MAX_FIELDS = 64;
  private static final int RECEIPTS_ROOT = 5;
  private static final int NUMBER = 8;
  private static final int TIME = 11;

  /** Fields in their order: what every header has, then what the forks of the chain have added. */
  private static final List<String> HASHED =
      List.of(
          "parentHash",
          "sha3Uncles",
          "miner",
          "stateRoot",
          "transactionsRoot",
          "receiptsRoot",
          "logsBloom");

  private static final List<String> NUMBERS =
      List.of("difficulty", "number", "gasLimit", "gasUsed", "timestamp");

  private static final List<String> SEALS = List.of("extraData", "mixHash", "nonce");

  /** Hashed or numbers; absent before their fork. */
  private static final List<String> LATER =
      List.of(
          "baseFeePerGas",
          "withdrawalsRoot",
          "blobGasUsed",
          "excessBlobGas",
          "parentBeaconBlockRoot",
          "requestsHash");

  /** The hash of the header: the block's name. */
  byte[] hash() {
    return Keccak.of(bytes);
  }

  /** Reads a header. */
  static BlockHeader read(byte[] rlp) throws MalformedEvidenceException {
    List<RlpItem> fields = RlpItem.read(rlp).list();
    if (fields.size() <= TIME || fields.size() > MAX_FIELDS) {
      throw new MalformedEvidenceException("a header of " + fields.size() + " fields");
    }
    byte[] root = fields.get(RECEIPTS_ROOT).bytes();
    if (root.length != Keccak.LENGTH) {
      throw new MalformedEvidenceException("a receipts root of " + root.length + " bytes");
    }
    return new BlockHeader(
        rlp, root, number(fields.get(NUMBER).bytes()), number(fields.get(TIME).bytes()));
  }

  /** The header in RLP, from a node's description of the block. */
  static byte[] encode(Json block) {
    List<byte[]> fields = new ArrayList<>();
    HASHED.forEach(name -> fields.add(Rlp.string(Quantities.data(block.member(name)))));
    NUMBERS.forEach(name -> fields.add(Rlp.integer(Quantities.integer(block.member(name)))));
    SEALS.forEach(name -> fields.add(Rlp.string(Quantities.data(block.member(name)))));
    for (String name : LATER) {
      Json value = block.member(name);
      if (!value.isNothing()) {
        boolean hash = name.endsWith("Root") || name.endsWith("Hash");
        fields.add(
            hash ? Rlp.string(Quantities.data(value)) : Rlp.integer(Quantities.integer(value)));
      }
    }
    return Rlp.list(fields);
  }

  private static long number(byte[] bytes) throws MalformedEvidenceException {
    BigInteger value = new BigInteger(1, bytes);
    if (value.bitLength() > 62 || (bytes.length > 0 && bytes[0] == 0)) {
      throw new MalformedEvidenceException("a number in the header is out of its range");
    }
    return value.longValue();
  }
}
