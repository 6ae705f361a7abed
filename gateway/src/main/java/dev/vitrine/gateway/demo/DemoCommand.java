package dev.vitrine.gateway.demo;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.client.GatewayProcess;
import dev.vitrine.gateway.client.WorkFolder;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.StartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitrine demo}: the main job on real input, in one command. */
@Command(
    name = "demo",
    description =
        "Starts a gateway in a temporary folder, posts EPCIS and FHIR documents, asks for proofs,"
            + " verifies them offline, tampers with one, and audits the log.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--epcis",
      paramLabel = "DIR",
      description = "post the EPCIS documents of this folder instead of the shipped ones")
  private Optional<Path> epcis = Optional.empty();

  @Option(
      names = "--fhir",
      paramLabel = "DIR",
      description = "post the FHIR resources of this folder instead of the shipped ones")
  private Optional<Path> fhir = Optional.empty();

  @Option(names = "--keep", description = "leave the gateway running and say how to talk to it")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out =
        spec == null
            ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
            : spec.commandLine().getOut();
    Path samples = home().resolve("docs").resolve("samples");
    Path work = Files.createTempDirectory("vitrine-demo-");
    DataFolder folder = DataFolder.open(work.resolve("data"));
    Files.copy(
        samples.resolve("policy").resolve("demo.json"), folder.policy().resolve("demo.json"));
    Console console = new Console(out);
    long started = System.nanoTime();
    try (Peer peer = Peer.start(work);
        GatewayProcess gateway = witnessed(folder, peer)) {
      console.chapter("A gateway starts in " + work);
      console.line(
          "%s, its own PostgreSQL and token issuer, after %.1f s",
          gateway.base(), Console.millis(System.nanoTime() - started) / 1000);
      console.line(
          "Its checkpoints are published when another gateway's witness has cosigned them");
      Story story = new Story(console, gateway, folder, work);
      int code =
          story.tell(
              Corpus.read(epcis.orElse(samples.resolve("epcis"))),
              Corpus.read(fhir.orElse(samples.resolve("fhir"))));
      console.line("");
      console.line("All of it took %.1f s.", Console.millis(System.nanoTime() - started) / 1000);
      if (keep) {
        keep(console, gateway, folder);
        gateway.await();
      }
      return code;
    } finally {
      if (!keep) {
        WorkFolder.delete(work);
      }
    }
  }

  /** Starts the gateway whose log the peer witnesses. */
  private static GatewayProcess witnessed(DataFolder folder, Peer peer) throws IOException {
    Files.writeString(folder.root().resolve("log.policy"), peer.policy());
    GatewayProcess gateway = GatewayProcess.start(folder.root(), List.of());
    peer.watch(TrustFile.read(folder.root().resolve(TrustFile.NAME)));
    return gateway;
  }

  private static void keep(Console console, GatewayProcess gateway, DataFolder folder) {
    String data = folder.root().toString();
    String address = gateway.base().getHost() + ":" + gateway.base().getPort();
    console.chapter("The gateway keeps running until you stop it with Ctrl-C");
    console.line("API and health:  %s/q/swagger-ui   %s/q/health", gateway.base(), gateway.base());
    console.line("TOKEN=$(./vitrine token --data %s --role supplier --party acme-pharma)", data);
    console.line(
        "curl -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/ld+json' \\");
    console.line(
        "  --data-binary @docs/samples/epcis/05-shipping.json %s/epcis/capture", gateway.base());
    console.line(
        "TOKEN=$(./vitrine token --data %s --role hospital --party north --purpose TREAT)", data);
    console.line("grpcurl -plaintext -H \"authorization: Bearer $TOKEN\" \\");
    console.line(
        "  -d '{\"schema\":\"gs1.epcis.v1\",\"query\":\"lot=VTR2611A\"}' %s"
            + " vitrine.v1.QueryService/SearchRecords",
        address);
    console.line("curl %s/log/checkpoint", gateway.base());
  }

  /** Where the project is: told by the shell script, else the current folder. */
  private static Path home() throws StartupException {
    Path home = Path.of(System.getProperty("dev.vitrine.home", ""));
    if (!Files.isDirectory(home.resolve("docs").resolve("samples"))) {
      throw new StartupException(
          "The samples are not here: run ./vitrine demo from the project, or give folders with"
              + " --epcis and --fhir.");
    }
    return home.toAbsolutePath();
  }
}
