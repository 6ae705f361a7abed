package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.process.DocumentedCommands.Shown;
import dev.vitrine.gateway.scitt.Statements;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.testing.Components;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.cose.CoseReceiptVerifier;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.presentation.Receipt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed statements and COSE receipts of the jar: as documented, without a quorum, in shards. */
class EntriesJarIT {
  private static final Path DOCUMENT = Path.of("..", "docs", "rest.md");
  private static final String COSE = "application/cose";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final NoteSigner issuer = Statements.key();
  private final SignedStatement statement = Statements.statement(issuer, "{\"recall\": false}");
  private final String id = HexFormat.of().formatHex(statement.digest());

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(data());
    Files.write(data().resolve("scitt-issuers.json"), Statements.issuersFile(issuer));
  }

  @Test
  void theDocumentedCommandsPrintWhatIsDocumented() throws Exception {
    boolean curl = hasCurl();
    assertTrue(curl || !Components.required(), "curl is needed for this test");
    assumeTrue(curl, "SKIPPED: curl is not here, so the documented commands did not run");
    Files.write(folder.resolve("statement.cose"), statement.encode());
    Files.write(
        folder.resolve("other.cose"),
        Statements.statement(Statements.key(), "{\"recall\": true}").encode());
    List<Shown> documented = DocumentedCommands.of(DOCUMENT);
    assertTrue(documented.size() >= 9, "the document shows them: " + documented.size());
    try (GatewayProcess gateway = GatewayProcess.launch(data())) {
      List<Shown> ran =
          DocumentedCommands.run(
              documented, folder, Map.of("URL", "http://127.0.0.1:" + gateway.port(), "ID", id));
      Files.createDirectories(Path.of("target"));
      StringBuilder real = new StringBuilder();
      ran.forEach(shown -> real.append("$ ").append(shown.command()).append(shown.output()));
      Files.writeString(Path.of("target", "documented-commands.txt"), real);
      for (int i = 0; i < ran.size(); i++) {
        assertEquals(documented.get(i).comparable(), ran.get(i).comparable(), ran.get(i).command());
      }
      // the same by other means than what printed it
      Keys keys = Keys.open(data().resolve("keys"), "unused", RANDOM);
      for (String receipt : List.of("receipt.cose", "later.cose")) {
        new CoseReceiptVerifier(LogPolicy.of(keys.log().verifier()))
            .statement(statement, Files.readAllBytes(folder.resolve(receipt)), step -> {});
      }
    }
  }

  @Test
  void withoutACheckpointAStatementIsTakenAndItsReceiptIsToBeFetched() throws Exception {
    NoteSigner witness = NoteSigner.generate("away.example", SignatureType.COSIGNATURE_V1, RANDOM);
    Files.writeString(
        data().resolve("log.policy"),
        "witness away " + witness.verifier() + " http://127.0.0.1:1/\nquorum away\n");
    try (GatewayProcess gateway = GatewayProcess.launch(data());
        GrpcClient client = new GrpcClient(gateway.port())) {
      int port = gateway.port();
      assertEquals(404, get(port, "/entries/" + id, COSE).statusCode());
      for (int again = 0; again < 2; again++) {
        running(303, post(port, statement.encode()));
        running(302, get(port, "/entries/" + id, COSE));
      }
      assertEquals(404, get(port, "/log/checkpoint", "*/*").statusCode());

      String record = submit(client);
      byte[] promise = get(port, "/receipts/" + record, Receipt.MEDIA_TYPE).body();
      assertEquals(503, get(port, "/receipts/" + record, COSE).statusCode());
      Shown export = export(port, promise);
      assertTrue(export.output().contains("the gateway answered 503"), export.output());
      assertFalse(Files.exists(folder.resolve("out.cose")), "nothing is written");
      assertFalse(gateway.errors().contains("\tat "), gateway.errors());
    }
    // once the operator asks for no witness, what was taken is published
    Files.delete(data().resolve("log.policy"));
    try (GatewayProcess gateway = GatewayProcess.launch(data())) {
      HttpResponse<byte[]> receipt = post(gateway.port(), statement.encode());
      assertEquals(201, receipt.statusCode());
      verifier().statement(statement, receipt.body(), step -> {});
      assertEquals(200, get(gateway.port(), "/entries/" + id, COSE).statusCode());
    }
  }

  @Test
  void aRecordInAShardHasNoCoseReceiptAndOneInLogZeroHas() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.launch(data());
        GrpcClient client = new GrpcClient(gateway.port())) {
      byte[] receipt = published(gateway.port(), submit(client));
      Shown export = export(gateway.port(), receipt);
      assertEquals("", export.output());
      verifier()
          .entry(
              Receipt.decode(receipt).header(),
              Files.readAllBytes(folder.resolve("out.cose")),
              step -> {});
      Files.delete(folder.resolve("out.cose"));
    }
    try (GatewayProcess gateway = GatewayProcess.launch(data(), Map.of("vitrine.log.shards", "1"));
        GrpcClient client = new GrpcClient(gateway.port())) {
      int port = gateway.port();
      String record = submit(client);
      assertTrue(LogId.log(RecordRef.parse(record).orElseThrow().logIndex()) > 0, record);
      byte[] receipt = published(port, record);
      HttpResponse<byte[]> refused = get(port, "/receipts/" + record, COSE);
      assertEquals(409, refused.statusCode());
      assertTrue(text(refused).contains("IN_A_SHARD"), text(refused));
      assertEquals(200, get(port, "/receipts/" + record, "text/plain").statusCode());
      Shown export = export(port, receipt);
      assertTrue(export.output().contains("the gateway answered 409"), export.output());
      assertFalse(Files.exists(folder.resolve("out.cose")), "nothing is written");
      // statements stand in log 0, shards or not
      HttpResponse<byte[]> registered = post(port, statement.encode());
      assertEquals(201, registered.statusCode());
      verifier().statement(statement, registered.body(), step -> {});
    }
  }

  private void running(int status, HttpResponse<byte[]> answer) {
    assertEquals(status, answer.statusCode());
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertTrue(location.endsWith("/entries/" + id), location);
    assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals(0, answer.body().length);
  }

  private Shown export(int port, byte[] receipt) throws Exception {
    Files.write(folder.resolve("receipt.cbor"), receipt);
    String command =
        "./vitrine receipt export receipt.cbor --as cose --out out.cose --url \"$URL\""
            + " --token \"$TOKEN\"\n";
    return DocumentedCommands.run(
            List.of(new Shown(command, "")),
            folder,
            Map.of("URL", "http://127.0.0.1:" + port, "TOKEN", token()))
        .get(0);
  }

  private byte[] published(int port, String record) throws Exception {
    for (int i = 0; i < 150; i++) {
      if (text(get(port, "/receipts/" + record, "application/json")).contains("PUBLISHED")) {
        return get(port, "/receipts/" + record, Receipt.MEDIA_TYPE).body();
      }
      Thread.sleep(200);
    }
    throw new AssertionError("never published: " + record);
  }

  private static String submit(GrpcClient client) {
    return client
        .intake(token())
        .submit(Documents.epcis(Documents.event()))
        .getReceipts(0)
        .getRecordId();
  }

  private CoseReceiptVerifier verifier() throws IOException {
    Keys keys = Keys.open(data().resolve("keys"), "unused", RANDOM);
    return new CoseReceiptVerifier(LogPolicy.of(keys.log().verifier()));
  }

  private HttpResponse<byte[]> post(int port, byte[] body) throws Exception {
    return send(
        request(port, "/entries", COSE)
            .header("Content-Type", COSE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<byte[]> get(int port, String path, String accept) throws Exception {
    return send(request(port, path, accept));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpRequest.Builder request(int port, String path, String accept) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + token())
        .header("Accept", accept);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String token() {
    return Tokens.of(Roles.SUPPLIER, "9506000000013");
  }

  private static boolean hasCurl() throws InterruptedException {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path data() {
    return folder.resolve("data");
  }
}
