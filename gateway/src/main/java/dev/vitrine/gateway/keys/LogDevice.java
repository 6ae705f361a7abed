package dev.vitrine.gateway.keys;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.gateway.keys.pkcs11.Pkcs11Key;
import dev.vitrine.gateway.keys.pkcs11.Pkcs11Settings;
import dev.vitrine.ledger.checkpoint.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The device that signs checkpoints, if one is configured. */
public final class LogDevice {
  private static final String PREFIX = "vitrine.keys.log.pkcs11.";

  private LogDevice() {}

  static Optional<SigningKey> open(VitrineConfig config) throws IOException {
    Optional<VitrineConfig.Pkcs11> device = config.keys().log().pkcs11();
    if (device.isEmpty()) {
      return Optional.empty();
    }
    if (config.origin().isEmpty()) {
      throw new StartupException(
          "A log key in a device does not say how its log is named: set vitrine.origin.");
    }
    VitrineConfig.Pkcs11 at = device.get();
    return Optional.of(
        Pkcs11Key.open(new Pkcs11Settings(at.module(), at.token(), at.key(), at.pinFile())));
  }

  /**
   * Opens the device, if one is configured, and leaves it: what would stop the start is said before
   * anything is started.
   *
   * @throws IOException with what is wrong
   */
  public static void check(Config config) throws IOException {
    if (config.getOptionalValue(PREFIX + "module", String.class).isEmpty()) {
      return;
    }
    Pkcs11Key key =
        Pkcs11Key.open(
            new Pkcs11Settings(
                Path.of(required(config, "module")),
                required(config, "token"),
                required(config, "key"),
                Path.of(required(config, "pin-file"))));
    // a device that does not sign would stop the log later
    key.sign(new byte[0]);
  }

  private static String required(Config config, String name) throws StartupException {
    return config
        .getOptionalValue(PREFIX + name, String.class)
        .orElseThrow(() -> new StartupException("Set " + PREFIX + name + " too."));
  }
}
