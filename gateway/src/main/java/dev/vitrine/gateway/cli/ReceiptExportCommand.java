package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.shard.ShardName;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitrine receipt export}: what a receipt has of the log, for other tools. */
@Command(
    name = "export",
    description = {
      "Writes what a receipt has of the log in another format: that its record's batch is logged.",
      "A COSE receipt is signed by the log, so the gateway makes it: name it with --url and --token."
    },
    mixinStandardHelpOptions = true)
final class ReceiptExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the receipt")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      required = true,
      description = "tlog-proof (text), cose (RFC 9942), or entry (the log entry these are of)")
  private String format = "";

  @Option(names = "--out", paramLabel = "FILE", description = "where to (default: standard output)")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--url", paramLabel = "URL", description = "the gateway, for cose")
  private Optional<URI> url = Optional.empty();

  @Option(names = "--token", paramLabel = "TOKEN", description = "a bearer token, for cose")
  private Optional<String> token = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    CommandLine asked = spec.commandLine();
    Receipt receipt = receipt(asked);
    byte[] made =
        switch (format) {
          case "tlog-proof" ->
              receipt
                  .logProof()
                  .orElseThrow(
                      () ->
                          new ParameterException(
                              asked,
                              "No checkpoint covered the record yet: fetch the receipt again."));
          case "entry" -> receipt.header();
          case "cose" -> fromGateway(asked, receipt);
          default ->
              throw new ParameterException(asked, "--as: tlog-proof, cose or entry, not " + format);
        };
    if (out.isPresent()) {
      Files.write(out.get(), made);
    } else if (format.equals("tlog-proof")) {
      asked.getOut().print(new String(made, StandardCharsets.UTF_8));
      asked.getOut().flush();
    } else {
      System.out.write(made);
      System.out.flush();
    }
    return ExitCode.OK;
  }

  private byte[] fromGateway(CommandLine asked, Receipt receipt) throws IOException {
    if (url.isEmpty() || token.isEmpty()) {
      throw new ParameterException(asked, "--as cose needs --url and --token.");
    }
    try (GatewayClient gateway = new GatewayClient(url.get(), token.get())) {
      HttpResponse<byte[]> answer =
          gateway.get("/receipts/" + record(receipt), SignedStatement.RECEIPT_MEDIA_TYPE);
      if (answer.statusCode() != 200) {
        throw new IOException(
            "the gateway answered "
                + answer.statusCode()
                + ": "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The record's id; a receipt has the index within the shard, and the shard by name. */
  private static RecordRef record(Receipt receipt) {
    int log = ShardName.of(receipt.origin()).map(ShardName::number).orElse(LogId.MAIN);
    return new RecordRef(LogId.global(log, receipt.logIndex()), receipt.position());
  }

  private Receipt receipt(CommandLine asked) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(asked, "There is no file " + file + ".");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Receipt.decode(in.readNBytes(Receipt.MAX_BYTES + 1));
    } catch (CborException e) {
      throw new ParameterException(asked, file + " is no receipt: " + e.reason() + ".");
    }
  }
}
