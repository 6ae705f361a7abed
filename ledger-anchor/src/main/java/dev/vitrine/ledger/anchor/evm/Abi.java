package dev.vitrine.ledger.anchor.evm;

import java.math.BigInteger;
import java.util.Arrays;

/** Words of 32 bytes, as calls and events of contracts have them (Solidity's contract ABI). */
final class Abi {
  static final int WORD = 32;
  static final int SELECTOR = 4;

  private Abi() {}

  /** The first four bytes of the hash of a signature: what a function or error is called by. */
  static byte[] selector(String signature) {
    return Arrays.copyOf(Keccak.ofText(signature), SELECTOR);
  }

  /** A call: the selector, then words. */
  static byte[] call(byte[] selector, byte[]... words) {
    byte[] out = Arrays.copyOf(selector, SELECTOR + WORD * words.length);
    for (int i = 0; i < words.length; i++) {
      System.arraycopy(words[i], 0, out, SELECTOR + WORD * i, WORD);
    }
    return out;
  }

  static byte[] word(long value) {
    byte[] word = new byte[WORD];
    for (int i = 0; i < Long.BYTES; i++) {
      word[WORD - 1 - i] = (byte) (value >>> (8 * i));
    }
    return word;
  }

  static byte[] word(EvmAddress address) {
    byte[] word = new byte[WORD];
    System.arraycopy(address.bytes(), 0, word, WORD - EvmAddress.LENGTH, EvmAddress.LENGTH);
    return word;
  }

  /** The word at a place, counted in words after the first {@code skip} bytes. */
  static byte[] word(byte[] data, int skip, int index) {
    int start = skip + WORD * index;
    return Arrays.copyOfRange(data, start, start + WORD);
  }

  /** A word as a number of at most 63 bits, or −1 if it is more. */
  static long number(byte[] word) {
    BigInteger value = new BigInteger(1, word);
    return value.bitLength() > 63 ? -1 : value.longValue();
  }
}
