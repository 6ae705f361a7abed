package dev.vitrine.ledger.anchor.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Published addresses, hashes and signatures; and what is no key or address. */
class EvmKeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  /** The transaction of EIP-155's example, its key and its signature. */
  @Test
  void theExampleOfEip155() {
    EvmKey key = new EvmKey(HEX.parseHex("46".repeat(32)));
    assertEquals("0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F", key.address().toString());
    byte[] unsigned =
        HEX.parseHex(
            "ec098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080018080");
    byte[] hash = Keccak.of(unsigned);
    assertEquals(
        "daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53", HEX.formatHex(hash));
    EvmKey.Signature signature = key.sign(hash);
    // v is 37: parity 0 on chain 1
    assertEquals(0, signature.parity());
    assertEquals(
        "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276",
        signature.r().toString(16));
    assertEquals(
        "67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
        signature.s().toString(16));
  }

  @Test
  void everySignatureIsLowRecoversAndIsTheSameAgain() {
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      byte[] secret = new byte[32];
      random.nextBytes(secret);
      EvmKey key = new EvmKey(secret);
      byte[] hash = Keccak.of(secret);
      EvmKey.Signature signature = key.sign(hash);
      assertTrue(signature.s().compareTo(ORDER.shiftRight(1)) <= 0);
      assertEquals(key.address(), signature.signer(hash));
      assertEquals(signature, key.sign(hash));
      hash[0] ^= 1;
      assertNotEquals(key.address(), signature.signer(hash));
    }
  }

  @Test
  void secretsOutOfRangeAreNoKeys() {
    byte[] order = HEX.parseHex(ORDER.toString(16));
    for (byte[] bad : List.of(new byte[32], new byte[31], new byte[33], order)) {
      assertThrows(IllegalArgumentException.class, () -> new EvmKey(bad));
    }
    order[31]--;
    assertTrue(new EvmKey(order).toString().startsWith("EvmKey[0x"));
  }

  /** The examples of EIP-55. */
  @Test
  void addressesHaveAChecksum() {
    for (String address :
        List.of(
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0xde709f2102306220921060314715629080e2fb77",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")) {
      assertEquals(address, EvmAddress.parse(address).toString());
      assertEquals(address, EvmAddress.parse(address.toLowerCase(Locale.ROOT)).toString());
    }
    for (String bad :
        List.of(
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
            "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg",
            "")) {
      assertThrows(IllegalArgumentException.class, () -> EvmAddress.parse(bad), bad);
    }
  }

  @Test
  void keccakIsTheOneOfEthereum() {
    assertEquals(
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        HEX.formatHex(Keccak.of(new byte[0])));
    assertEquals("a9059cbb", HEX.formatHex(Abi.selector("transfer(address,uint256)")));
  }
}
