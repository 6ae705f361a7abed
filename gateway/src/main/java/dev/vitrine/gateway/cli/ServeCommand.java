package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.EmbeddedServices;
import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.gateway.embedded.TemplateFolder;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.keys.LogDevice;
import dev.vitrine.gateway.witness.KnownLogs;
import dev.vitrine.gateway.witness.QuorumPolicy;
import dev.vitrine.gateway.witness.WitnessKeys;
import dev.vitrine.ledger.checkpoint.SigningException;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.lang.ref.Reference;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vitrine serve}: runs a gateway until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs a gateway; makes keys, database and configuration at first start.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = Logger.getLogger(ServeCommand.class);
  private static final String HOST = "quarkus.http.host";
  private static final String PORT = "quarkus.http.port";

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the port, 0 for any free one (default: 8080)")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "the address to listen on (default: 127.0.0.1)")
  private Optional<String> host = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Config config = ConfigProvider.getConfig();
    host.ifPresent(value -> System.setProperty(HOST, value));
    port.ifPresent(value -> System.setProperty(PORT, Integer.toString(value)));
    String address = config.getOptionalValue(HOST, String.class).orElse("127.0.0.1");

    boolean first = !DataFolder.exists(data.path());
    DataFolder folder = DataFolder.open(data.path());
    Optional<String> writer = config.getOptionalValue("vitrine.log.writer", String.class);
    AutoCloseable lock = writer.isPresent() ? folder.lock(writer.get()) : folder.lock();
    try {
      check(folder, config);
      return serve(folder, first, config, address);
    } finally {
      // until here: a channel that nothing holds is closed by the collector, and the lock with it
      Reference.reachabilityFence(lock);
    }
  }

  private static int serve(DataFolder folder, boolean first, Config config, String address)
      throws IOException {
    EmbeddedServices services =
        EmbeddedServices.start(
            folder,
            name -> config.getOptionalValue(name, String.class).filter(v -> !v.isBlank()),
            address);
    services.settings().forEach(System::setProperty);
    if (first) {
      System.out.println("made: " + folder.root());
      services.made().forEach(line -> System.out.println("made: " + line));
    }
    AtomicInteger exitCode = new AtomicInteger();
    Quarkus.run(
        ServeApplication.class,
        (code, failure) -> {
          exitCode.set(failure == null ? code : ExitCode.USAGE);
          if (failure != null) {
            LOG.error("The gateway did not start", failure);
          }
          try {
            services.close();
          } catch (IOException e) {
            LOG.warn("PostgreSQL was not stopped in order; it recovers at the next start", e);
          }
        });
    return exitCode.get();
  }

  /** What would stop the start anyway, said before anything is started, and without a trace. */
  private static void check(DataFolder folder, Config config) throws StartupException {
    try {
      Keys.check(folder.keys(), new SecureRandom());
      LogDevice.check(config);
      Policies.check(folder.policy(), TemplateFolder.read(folder.templates()));
      WitnessKeys.check(folder.keys());
      KnownLogs.check(folder.root());
      QuorumPolicy.check(folder.root());
    } catch (IOException | SigningException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }
}
