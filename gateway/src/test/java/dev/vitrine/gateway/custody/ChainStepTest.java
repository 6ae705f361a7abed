package dev.vitrine.gateway.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainStepTest {
  private static final String EPC = "https://id.gs1.org/01/09506000134352/21/A1";
  private static final String ROOT = "ab".repeat(32);

  @Test
  void everyStepIsReadAsItWasWritten() {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) 7);
    for (ChainStep step :
        new ChainStep[] {
          new ChainStep(EPC, 1, Optional.empty(), false),
          new ChainStep(EPC, 2, Optional.of(root), false),
          new ChainStep(EPC, 999_999_999, Optional.of(root), true),
          new ChainStep("", 2, Optional.of(root), true)
        }) {
      assertEquals(Optional.of(step), ChainStep.of(step.bytes()));
    }
  }

  @Test
  void onlyTheFirstHasNoneBeforeItAndItIsNeverLate() {
    Optional<byte[]> root = Optional.of(new byte[32]);
    assertThrows(IllegalArgumentException.class, () -> new ChainStep(EPC, 1, root, false));
    assertThrows(
        IllegalArgumentException.class, () -> new ChainStep(EPC, 2, Optional.empty(), false));
    assertThrows(
        IllegalArgumentException.class, () -> new ChainStep(EPC, 1, Optional.empty(), true));
    assertThrows(
        IllegalArgumentException.class, () -> new ChainStep(EPC, 0, Optional.empty(), false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChainStep(EPC, 2, Optional.of(new byte[31]), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "/",
        "/01",
        "/+1",
        "/0",
        "/2",
        "/1/" + "ROOT",
        "/2/" + "UPPER",
        "/2/" + "ROOT" + "/",
        "/2/" + "ROOT" + "/early",
        "/2/" + "ROOT" + "/late/late",
        "/2/abcd",
        "/9999999999/" + "ROOT",
        "//late"
      })
  void anotherFormIsNoStep(String pointer) {
    String text =
        pointer.replace("ROOT", ROOT).replace("UPPER", ROOT.toUpperCase(java.util.Locale.ROOT));
    byte[] element = (text + "\0s" + EPC).getBytes(StandardCharsets.UTF_8);
    assertEquals(Optional.empty(), ChainStep.of(element));
  }

  @Test
  void anElementOfAnotherTypeIsNoStep() {
    assertEquals(Optional.empty(), ChainStep.of(("/1\0n" + EPC).getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.empty(), ChainStep.of(new byte[] {(byte) 0xff}));
  }
}
