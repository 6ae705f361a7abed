package dev.vitrine.gateway.ledgers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vitrine.ledger.anchor.evm.EvmAddress;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.proofs.verdict.AnchorVerifier;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The member {@code ledgers} of a trust file is read in its one form. */
class LedgerPinsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLOCK = "ab".repeat(32);
  private static final String CONTRACT = "0x" + "12".repeat(20);

  private final NoteSigner witness =
      NoteSigner.generate("w.example", SignatureType.COSIGNATURE_V1, new SecureRandom());
  private final LedgerPins pins =
      new LedgerPins(
          List.of(
              new EvmPin("chain", 31337, EvmAddress.parse(CONTRACT), List.of(BLOCK)),
              new PeerPin("north", witness.verifier())));
  private final String text = text(pins);

  @Test
  void whatIsWrittenIsRead() throws Exception {
    LedgerPins read = LedgerPins.read(JSON.readTree(text));
    assertEquals(pins, read);
    assertEquals(text, text(read));
    assertEquals(LedgerPins.NONE, LedgerPins.read(JSON.readTree("[]")));
  }

  @Test
  void everyMemberMustBeThereInItsFormAndNoOther() {
    refused("{}");
    refused("null");
    refused("[1]");
    refused(text.replace("\"kind\":\"evm\"", "\"kind\":\"evil\""));
    refused(text.replace("\"kind\":\"evm\",", ""));
    refused(text.replace("\"chainId\":31337", "\"chainId\":\"31337\""));
    refused(text.replace("\"chainId\":31337", "\"chainId\":0"));
    refused(text.replace("\"chainId\":31337", "\"chainId\":1.5"));
    refused(text.replace("\"chainId\":31337", "\"chainId\":31337,\"more\":1"));
    refused(text.replace("\"chainId\":31337,", ""));
    refused(text.replace(CONTRACT, CONTRACT.substring(1)));
    refused(text.replace(BLOCK, BLOCK.substring(2)));
    refused(text.replace(BLOCK, BLOCK.toUpperCase(java.util.Locale.ROOT)));
    refused(text.replace("[\"" + BLOCK + "\"]", "\"" + BLOCK + "\""));
    refused(text.replace("[\"" + BLOCK + "\"]", "[7]"));
    refused(text.replace("\"north\"", "\"chain\""));
    refused(text.replace("\"north\"", "\"North\""));
    refused(text.replace("\"north\"", "\"../north\""));
    refused(text.replace("\"north\"", "\"" + "n".repeat(65) + "\""));
    NoteSigner log = NoteSigner.generate("l", SignatureType.ED25519, new SecureRandom());
    refused(text.replace(witness.verifier().toString(), log.verifier().toString()));
    refused(text.replace(witness.verifier().toString(), "w"));
    refused(text.replace("\"vkey\"", "\"key\""));
  }

  @Test
  void aTimeStampersCertificatesMustBeSome() {
    for (String ca : List.of("", "x", "-----BEGIN CERTIFICATE-----\\nAAAA\\n")) {
      refused("[{\"name\":\"t\",\"kind\":\"rfc3161\",\"ca\":\"" + ca + "\",\"policy\":\"\"}]");
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new TimeStamperPin("t", "x".repeat(TimeStamperPin.MAX_PEM + 1), Optional.empty()));
  }

  @Test
  void anUnknownLedgerAndBrokenEvidenceAreRefusedByName() {
    byte[] none = "x".getBytes(StandardCharsets.UTF_8);
    RefusedException unknown =
        assertThrows(
            RefusedException.class, () -> pins.verify("south", none, "t", none, step -> {}));
    assertEquals(AnchorVerifier.ANCHOR_LEDGER, unknown.step());
    assertEquals(Outcome.CANNOT_TELL, unknown.outcome());
    RefusedException broken =
        assertThrows(
            RefusedException.class, () -> pins.verify("north", none, "t", none, step -> {}));
    assertEquals(Outcome.INVALID, broken.outcome());
  }

  @Test
  void blocksAreTrustedBesideThoseThatArePinned() {
    String more = "cd".repeat(32);
    LedgerPins trusting = pins.trustingBlocks(List.of(more));
    assertEquals(List.of(BLOCK, more), ((EvmPin) trusting.all().get(0)).blocks());
    assertTrue(trusting.all().contains(pins.all().get(1)));
    assertThrows(IllegalArgumentException.class, () -> pins.trustingBlocks(List.of("cd")));
  }

  private static void refused(String json) {
    assertThrows(IllegalArgumentException.class, () -> LedgerPins.read(JSON.readTree(json)), json);
  }

  private static String text(LedgerPins pins) {
    ArrayNode list = JSON.createArrayNode();
    pins.write(list);
    try {
      return JSON.writeValueAsString(list);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
