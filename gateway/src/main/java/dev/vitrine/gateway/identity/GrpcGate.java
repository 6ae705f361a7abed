package dev.vitrine.gateway.identity;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.errors.GrpcRefusals;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Default deny for gRPC: no call without a verified identity reaches a service, whatever that
 * service is annotated with, save health and reflection.
 */
@GlobalInterceptor
@Singleton
public class GrpcGate implements ServerInterceptor, Prioritized {

  private static final Set<String> PUBLIC =
      Set.of(
          "grpc.health.v1.Health",
          "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection");

  private final CurrentIdentityAssociation association;

  GrpcGate(CurrentIdentityAssociation association) {
    this.association = association;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
    String service = call.getMethodDescriptor().getServiceName();
    if (service != null && PUBLIC.contains(service)) {
      return next.startCall(call, metadata);
    }
    AtomicReference<SecurityIdentity> identity = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    // authentication is proactive, so by now it is there; if ever it were not, the call is refused
    association.getDeferredIdentity().subscribe().with(identity::set, failure::set);
    SecurityIdentity known = identity.get();
    if (known != null && !known.isAnonymous()) {
      return next.startCall(call, metadata);
    }
    Throwable why = failure.get();
    StatusRuntimeException refused =
        GrpcRefusals.toStatus(
            why != null
                ? why
                : new GatewayException.Unauthenticated(
                    "A bearer token is needed: send it as \"authorization: Bearer …\"."));
    Metadata trailers = refused.getTrailers();
    call.close(refused.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  /** After Quarkus has set the identity; see {@code GrpcSecurityInterceptor}. */
  @Override
  public int getPriority() {
    return 1000;
  }
}
