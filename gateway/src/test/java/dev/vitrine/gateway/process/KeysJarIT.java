package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.ReceiptVerifier;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import dev.vitrine.v1.GetCheckpointRequest;
import dev.vitrine.v1.GetReceiptRequest;
import dev.vitrine.v1.GetReceiptResponse;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordState;
import dev.vitrine.v1.RequestProofRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway's keys replaced and revoked: stopped, told, started again, and all of it verified. */
class KeysJarIT {
  private static final String PARTY = "keys-it";
  private static final byte[] NONCE = new byte[16];
  private static final int OVERLAP_SECONDS = 40;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private record Proofs(byte[] receipt, byte[] anchored, byte[] hidden, Instant at) {}

  @Test
  void oldProofsGoOnToVerifyAndStolenKeysDoNot() throws Exception {
    Path data = folder.resolve("data");
    Proofs first;
    String firstRecord;
    try (GatewayProcess gateway = GatewayProcess.launch(data)) {
      firstRecord = submit(gateway);
      first = proofs(gateway, firstRecord);
      assertEquals(1, signatures(gateway));
      verify(data, first);
      keysAreThoseOfTheLog(gateway, data);
      String busy = GatewayProcess.command(3, "key", "rotate", "gateway", "--data", text(data));
      assertTrue(busy.contains("Another gateway runs"), busy);
      stop(gateway);
    }
    Files.copy(data.resolve("trust.json"), folder.resolve("old-trust.json"));
    GatewayProcess.command(0, "key", "rotate", "gateway", "--data", text(data));
    GatewayProcess.command(0, "key", "rotate", "issuer", "--data", text(data));
    GatewayProcess.command(
        0, "key", "rotate", "log", "--overlap", "PT" + OVERLAP_SECONDS + "S", "--data", text(data));
    Instant rotated = Instant.now();
    Proofs second;
    String secondRecord;
    try (GatewayProcess gateway = GatewayProcess.launch(data)) {
      secondRecord = submit(gateway);
      second = proofs(gateway, secondRecord);
      assertEquals(2, signatures(gateway), "both keys sign while they overlap");
      verify(data, first);
      verify(data, second);
      verify(data, proofs(gateway, firstRecord));
      keysAreThoseOfTheLog(gateway, data);
      refused("promise", receipt(folder.resolve("old-trust.json"), second.receipt()));
      refused("promise", receipt(folder.resolve("old-trust.json"), second.receipt()));
      Thread.sleep(Math.max(0, 1000L * (OVERLAP_SECONDS + 1) - since(rotated)));
      submit(gateway);
      awaitSignatures(gateway, 1);
      verify(data, first);
      verify(data, second);
      keysAreThoseOfTheLog(gateway, data);
      stop(gateway);
    }
    String list = GatewayProcess.command(0, "key", "list", "--data", text(data));
    Instant theft = rotated.minusMillis(1);
    List<String> ids = ids(list, "register gateway key ([0-9a-f]{16})");
    assertEquals(2, ids.size(), list);
    String since = from(list, ids.get(1));
    GatewayProcess.command(
        0, "key", "revoke", "gateway", ids.get(1), "--since", since, "--data", text(data));
    assertTrue(theft.isBefore(Instant.parse(since).plusSeconds(60)));
    try (GatewayProcess gateway = GatewayProcess.launch(data)) {
      submit(gateway);
      Proofs renewed = proofs(gateway, secondRecord);
      keysAreThoseOfTheLog(gateway, data);
      verify(data, first);
      refused("key-window", receipt(data.resolve("trust.json"), second.receipt()));
      refused("key-window", presentation(data, second.anchored(), second.at()));
      verify(data, renewed);
      stop(gateway);
    }
  }

  private static long since(Instant before) {
    return Instant.now().toEpochMilli() - before.toEpochMilli();
  }

  private static String submit(GatewayProcess gateway) throws Exception {
    try (GrpcClient client = new GrpcClient(gateway.port())) {
      String record =
          client
              .intake(Tokens.of(Roles.SUPPLIER, PARTY))
              .submit(Documents.fhir(Documents.patient(Documents.unique())))
              .getReceipts(0)
              .getRecordId();
      receipt(client, record);
      return record;
    }
  }

