package dev.vitrine.gateway.testing;

import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.embedded.EmbeddedServices;
import dev.vitrine.gateway.scitt.Statements;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} what {@code vitrine serve} gives a gateway: a data folder (a
 * temporary one with the policies of {@link TestPolicies}), a real PostgreSQL and the embedded
 * issuer. Use with {@code @QuarkusTestResource(GatewayResource.class)} and mint tokens with {@link
 * Tokens}.
 */
public final class GatewayResource implements QuarkusTestResourceLifecycleManager {

  /** Programs are unpacked once for all tests. */
  public static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  /** The most records that a request for events opens. */
  public static final int MAX_OPENED = Integer.getInteger("vitrine.test.max-opened", 512);

  private @Nullable Path folder;
  private @Nullable EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      Path made = Files.createTempDirectory("vitrine-test");
      folder = made;
      DataFolder data = DataFolder.open(made);
      TestPolicies.write(data.policy());
      TestPolicies.template(data.templates());
      Statements.writeIssuers(data.root());
      FhirSigners.write(data.root());
      EmbeddedPostgres started = EmbeddedPostgres.start(data.postgres(), BINARIES);
      postgres = started;
      Components.tookPart("PostgreSQL", "embedded, port " + started.port());
      Map<String, String> settings =
          EmbeddedServices.configure(data, started, name -> Optional.empty(), "127.0.0.1");
      Tokens.use(data.issuer());
      Map<String, String> all = new HashMap<>(settings);
      all.put("vitrine.epcis.profiles." + TestPolicies.FOOD_SHIPPER, "fsma204");
      all.put("vitrine.dscsa.owners.9506000.party", TestPolicies.MAKER);
      all.put("vitrine.dscsa.owners.9506000.gln", TestPolicies.MAKER_GLN);
      // few enough to be exceeded
      all.put("vitrine.epcis.max-opened", Integer.toString(MAX_OPENED));
      // receivers of deliveries are on this machine, and tests do not wait
      all.put("vitrine.subscriptions.allow-loopback", "true");
      all.put("vitrine.subscriptions.max-per-party", "5");
      all.put("vitrine.subscriptions.max-events", "7");
      all.put("vitrine.subscriptions.poll", "200ms");
      all.put("vitrine.subscriptions.timeout", "2s");
      all.put("vitrine.subscriptions.retry", "50ms");
      all.put("vitrine.subscriptions.suspend-after", "1s");
      // the tests' own gRPC service is answered like the gateway's
      all.put("quarkus.http.auth.permission.probe.paths", "/vitrine.testing.v1.ProbeService/*");
      all.put("quarkus.http.auth.permission.probe.policy", "permit");
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      if (postgres != null) {
        postgres.close();
      }
      if (folder != null) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
