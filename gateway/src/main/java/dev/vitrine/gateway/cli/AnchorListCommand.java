package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.gateway.ledgers.LedgerPin;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.transport.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitrine anchor list}: ledgers, how far they are, and the newest anchors in them. */
@Command(
    name = "list",
    description = {
      "Shows a gateway's ledgers, how far each is behind, and the newest anchors.",
      "This is what the gateway says; evidence is checked with: vitrine verify RECEIPT."
    },
    mixinStandardHelpOptions = true)
final class AnchorListCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 4 << 20;

  @Option(
      names = "--url",
      paramLabel = "BASE",
      defaultValue = "http://127.0.0.1:8080",
      description = "the gateway's address (default: ${DEFAULT-VALUE})")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(names = "--ledger", paramLabel = "NAME", description = "one ledger (default: all)")
  private Optional<String> ledger = Optional.empty();

  @Option(names = "--json", description = "print one JSON document and nothing else")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    JsonNode answer = fetch(asked);
    PrintWriter out = asked.getOut();
    if (json) {
      out.println(Report.JSON.writeValueAsString(answer));
    } else {
      print(answer, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private JsonNode fetch(CommandLine asked) throws IOException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new ParameterException(asked, "--url: an address as http://127.0.0.1:8080");
    }
    if (ledger.isPresent() && !LedgerPin.NAME.matcher(ledger.get()).matches()) {
      throw new ParameterException(asked, "--ledger: lower-case letters, digits and hyphens");
    }
    String base = url.toString().replaceAll("/+$", "");
    URI address = URI.create(base + "/anchors" + ledger.map(name -> "?ledger=" + name).orElse(""));
    Reply reply = new HttpTransport(PATIENCE, MAX_ANSWER).get(address);
    if (!reply.ok()) {
      throw new IOException(address + " answers with status " + reply.status());
    }
    try {
      return Report.JSON.readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new IOException(address + " does not answer in JSON", e);
    }
  }

  private static void print(JsonNode answer, PrintWriter out) {
    for (JsonNode row : answer.path("ledgers")) {
      out.println(
          text(row, "name")
              + " ("
              + text(row, "kind")
              + "): "
              + text(row, "anchored")
              + " of "
              + text(row, "published")
              + " entries anchored, "
              + text(row, "lagSeconds")
              + " s behind"
              + (row.path("alarm").asBoolean() ? ", ALARM" : ""));
    }
    out.println();
    for (JsonNode row : answer.path("anchors")) {
      out.println(
          String.join(
              "  ",
              text(row, "ledger"),
              text(row, "size"),
              text(row, "state"),
              text(row, "changed"),
              text(row, "submission")));
    }
  }

  private static String text(JsonNode row, String name) {
    return Report.printable(row.path(name).asText(""));
  }
}