  /** The receipt, as soon as a checkpoint covers it. */
  private static byte[] receipt(GrpcClient client, String record) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      GetReceiptResponse response =
          client
              .intake(Tokens.of(Roles.SUPPLIER, PARTY))
              .getReceipt(GetReceiptRequest.newBuilder().setRecordId(record).build());
      if (response.getState() == RecordState.RECORD_STATE_PUBLISHED) {
        return response.getReceipt().toByteArray();
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the log does not move");
  }

  private static Proofs proofs(GatewayProcess gateway, String record) throws Exception {
    try (GrpcClient client = new GrpcClient(gateway.port())) {
      byte[] receipt = receipt(client, record);
      byte[] anchored = prove(client, record, ProofMode.PROOF_MODE_ANCHORED);
      byte[] hidden = prove(client, record, ProofMode.PROOF_MODE_PRIVATE);
      return new Proofs(receipt, anchored, hidden, Instant.now());
    }
  }

  private static byte[] prove(GrpcClient client, String record, ProofMode mode) {
    return client
        .query(Tokens.of(Roles.SUPPLIER, PARTY, "TREAT"))
        .requestProof(
            RequestProofRequest.newBuilder()
                .setRecordId(record)
                .addSlots("gender")
                .setMode(mode)
                .setNonce(ByteString.copyFrom(NONCE))
                .setAudience("verifier")
                .build())
        .getPresentation()
        .toByteArray();
  }

  private static void verify(Path data, Proofs proofs) throws Exception {
    Optional<RefusedException> refusal = receipt(data.resolve("trust.json"), proofs.receipt());
    assertTrue(refusal.isEmpty(), refusal.toString());
    for (byte[] file : List.of(proofs.anchored(), proofs.hidden())) {
      Optional<RefusedException> one = presentation(data, file, proofs.at());
      assertTrue(one.isEmpty(), one.toString());
    }
  }

  private static Optional<RefusedException> receipt(Path trust, byte[] file) throws IOException {
    List<Step> steps = new ArrayList<>();
    try {
      new ReceiptVerifier(TrustFile.read(trust).trust()).verify(file, Optional.empty(), steps::add);
      assertTrue(steps.stream().anyMatch(step -> step.name().equals("key-window")));
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e);
    }
  }

  private static Optional<RefusedException> presentation(Path data, byte[] file, Instant at)
      throws IOException {
    TrustFile trust = TrustFile.read(data.resolve("trust.json"));
    Verdict verdict =
        new Verifier(trust.trust(), new SecureRandom()).verify(file, Policy.at(at).nonce(NONCE));
    return verdict.refusal();
  }

  private static void refused(String step, Optional<RefusedException> refusal) {
    assertEquals(step, refusal.orElseThrow().step(), refusal.toString());
  }

  private static int signatures(GatewayProcess gateway) throws Exception {
    try (GrpcClient client = new GrpcClient(gateway.port())) {
      return SignedCheckpoint.parse(
              client
                  .audit(Tokens.of(Roles.AUDITOR, PARTY))
                  .getCheckpoint(GetCheckpointRequest.getDefaultInstance())
                  .getCheckpoint()
                  .getNote()
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .note()
          .signatures()
          .size();
    }
  }

  private static void awaitSignatures(GatewayProcess gateway, int count) throws Exception {
    for (int i = 0; i < 50 && signatures(gateway) != count; i++) {
      Thread.sleep(100);
    }
    assertEquals(count, signatures(gateway));
  }

  private static void keysAreThoseOfTheLog(GatewayProcess gateway, Path data) throws Exception {
    String said =
        GatewayProcess.command(
            0,
            "audit",
            "keys",
            "--url",
            "http://127.0.0.1:" + gateway.port(),
            "--policy",
            text(data.resolve("trust.json")));
    assertTrue(said.contains("VALID"), said);
  }

  private static void stop(GatewayProcess gateway) throws InterruptedException {
    gateway.terminate();
    gateway.exitCode();
  }

  private static List<String> ids(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String from(String list, String id) {
    Matcher found = Pattern.compile("register gateway key " + id + " at (\\S+)").matcher(list);
    assertTrue(found.find(), list);
    return found.group(1);
  }

  private static String text(Path path) {
    return path.toString();
  }
}
