package dev.vitrine.gateway.audit;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.ConsistencyVerifier;
import dev.vitrine.ledger.audit.Fsck;
import dev.vitrine.ledger.audit.FsckReport;
import dev.vitrine.ledger.audit.ResourceLogReader;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.tiles.TilePath;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.v1.Checkpoint;
import dev.vitrine.v1.GetCheckpointRequest;
import dev.vitrine.v1.GetConsistencyProofRequest;
import dev.vitrine.v1.GetConsistencyProofResponse;
import dev.vitrine.v1.GetInclusionProofRequest;
import dev.vitrine.v1.GetInclusionProofResponse;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.WatchCheckpointsRequest;
import dev.vitrine.v1.WatchCheckpointsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class AuditGrpcIT {
  @TestHTTPResource("/")
  URI gateway;

  @Inject Keys keys;

  private final String auditor = Tokens.of(Roles.AUDITOR, "auditor");
  private final String supplier = Tokens.of(Roles.SUPPLIER, "audit-" + Documents.unique());
  private GrpcClient client;

  @BeforeEach
  void connect() {
    client = new GrpcClient(gateway.getPort());
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void aWatcherSeesTheCheckpointThatCoversWhatWasTakenInAndItOnlyAppends() throws Exception {
    Iterator<WatchCheckpointsResponse> watch =
        client.audit(auditor).watchCheckpoints(WatchCheckpointsRequest.getDefaultInstance());
    SignedCheckpoint first = parse(watch.next().getCheckpoint());
    RecordReceipt receipt = submit();
    SignedCheckpoint last = first;
    while (last.checkpoint().size() <= receipt.getLogIndex()) {
      SignedCheckpoint next = parse(watch.next().getCheckpoint());
      assertTrue(next.checkpoint().size() > last.checkpoint().size(), "each once");
      last = next;
    }
    GetConsistencyProofResponse proof =
        client
            .audit(auditor)
            .getConsistencyProof(
                GetConsistencyProofRequest.newBuilder()
                    .setFromSize(first.checkpoint().size())
                    .setToSize(last.checkpoint().size())
                    .build());
    List<byte[]> path = proof.getPathList().stream().map(ByteString::toByteArray).toList();
    new ConsistencyVerifier(policy())
        .verify(first, last, new ConsistencyProof(proof.getFromSize(), proof.getToSize(), path));
    GetInclusionProofResponse inclusion =
        client
            .audit(auditor)
            .getInclusionProof(
                GetInclusionProofRequest.newBuilder()
                    .setLogIndex(receipt.getLogIndex())
                    .setTreeSize(last.checkpoint().size())
                    .build());
    InclusionProof placed =
        new InclusionProof(
            inclusion.getLogIndex(),
            inclusion.getTreeSize(),
            inclusion.getPathList().stream().map(ByteString::toByteArray).toList());
    byte[] leaf = MerkleHash.leaf(inclusion.getEntry().toByteArray());
    assertTrue(placed.verify(leaf, last.checkpoint().root()));
    assertFalse(placed.verify(MerkleHash.leaf(new byte[1]), last.checkpoint().root()));
  }

  @Test
  void whatTheLogDoesNotHaveIsRefused() {
    for (long[] pair : new long[][] {{1L << 40, 0}, {0, 1L << 40}, {-1, 0}, {0, -1}, {5, 2}}) {
      invalid(
          () ->
              client
                  .audit(auditor)
                  .getInclusionProof(
                      GetInclusionProofRequest.newBuilder()
                          .setLogIndex(pair[0])
                          .setTreeSize(pair[1])
                          .build()));
    }
    for (long[] pair : new long[][] {{0, 0}, {1L << 40, 0}, {1, 1L << 40}, {-1, 0}, {2, 1}}) {
      invalid(
          () ->
              client
                  .audit(auditor)
                  .getConsistencyProof(
                      GetConsistencyProofRequest.newBuilder()
                          .setFromSize(pair[0])
                          .setToSize(pair[1])
                          .build()));
    }
  }

  @Test
  void theLogOverHttpIsWhatItsCheckpointSays() throws Exception {
    RecordReceipt receipt = submit();
    SignedCheckpoint signed = overHttp();
    for (int i = 0; i < 50 && signed.checkpoint().size() <= receipt.getLogIndex(); i++) {
      Thread.sleep(100);
      signed = overHttp();
    }
    long size = signed.checkpoint().size();
    assertTrue(size > receipt.getLogIndex());
    FsckReport report =
        Fsck.run(
            new ResourceLogReader(AuditGrpcIT::fetch, size),
            signed,
            new CheckpointVerifier(policy()),
            done -> {});
    assertTrue(report.clean(), report.problems().toString());
    assertEquals(size, report.entries());
    Checkpoint overGrpc =
        client
            .audit(auditor)
            .getCheckpoint(GetCheckpointRequest.getDefaultInstance())
            .getCheckpoint();
    assertEquals(keys.log().name(), overGrpc.getOrigin());
    if (overGrpc.getSize() == size) {
      assertArrayEquals(signed.checkpoint().root(), overGrpc.getRoot().toByteArray());
    }
  }

  @Test
  void tilesThatAreNotThereAreNotFound() {
    for (String path :
        List.of(
            "tile/0/000.p/0",
            "tile/0/x999/x999/999",
            "tile/9/000",
            "tile/0/0",
            "tile/0/-01",
            "tile/entries/x999/999",
            "tile/0/..%2f..%2fkeys",
            "tile/0")) {
      int status = given().urlEncodingEnabled(false).get("/log/" + path).statusCode();
      assertTrue(status == 404 || status == 400, path + " " + status);
    }
  }

  private RecordReceipt submit() {
    return client.intake(supplier).submit(Documents.epcis(Documents.event())).getReceipts(0);
  }

  private LogPolicy policy() {
    return LogPolicy.of(keys.log().verifier());
  }

  private static SignedCheckpoint parse(Checkpoint checkpoint) {
    SignedCheckpoint signed =
        SignedCheckpoint.parse(checkpoint.getNote().getBytes(StandardCharsets.UTF_8));
    assertEquals(signed.checkpoint().size(), checkpoint.getSize());
    assertArrayEquals(signed.checkpoint().root(), checkpoint.getRoot().toByteArray());
    return signed;
  }

  private static SignedCheckpoint overHttp() {
    return SignedCheckpoint.parse(given().get("/log/checkpoint").asByteArray());
  }

  private static Optional<byte[]> fetch(TilePath path) {
    Response response = given().get("/log/" + path);
    return response.statusCode() == 200 ? Optional.of(response.asByteArray()) : Optional.empty();
  }

  private static void invalid(org.junit.jupiter.api.function.Executable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call);
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
  }
}
