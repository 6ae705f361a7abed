package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.ledger.audit.FsckReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitrine audit fsck}: derives the whole log again from its entries. */
@Command(
    name = "fsck",
    description = "Derives the whole log again from its public entries and compares everything.",
    mixinStandardHelpOptions = true)
final class FsckCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Mixin private AuditOptions options = new AuditOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    Report report = options.report(asked);
    LogAudit audit = new LogAudit(options.trust(asked), options.log(asked), report::passed);
    Verdict verdict = audit.run();
    if (options.json()) {
      ObjectNode tree = Report.tree(verdict);
      audit.report().ifPresent(found -> put(tree, found));
      report.document(tree);
    } else {
      audit
          .report()
          .ifPresent(
              found ->
                  found.problems().stream()
                      .limit(SHOWN)
                      .forEach(
                          p ->
                              asked
                                  .getOut()
                                  .println(
                                      Report.printable("  " + p.place() + ": " + p.reason()))));
      report.verdict(verdict);
    }
    return verdict.exitCode();
  }

  /** Adds what was found to a JSON document. */
  static void put(ObjectNode tree, FsckReport found) {
    ObjectNode node = tree.putObject("fsck");
    node.put("entries", found.entries());
    node.put("bytes", found.bytes());
    node.put("tiles", found.tiles());
    node.put("found", found.found());
    ArrayNode problems = node.putArray("problems");
    found
        .problems()
        .forEach(p -> problems.addObject().put("place", p.place()).put("reason", p.reason()));
  }
}
