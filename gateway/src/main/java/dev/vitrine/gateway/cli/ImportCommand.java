package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.gateway.client.ImportClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine import}: sends FHIR in NDJSON to a gateway. */
@Command(
    name = "import",
    description = {
      "Sends files of FHIR resources, one a line (NDJSON), to a gateway, and says what became of"
          + " them.",
      "After a lost connection it goes on by itself; stopped, it goes on when it is run again:"
          + " FILE.vitrine-import beside the file says where.",
      "Ends with 1 if a line was refused, with 2 if the gateway can't be reached any more."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private static final int SHOWN = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of NDJSON")
  private List<Path> files = List.of();

  @Option(names = "--url", paramLabel = "URL", required = true, description = "the gateway")
  private URI url = URI.create("");

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      required = true,
      description = "a bearer token of a hospital or supplier")
  private String token = "";

  @Option(names = "--json", description = "print the reports as one JSON document")
  private boolean asJson;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new ParameterException(asked, "--url is an http or https URL.");
    }
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(asked, "There is no file " + file + ".");
      }
    }
    ImportClient gateway = new ImportClient(url, token);
    ArrayNode reports = JSON.createArrayNode();
    int code = ExitCode.OK;
    for (Path file : files) {
      ImportState state = ImportState.of(file, url);
      JsonNode report;
      try {
        report = new ImportUpload(gateway, file, state, asked.getErr()).run();
      } catch (ImportUpload.RefusedException e) {
        asked.getErr().println(file + ": " + e.getMessage());
        asked.getErr().println("What was taken is kept: run it again to go on.");
        return e.isAboutTheToken() ? ExitCode.USAGE : ExitCode.CANNOT_TELL;
      } catch (IOException e) {
        asked.getErr().println(file + ": the gateway can't be reached.");
        asked.getErr().println("What was taken is kept: run it again to go on.");
        return ExitCode.CANNOT_TELL;
      }
      if (report.path("refused").asLong() > 0) {
        code = ExitCode.INVALID;
      }
      ObjectNode named = reports.addObject().put("file", file.toString());
      named.set("report", report);
      if (!asJson) {
        print(asked, file, report);
      }
    }
    if (asJson) {
      asked.getOut().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(reports));
    }
    return code;
  }

  private static void print(CommandLine asked, Path file, JsonNode report) {
    asked
        .getOut()
        .printf(
            "%s: %d lines, %d taken, %d duplicates, %d refused%n",
            file,
            report.path("lines").asLong(),
            report.path("taken").asLong(),
            report.path("duplicates").asLong(),
            report.path("refused").asLong());
    int shown = 0;
    for (JsonNode refusal : report.path("refusals")) {
      if (shown++ == SHOWN) {
        break;
      }
      asked
          .getOut()
          .printf(
              "  line %d: %s %s: %s %s%n",
              refusal.path("line").asLong(),
              refusal.path("code").asText(),
              refusal.path("expression").asText(),
              refusal.path("reason").asText(),
              refusal.path("remedy").asText());
    }
    long more = report.path("refused").asLong() - SHOWN;
    if (more > 0) {
      asked.getOut().println("  and " + more + " more; the first 100 are in the report (--json)");
    }
    asked.getOut().flush();
  }
}
