package dev.vitrine.gateway.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcChannel;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Keycloak;
import dev.vitrine.gateway.testing.KeycloakGatewayResource;
import dev.vitrine.testing.v1.FailRequest;
import dev.vitrine.testing.v1.ProbeServiceGrpc;
import dev.vitrine.v1.GetRecordRequest;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RequestProofRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.function.Executable;

/** The shipped realm on the real Keycloak: its tokens, over REST and gRPC. */
@QuarkusTest
@TestProfile(KeycloakIT.WithKeycloak.class)
@EnabledIf(
    value = "dev.vitrine.gateway.testing.Keycloak#isThere",
    disabledReason = "no Keycloak distribution: build with -Pkeycloak")
class KeycloakIT {

  /** A gateway of its own, with Keycloak as its identity server. */
  public static final class WithKeycloak implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(KeycloakGatewayResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  @Test
  void theTokenSaysWhoCalls() throws Exception {
    given()
        .auth()
        .oauth2(token(Roles.HOSPITAL))
        .get("/whoami")
        .then()
        .statusCode(200)
        .body("party", equalTo("urn:example:hospital"))
        .body("purpose", equalTo("TREAT"))
        .body("roles", hasItem(Roles.HOSPITAL))
        .body("roles", not(hasItem(Roles.AUDITOR)));
  }

  @Test
  void tokensOfTheEmbeddedIssuerAreWorthNothing() {
    given()
        .auth()
        .oauth2(dev.vitrine.gateway.testing.Tokens.of(Roles.OPERATOR, "urn:example:hospital"))
        .get("/whoami")
        .then()
        .statusCode(401);
  }

  @Test
  void rolesHoldOverGrpc() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    FailRequest request = FailRequest.newBuilder().setHow("not").build();
    try (GrpcChannel channel = GrpcChannel.to(port)) {
      assertEquals(
          "urn:example:auditor",
          ProbeServiceGrpc.newBlockingStub(channel.as(token(Roles.AUDITOR)))
              .fail(request)
              .getParty());
      for (String role : List.of(Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER)) {
        var stub = ProbeServiceGrpc.newBlockingStub(channel.as(token(role)));
        StatusRuntimeException refused =
            assertThrows(StatusRuntimeException.class, () -> stub.fail(request));
        assertEquals(Status.Code.PERMISSION_DENIED, refused.getStatus().getCode());
      }
    }
  }

  @Test
  void clientCredentialsPostQueryAndAreRefusedAcrossRoles() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    String supplier = token(Roles.SUPPLIER);
    String hospital = token(Roles.HOSPITAL);
    given()
        .auth()
        .oauth2(supplier)
        .contentType("application/ld+json")
        .body(Documents.event())
        .post("/epcis/capture")
        .then()
        .statusCode(202);
    try (GrpcClient client = new GrpcClient(port)) {
      String event =
          client
              .intake(supplier)
              .submit(Documents.epcis(Documents.event()))
              .getReceipts(0)
              .getRecordId();
      String patient =
          client
              .intake(hospital)
              .submit(Documents.fhir(Documents.patient("keycloak-1")))
              .getReceipts(0)
              .getRecordId();
      GetRecordRequest ofSupplier = GetRecordRequest.newBuilder().setRecordId(event).build();
      assertEquals(event, client.query(supplier).getRecord(ofSupplier).getRecord().getRecordId());
      assertTrue(
          client
                  .query(hospital)
                  .requestProof(
                      RequestProofRequest.newBuilder()
                          .setRecordId(patient)
                          .addSlots("gender")
                          .setMode(ProofMode.PROOF_MODE_PRIVATE)
                          .setNonce(ByteString.copyFrom(new byte[16]))
                          .setAudience("keycloak.example")
                          .build())
                  .getPresentation()
                  .size()
              > 0);
      refused(Status.Code.NOT_FOUND, () -> client.query(hospital).getRecord(ofSupplier));
      for (String role : List.of(Roles.AUDITOR, Roles.RESEARCHER)) {
        String other = token(role);
        refused(
            Status.Code.PERMISSION_DENIED,
            () -> client.intake(other).submit(Documents.epcis(Documents.event())));
      }
      String auditor = token(Roles.AUDITOR);
      refused(Status.Code.PERMISSION_DENIED, () -> client.query(auditor).getRecord(ofSupplier));
    }
  }

  private static void refused(Status.Code code, Executable call) {
    assertEquals(code, assertThrows(StatusRuntimeException.class, call).getStatus().getCode());
  }

  private static String token(String role) throws IOException, InterruptedException {
    String realm =
        ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
    return Keycloak.token(realm, role);
  }
}
