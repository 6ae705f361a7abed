package dev.vitrine.gateway.ledgers;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.ledger.anchor.evm.EvmAddress;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A ledger that this gateway uses, from settings that were held to what its kind needs.
 *
 * @param settings the settings {@code vitrine.anchors.NAME}
 * @param pin how its evidence is verified, here as elsewhere
 */
public record ConfiguredLedger(VitrineConfig.Anchor settings, LedgerPin pin) {
  private static final Duration EVM_EVERY = Duration.ofMinutes(10);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration RENEW_BEFORE = Duration.ofDays(365);
  private static final Duration RENEW_EVERY = Duration.ofDays(1);

  /** Its name. */
  public String name() {
    return pin.name();
  }

  /** The least time between two of its checkpoints. */
  public Duration every() {
    return settings
        .every()
        .orElse(settings.kind() == VitrineConfig.Anchor.Kind.EVM ? EVM_EVERY : EVERY);
  }

  /** How long before it expires evidence of a time-stamper is renewed. */
  public Duration renewBefore() {
    return settings.renewBefore().orElse(RENEW_BEFORE);
  }

  /** The rest between two looks at all evidence of a time-stamper. */
  public Duration renewEvery() {
    return settings.renewEvery().orElse(RENEW_EVERY);
  }

  /**
   * All ledgers of the settings, by name.
   *
   * @throws IllegalStateException with the setting that can't be used and why; stops the start
   */
  public static List<ConfiguredLedger> of(VitrineConfig config) {
    List<ConfiguredLedger> ledgers = new ArrayList<>();
    new TreeMap<>(config.anchors()).forEach((name, anchor) -> ledgers.add(of(name, anchor)));
    return ledgers;
  }

  private static ConfiguredLedger of(String name, VitrineConfig.Anchor anchor) {
    try {
      refuseForeign(anchor);
      return new ConfiguredLedger(anchor, pin(name, anchor));
    } catch (IllegalArgumentException | dev.vitrine.ledger.LedgerException | IOException e) {
      throw new IllegalStateException("vitrine.anchors." + name + ": " + e.getMessage(), e);
    }
  }

  private static LedgerPin pin(String name, VitrineConfig.Anchor anchor) throws IOException {
    return switch (anchor.kind()) {
      case RFC3161 -> new TimeStamperPin(name, pem(need(anchor.ca(), "ca")), anchor.policy());
      case EVM ->
          new EvmPin(
              name,
              anchor
                  .chainId()
                  .orElseThrow(() -> new IllegalArgumentException("chain-id: is needed")),
              EvmAddress.parse(need(anchor.contract(), "contract")),
              List.of());
      case PEER -> new PeerPin(name, NoteVerifier.parse(need(anchor.vkey(), "vkey")));
    };
  }

  /** A setting of another kind would silently do nothing. */
  private static void refuseForeign(VitrineConfig.Anchor anchor) {
    Map<String, VitrineConfig.Anchor.Kind> given = new LinkedHashMap<>();
    VitrineConfig.Anchor.Kind evm = VitrineConfig.Anchor.Kind.EVM;
    anchor.chainId().ifPresent(v -> given.put("chain-id", evm));
    anchor.contract().ifPresent(v -> given.put("contract", evm));
    anchor.keyFile().ifPresent(v -> given.put("key-file", evm));
    anchor.confirmations().ifPresent(v -> given.put("confirmations", evm));
    anchor.maxFee().ifPresent(v -> given.put("max-fee", evm));
    anchor.ca().ifPresent(v -> given.put("ca", VitrineConfig.Anchor.Kind.RFC3161));
    anchor.policy().ifPresent(v -> given.put("policy", VitrineConfig.Anchor.Kind.RFC3161));
    anchor
        .renewBefore()
        .ifPresent(v -> given.put("renew-before", VitrineConfig.Anchor.Kind.RFC3161));
    anchor.renewEvery().ifPresent(v -> given.put("renew-every", VitrineConfig.Anchor.Kind.RFC3161));
    anchor.vkey().ifPresent(v -> given.put("vkey", VitrineConfig.Anchor.Kind.PEER));
    given.forEach(
        (name, kind) -> {
          if (kind != anchor.kind()) {
            throw new IllegalArgumentException(name + ": is for kind " + kind + " only");
          }
        });
    anchor.every().ifPresent(v -> needPositive("every", v));
    anchor.renewBefore().ifPresent(v -> needPositive("renew-before", v));
    anchor.renewEvery().ifPresent(v -> needPositive("renew-every", v));
    needPositive("alarm-after", anchor.alarmAfter());
  }

  private static void needPositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + ": must be above zero");
    }
  }

  /** A setting that the kind can't do without. */
  public static <T> T need(Optional<T> setting, String name) {
    return setting.orElseThrow(() -> new IllegalArgumentException(name + ": is needed"));
  }

  private static String pem(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("ca: there is no file " + file);
    }
    if (Files.size(file) > TimeStamperPin.MAX_PEM) {
      throw new IOException("ca: " + file + " is longer than " + TimeStamperPin.MAX_PEM + " bytes");
    }
    return Files.readString(file, StandardCharsets.US_ASCII);
  }
}
