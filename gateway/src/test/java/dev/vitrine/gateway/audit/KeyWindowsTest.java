package dev.vitrine.gateway.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.witness.LogKeyWindow;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.KeyWindow;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The windows in a trust file: written readably, read strictly, used. */
class KeyWindowsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long NOON = 1_795_608_000_000L;
  private final NoteSigner log =
      NoteSigner.generate("example.com/log", SignatureType.ED25519, RANDOM);
  private final GatewayKey gateway = GatewayKey.random(RANDOM);
  private final String logId =
      KeyKind.LOG.id(log.verifier().toString().getBytes(StandardCharsets.US_ASCII));
  private final String gatewayId = HexFormat.of().formatHex(gateway.publicKey().id());
  private final KeyWindows windows =
      new KeyWindows(
          "ab".repeat(32),
          Map.of(
              gatewayId,
              new KeyWindow(
                  NOON,
                  OptionalLong.of(NOON + 1),
                  OptionalLong.of(NOON + 60_000),
                  Optional.of(new KeyWindow.LogBefore("example.com/log", 17)))),
          Map.of(logId, new LogKeyWindow(2, OptionalLong.of(9), OptionalLong.of(NOON))));
  private final TrustFile file =
      new TrustFile(
          PinnedPolicy.of(log.verifier(), List.of(), 0),
          List.of(gateway.publicKey()),
          List.of(),
          List.of(),
          List.of(),
          LedgerPins.NONE,
          windows);
  private final String text = new String(file.encode(), StandardCharsets.UTF_8);

  @Test
  void whatIsWrittenIsReadAndUsed() throws Exception {
    TrustFile read = TrustFile.parse(file.encode());
    assertEquals(windows, read.windows());
    assertEquals(text, new String(read.encode(), StandardCharsets.UTF_8));
    assertEquals(2, read.policy().window(log.verifier()).fromSize());
    assertEquals(windows.keys(), read.trust().windows());
    assertTrue(text.contains("\"2026-11-25T12:00:00Z\""), text);
  }

  @Test
  void everyValueMustBeInItsForm() {
    refused(text.replace("\"toSize\" : 9", "\"toSize\" : \"9\""));
    refused(text.replace("\"toSize\" : 9", "\"toSize\" : -9"));
    refused(text.replace("\"toSize\" : 9", "\"toSize\" : 1"));
    refused(text.replace("\"toSize\" : 9,", ""));
    refused(text.replace("\"toSize\" : 9", "\"toSize\" : 9, \"more\" : 1"));
    refused(text.replace("2026-11-25T12:00:00Z", "2026-11-25T12:00:00.000Z"));
    refused(text.replace("2026-11-25T12:00:00Z", "2026-11-25"));
    refused(text.replace("2026-11-25T12:00:00Z", "2027-11-25T12:00:00Z"));
    refused(text.replace("\"from\" : \"2026-11-25T12:00:00Z\"", "\"from\" : 1"));
    refused(text.replace("\"signer\"", "\"signers\""));
    refused(text.replace(gatewayId, gatewayId.substring(1)));
    refused(text.replace("ab".repeat(32), "ab".repeat(31)));
    refused(text.replace("\"registry\" : \"" + "ab".repeat(32) + "\",", ""));
    refused(text.replace("\"sizeBefore\" : 17", "\"sizeBefore\" : 1.5"));
    String one = text.substring(text.indexOf("\"windows\"") + 13, text.indexOf("}, {") + 3);
    refused(text.replace(one, one + one));
  }

  private void refused(String changed) {
    assertTrue(!changed.equals(text), "changes something");
    assertThrows(
        InvalidTrustFileException.class,
        () -> TrustFile.parse(changed.getBytes(StandardCharsets.UTF_8)),
        changed);
  }
}
