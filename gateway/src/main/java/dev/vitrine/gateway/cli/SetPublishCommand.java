package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.proofs.set.PublisherKey;
import dev.vitrine.proofs.set.SetElements;
import dev.vitrine.proofs.set.SetPublisher;
import dev.vitrine.proofs.set.SignedDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine set publish}: signs a set of texts or numbers. */
@Command(
    name = "publish",
    description = {
      "Signs a set: one element a line, UTF-8, for text slots exactly as records hold them.",
      "Gateways that shall prove from it take the file into the folder sets of their data folder;",
      "verifiers pin the publisher's id and key, which are printed, in their trust file."
    },
    mixinStandardHelpOptions = true)
final class SetPublishCommand implements Callable<Integer> {
  private static final int THREADS = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--key",
      required = true,
      description = "the publisher's secret key; made, mode 0600, if there is none")
  private Path key = Path.of("");

  @Option(names = "--publisher", required = true, description = "the publisher's id")
  private String publisher = "";

  @Option(names = "--id", required = true, description = "the set's name")
  private String id = "";

  @Option(names = "--sequence", defaultValue = "1", description = "its version (default 1)")
  private long sequence;

  @Option(names = "--days", defaultValue = "30", description = "how long it holds (default 30)")
  private int days;

  @Option(
      names = "--bits",
      description = "the elements are encoded numbers of a slot of so many bits; texts otherwise")
  private @Nullable Integer bits;

  @Parameters(index = "0", paramLabel = "ELEMENTS", description = "a file, one element a line")
  private Path elements = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "the set's file to write")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    SecureRandom random = new SecureRandom();
    PublisherKey signer = key(asked, random);
    long now = Clock.systemUTC().millis();
    SignedDescriptor signed;
    try {
      signed =
          new SetPublisher(publisher, signer, random, THREADS)
              .publish(id, sequence, now, now + Duration.ofDays(days).toMillis(), read(), out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(asked, String.valueOf(e.getMessage()), e);
    }
    asked
        .getOut()
        .printf(
            Locale.ROOT,
            "%s / %s version %d: %d elements, %d bytes%n",
            publisher,
            id,
            sequence,
            signed.descriptor().count(),
            Files.size(out));
    asked
        .getOut()
        .printf(
            "publishers: {\"id\": \"%s\", \"key\": \"%s\"}%n",
            publisher, HexFormat.of().formatHex(signer.publicKey().encoded()));
    asked.getOut().flush();
    return ExitCode.OK;
  }

  private SetElements read() throws IOException {
    List<String> lines =
        Files.readAllLines(elements, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.isEmpty())
            .toList();
    return bits == null
        ? SetElements.texts(lines)
        : SetElements.integers(bits, lines.stream().mapToLong(Long::parseUnsignedLong));
  }

  private PublisherKey key(CommandLine asked, SecureRandom random) throws IOException {
    if (!Files.exists(key)) {
      byte[] made = PublisherKey.random(random).secret();
      PrivateFiles.write(
          key, (HexFormat.of().formatHex(made) + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    String hex = new String(PrivateFiles.read(key, 4096), StandardCharsets.US_ASCII).strip();
    if (hex.length() != 2 * PublisherKey.LENGTH || !hex.matches("[0-9a-f]+")) {
      throw new ParameterException(asked, key + " must hold 32 bytes as lower-case hex");
    }
    return PublisherKey.of(HexFormat.of().parseHex(hex));
  }
}
