package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.gateway.keys.KeyRotation;
import dev.vitrine.ledger.registry.KeyKind;
import java.io.IOException;
import java.lang.ref.Reference;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Works on the keys in a data folder while it holds the folder's lock. */
final class KeyFolder {
  private KeyFolder() {}

  /** What is done with the keys. */
  interface Work {
    void with(KeyRotation keys) throws IOException;
  }

  /** Does it, if no gateway runs on the folder. */
  static void locked(DataOption data, Work work) throws IOException {
    if (!DataFolder.exists(data.path())) {
      throw new StartupException("There is no gateway's folder at " + data.path() + ".");
    }
    DataFolder folder = DataFolder.open(data.path());
    AutoCloseable lock = folder.lock();
    try {
      work.with(new KeyRotation(folder.keys(), Clock.systemUTC(), new SecureRandom()));
    } catch (StartupException e) {
      throw e;
    } catch (IOException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    } finally {
      // until here: a channel that nothing holds is closed by the collector, and the lock with it
      Reference.reachabilityFence(lock);
    }
  }

  /** Kinds by their names. */
  static final class Kinds implements ITypeConverter<KeyKind> {
    @Override
    public KeyKind convert(String label) {
      return KeyKind.named(label)
          .orElseThrow(
              () -> new TypeConversionException("one of gateway, issuer, log and registry"));
    }
  }
}
