package dev.vitrine.gateway.errors;

import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.testing.v1.FailRequest;
import dev.vitrine.testing.v1.FailResponse;
import dev.vitrine.testing.v1.ProbeService;
import io.quarkus.grpc.GrpcService;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;

/** Fails as it is asked to. */
@GrpcService
public class ProbeEndpoint implements ProbeService {

  private final SecurityIdentity identity;

  ProbeEndpoint(SecurityIdentity identity) {
    this.identity = identity;
  }

  @Override
  @RolesAllowed(Roles.AUDITOR)
  public Uni<FailResponse> fail(FailRequest request) {
    if (request.getHow().equals("not")) {
      String party = Caller.from(identity).requireParty();
      return Uni.createFrom().item(FailResponse.newBuilder().setParty(party).build());
    }
    if (request.getHow().startsWith("throw ")) {
      throw failure(request.getHow().substring(6));
    }
    return Uni.createFrom().failure(failure(request.getHow()));
  }

  @Override
  @RolesAllowed(Roles.AUDITOR)
  public Multi<FailResponse> failStream(FailRequest request) {
    return Multi.createFrom().failure(failure(request.getHow()));
  }

  @Override
  public Uni<FailResponse> unannotated(FailRequest request) {
    return Uni.createFrom().item(FailResponse.getDefaultInstance());
  }

  private static RuntimeException failure(String how) {
    return switch (how) {
      case "invalid" ->
          new GatewayException.InvalidRequest(
              "The document is refused.",
              List.of(new Problem("duplicate-key", "/a/b", "It is there twice.", "Send it once.")));
      case "not-found" -> new GatewayException.NotFound("There is no such record.");
      case "forbidden" -> new GatewayException.Forbidden("Policy says no.");
      case "conflict" -> new GatewayException.Conflict("It is there already.");
      case "overloaded" ->
          new GatewayException.Overloaded("The queue is full.", Duration.ofMillis(1500));
      case "lost" -> new IllegalStateException(new ConnectException("db:5432 patient Meier"));
      default -> new IllegalStateException("secret inner text");
    };
  }
}
