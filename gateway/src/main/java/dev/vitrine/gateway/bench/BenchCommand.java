package dev.vitrine.gateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.gateway.client.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine bench}: figures beside their limits, all of the same run. */
@Command(
    name = "bench",
    description = {
      "Measures this build on this machine; each figure stands beside what limits it.",
      "Starts a gateway of its own. Run it on an idle machine: it says how busy it was."
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private static final int OK = 0;
  private static final int MAX_SECONDS = 600;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "SUBSET",
      defaultValue = "all",
      description = "ingest, query, adapters, proofs, log or all (default: ${DEFAULT-VALUE})")
  private String subset = "all";

  @Option(names = "--json", description = "print one JSON document and nothing else")
  private boolean json;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "about how long each timing takes (default: ${DEFAULT-VALUE})")
  private int seconds = 10;

  @Option(
      names = "--full",
      description = "log: grow it to ten million leaves (about 2 GB of memory), not to one")
  private boolean full;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "a new folder for the gateway, on the disk to measure; the log gets one beside it"
              + " (default: temporary ones)")
  private Optional<Path> data = Optional.empty();

  /** What can be measured. */
  private enum Subset {
    INGEST,
    QUERY,
    ADAPTERS,
    PROOFS,
    LOG,
    ALL
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    Subset what = subset();
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw usage("--seconds: 1 to " + MAX_SECONDS);
    }
    if (data.isPresent() && Files.exists(data.get())) {
      throw usage("--data: " + data.get() + " is there already; name a new folder");
    }
    PrintWriter out = spec.commandLine().getOut();
    Machine machine = Machine.here();
    ObjectNode root = JSON.createObjectNode();
    ArrayNode figures = describe(root, machine);
    if (!json) {
      out.println(machine.line());
      out.println();
      out.flush();
    }
    Path work = Files.createTempDirectory("vitrine-bench-");
    try {
      Suite suite =
          new Suite(
              Duration.ofSeconds(seconds),
              data.orElse(work.resolve("data")),
              measured -> {
                if (json) {
                  add(figures, measured);
                } else {
                  print(out, measured);
                }
              });
      run(suite, what);
    } finally {
      WorkFolder.delete(work);
    }
    if (json) {
      root.put("loadAverageAtEnd", Machine.here().load());
      out.println(JSON.writeValueAsString(root));
    } else {
      out.printf(Locale.ROOT, "%nload average at the end %.1f%n", Machine.here().load());
    }
    out.flush();
    return OK;
  }

  private void run(Suite suite, Subset what)
      throws IOException, InterruptedException, SQLException {
    boolean all = what == Subset.ALL;
    if (all || what == Subset.ADAPTERS) {
      suite.adapters();
    }
    if (all || what == Subset.PROOFS) {
      suite.proofs();
    }
    if (all || what == Subset.LOG) {
      suite.log(full);
    }
    if (all || what == Subset.INGEST || what == Subset.QUERY) {
      suite.gateway(what != Subset.QUERY, what != Subset.INGEST);
    }
  }

  private Subset subset() {
    try {
      return Subset.valueOf(subset.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw usage("Say what: ingest, query, adapters, proofs, log or all.");
    }
  }

  private static ArrayNode describe(ObjectNode root, Machine machine) {
    root.putObject("machine")
        .put("cores", machine.cores())
        .put("processor", machine.processor())
        .put("memoryMiB", machine.memoryMiB())
        .put("java", machine.java())
        .put("system", machine.system())
        .put("loadAverage", machine.load());
    return root.putArray("figures");
  }

  private static void add(ArrayNode figures, Measured measured) {
    ObjectNode node =
        figures
            .addObject()
            .put("name", measured.name())
            .put("value", measured.value())
            .put("unit", measured.unit());
    ArrayNode limits = node.putArray("limits");
    measured
        .limits()
        .forEach(limit -> limits.addObject().put("name", limit.name()).put("value", limit.value()));
  }

  private static void print(PrintWriter out, Measured measured) {
    out.printf(
        Locale.ROOT, "%-62s %12s %s%n", measured.name(), number(measured.value()), measured.unit());
    for (Measured.Limit limit : measured.limits()) {
      out.printf(Locale.ROOT, "  limit: %-53s %12s%n", limit.name(), number(limit.value()));
    }
    out.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  private ParameterException usage(String message) {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
