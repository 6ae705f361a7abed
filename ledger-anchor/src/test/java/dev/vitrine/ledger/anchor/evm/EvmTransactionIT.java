package dev.vitrine.ledger.anchor.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ledger.json.Json;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our signed bytes are those a real node makes of the same transaction with the same key. */
class EvmTransactionIT {
  /** Published with the node, for tests; holds nothing anywhere. */
  private static final String MNEMONIC =
      "test test test test test test test test test test test junk";

  private static final String FIRST =
      "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  @Test
  void theNodesOwnSignatureIsOurs() {
    try (Anvil anvil = Anvil.start("--mnemonic", MNEMONIC)) {
      // the first account of this well-known phrase
      EvmKey key = new EvmKey(java.util.HexFormat.of().parseHex(FIRST));
      assertEquals(
          key.address(), new EvmAddress(Quantities.data(anvil.call("eth_accounts").list().get(0))));
      EvmAddress to = Testnet.key().address();
      for (int nonce = 0; nonce < 20; nonce++) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("from", Anvil.text(key.address().toString()));
        fields.put("to", Anvil.text(to.toString()));
        fields.put("nonce", Anvil.number(nonce));
        fields.put("gas", Anvil.number(60_000));
        fields.put("maxFeePerGas", Anvil.number(9_000_000_000L + nonce));
        fields.put("maxPriorityFeePerGas", Anvil.number(1_000_000_000L));
        fields.put("data", Anvil.text("0x00ff80"));
        Json hash = anvil.call("eth_sendTransaction", new Json.Members(fields));
        EvmTransaction.Fees fees =
            new EvmTransaction.Fees(
                BigInteger.valueOf(1_000_000_000L), BigInteger.valueOf(9_000_000_000L + nonce));
        byte[] data = {0, (byte) 0xff, (byte) 0x80};
        EvmTransaction.Signed ours =
            new EvmTransaction(31337, nonce, fees, 60_000, to, data).sign(key);
        assertEquals(hash.text(), Quantities.data(ours.hash()));
      }
    }
  }
}
