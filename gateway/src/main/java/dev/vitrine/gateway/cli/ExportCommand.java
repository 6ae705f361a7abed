package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.embedded.BuildInfo;
import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitrine audit export}: derives the log again and writes a signed report of it. */
@Command(
    name = "export",
    description = {
      "Derives the whole log again and writes a report, signed with the auditor's own key.",
      "The report is a signed note (C2SP) whose text is JSON."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final int MAX_KEY_BYTES = 4096;

  @Mixin private AuditOptions options = new AuditOptions();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "where to write the report")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    TrustFile trust = options.trust(asked);
    Report report = options.report(asked);
    LogAudit audit = new LogAudit(trust, options.log(asked), report::passed);
    Verdict verdict = audit.run();
    ObjectNode tree = Report.JSON.createObjectNode();
    tree.put("tool", "vitrine " + BuildInfo.load().version());
    tree.put("time", Clock.systemUTC().instant().toString());
    tree.set("trust", Report.JSON.readTree(trust.encode()));
    tree.put("checkpoint", audit.checkpoint().map(signed -> signed.note().toString()).orElse(""));
    tree.set("verdict", Report.tree(verdict));
    audit.report().ifPresent(found -> FsckCommand.put(tree, found));
    NoteSigner key =
        auditorKey(options.state(trust).toAbsolutePath().resolveSibling("auditor.key"));
    String text = Report.JSON.writeValueAsString(tree) + "\n";
    Files.write(out, key.note(text).toString().getBytes(StandardCharsets.UTF_8));
    if (options.json()) {
      ObjectNode said = Report.tree(verdict);
      said.put("report", out.toString());
      said.put("signedBy", key.verifier().toString());
      report.document(said);
    } else {
      report.verdict(verdict);
      asked.getOut().println("report " + out + ", signed by " + key.verifier());
      asked.getOut().flush();
    }
    return verdict.exitCode();
  }

  /** The auditor's key, made at first use. */
  private static NoteSigner auditorKey(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      SecureRandom random = new SecureRandom();
      byte[] suffix = new byte[4];
      random.nextBytes(suffix);
      String name = "vitrine-auditor/" + HexFormat.of().formatHex(suffix);
      NoteSigner made = NoteSigner.generate(name, SignatureType.ED25519, random);
      PrivateFiles.write(file, (made.secret() + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    String skey = new String(PrivateFiles.read(file, MAX_KEY_BYTES), StandardCharsets.US_ASCII);
    return NoteSigner.parse(skey.strip());
  }
}
