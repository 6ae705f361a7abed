package dev.vitrine.gateway.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcChannel;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.testing.v1.FailRequest;
import dev.vitrine.testing.v1.ProbeServiceGrpc;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class GrpcRefusalsIT {

  private static final String PARTY = "4012345000009";

  private final GrpcChannel channel =
      GrpcChannel.to(ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));

  @AfterEach
  void close() {
    channel.close();
  }

  @Test
  void healthNeedsNoToken() {
    assertEquals(
        HealthCheckResponse.ServingStatus.SERVING,
        HealthGrpc.newBlockingStub(channel.anonymous())
            .check(HealthCheckRequest.getDefaultInstance())
            .getStatus());
  }

  @Test
  void theRightRoleIsServed() {
    var stub = ProbeServiceGrpc.newBlockingStub(channel.as(Tokens.of(Roles.AUDITOR, PARTY)));
    assertEquals(PARTY, stub.fail(how("not")).getParty());
  }

  @Test
  void noTokenIsUnauthenticated() {
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> ProbeServiceGrpc.newBlockingStub(channel.anonymous()).fail(how("not")));
    assertEquals(Status.Code.UNAUTHENTICATED, refused.getStatus().getCode());
    assertEquals("UNAUTHENTICATED", info(refused).getReason());
  }

  @Test
  void anExpiredTokenIsUnauthenticated() {
    var stub = ProbeServiceGrpc.newBlockingStub(channel.as(Tokens.expired(Roles.AUDITOR, PARTY)));
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> stub.fail(how("not")));
    assertEquals(Status.Code.UNAUTHENTICATED, refused.getStatus().getCode());
    assertEquals("UNAUTHENTICATED", info(refused).getReason());
  }

  @Test
  void anotherRoleIsDenied() {
    var stub = ProbeServiceGrpc.newBlockingStub(channel.as(Tokens.of(Roles.SUPPLIER, PARTY)));
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> stub.fail(how("not")));
    assertEquals(Status.Code.PERMISSION_DENIED, refused.getStatus().getCode());
  }

  @Test
  void aMethodThatNamesNoRoleServesNoOne() {
    var stub = ProbeServiceGrpc.newBlockingStub(channel.as(Tokens.of(Roles.AUDITOR, PARTY)));
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> stub.unannotated(how("not")));
    assertEquals(Status.Code.PERMISSION_DENIED, refused.getStatus().getCode());
  }

  @Test
  void refusalsCarryTheirDetails() {
    StatusRuntimeException invalid = refusal("invalid");
    assertEquals(Status.Code.INVALID_ARGUMENT, invalid.getStatus().getCode());
    BadRequest.FieldViolation violation = detail(invalid, BadRequest.class).getFieldViolations(0);
    assertEquals("/a/b", violation.getField());
    assertEquals("duplicate-key", violation.getReason());
    StatusRuntimeException overloaded = refusal("overloaded");
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, overloaded.getStatus().getCode());
    assertEquals(1, detail(overloaded, RetryInfo.class).getRetryDelay().getSeconds());
    assertEquals(Status.Code.NOT_FOUND, refusal("not-found").getStatus().getCode());
    assertEquals(Status.Code.PERMISSION_DENIED, refusal("forbidden").getStatus().getCode());
    assertEquals(Status.Code.ALREADY_EXISTS, refusal("conflict").getStatus().getCode());
    assertEquals(Status.Code.NOT_FOUND, refusal("throw not-found").getStatus().getCode());
    assertEquals(Status.Code.UNAVAILABLE, refusal("lost").getStatus().getCode());
  }

  @Test
  void nothingOfAFaultGoesOutside() {
    for (String how : List.of("fault", "throw fault", "lost")) {
      String seen = String.valueOf(refusal(how).getStatus().getDescription());
      for (String inner : List.of("Exception", "secret", "Meier", "java", "5432")) {
        assertFalse(seen.contains(inner), seen);
      }
    }
    assertEquals(Status.Code.INTERNAL, refusal("fault").getStatus().getCode());
    var stub = ProbeServiceGrpc.newBlockingStub(channel.as(Tokens.of(Roles.AUDITOR, PARTY)));
    StatusRuntimeException streamed =
        assertThrows(StatusRuntimeException.class, () -> stub.failStream(how("fault")).hasNext());
    assertEquals(Status.Code.INTERNAL, streamed.getStatus().getCode());
    assertFalse(String.valueOf(streamed.getStatus().getDescription()).contains("secret"));
  }

  private StatusRuntimeException refusal(String how) {
    var stub = ProbeServiceGrpc.newBlockingStub(channel.as(Tokens.of(Roles.AUDITOR, PARTY)));
    return assertThrows(StatusRuntimeException.class, () -> stub.fail(how(how)));
  }

  private static FailRequest how(String how) {
    return FailRequest.newBuilder().setHow(how).build();
  }

  private static ErrorInfo info(StatusRuntimeException refused) {
    ErrorInfo info = detail(refused, ErrorInfo.class);
    assertEquals(GrpcRefusals.DOMAIN, info.getDomain());
    return info;
  }

  private static <T extends com.google.protobuf.Message> T detail(
      StatusRuntimeException refused, Class<T> type) {
    com.google.rpc.Status status = StatusProto.fromThrowable(refused);
    assertTrue(status != null && status.getDetailsCount() > 0, "no details: " + refused);
    for (Any any : status.getDetailsList()) {
      if (any.is(type)) {
        try {
          return any.unpack(type);
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + status);
  }
}
