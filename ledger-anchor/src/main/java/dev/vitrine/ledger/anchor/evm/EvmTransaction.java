package dev.vitrine.ledger.anchor.evm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of type 2 (EIP-1559) that moves no value.
 *
 * @param chainId which chain it is for; on any other it is void
 * @param nonce how many transactions the account has sent before
 * @param fees what it pays for gas at most
 * @param gasLimit how much gas it may use
 * @param to the contract called; null to make a new one
 * @param data calldata, or the code that makes the contract; not copied
 */
record EvmTransaction(
    long chainId, long nonce, Fees fees, long gasLimit, @Nullable EvmAddress to, byte[] data) {
  private static final byte TYPE = 2;

  /** Signs it. */
  Signed sign(EvmKey key) {
    List<byte[]> fields =
        new ArrayList<>(
            List.of(
                Rlp.integer(chainId),
                Rlp.integer(nonce),
                Rlp.integer(fees.tip()),
                Rlp.integer(fees.max()),
                Rlp.integer(gasLimit),
                Rlp.string(to == null ? new byte[0] : to.bytes()),
                Rlp.integer(0),
                Rlp.string(data),
                Rlp.list()));
    EvmKey.Signature signature = key.sign(Keccak.of(typed(fields)));
    fields.add(Rlp.integer(signature.parity()));
    fields.add(Rlp.integer(signature.r()));
    fields.add(Rlp.integer(signature.s()));
    return new Signed(typed(fields));
  }

  private static byte[] typed(List<byte[]> fields) {
    return Arrays.prepend(Rlp.list(fields), TYPE);
  }

  /**
   * What a unit of gas may cost, in wei.
   *
   * @param tip for the block's maker, beyond the base fee
   * @param max in all
   */
  record Fees(BigInteger tip, BigInteger max) {
    /** An eighth more of both, rounded up: what nodes ask for to replace a transaction. */
    Fees bumped() {
      return new Fees(eighthMore(tip), eighthMore(max));
    }

    private static BigInteger eighthMore(BigInteger wei) {
      return wei.add(wei.add(BigInteger.valueOf(7)).shiftRight(3));
    }

    /** The greater of both, part by part. */
    Fees atLeast(Fees other) {
      return new Fees(tip.max(other.tip), max.max(other.max));
    }
  }

  /** The bytes that are sent. */
  record Signed(byte[] bytes) {
    /** What the transaction is called. */
    byte[] hash() {
      return Keccak.of(bytes);
    }
  }
}
