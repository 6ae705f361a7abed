package dev.vitrine.gateway.errors;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.vitrine.proofs.record.Problem;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.ExceptionHandlerProvider;
import io.quarkus.grpc.auth.AuthExceptionHandler;
import io.quarkus.grpc.auth.AuthExceptionHandlerProvider;
import jakarta.inject.Singleton;

/** The one map from failures to {@code google.rpc.Status} with details. */
@Singleton
public class GrpcRefusals implements ExceptionHandlerProvider, AuthExceptionHandlerProvider {

  /** The domain of every {@code ErrorInfo}. */
  public static final String DOMAIN = "vitrine";

  // all of it travels in one header, and many peers take 8 KiB of those at most
  private static final int MAX_DETAIL_BYTES = 3000;

  @Override
  public <Q, A> AuthExceptionHandler<Q, A> createHandler(
      ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
    return new Closing<>(listener, call, metadata);
  }

  @Override
  public Throwable transform(Throwable failure) {
    return toStatus(failure);
  }

  @Override
  public StatusException transformToStatusException(Throwable failure) {
    StatusRuntimeException status = toStatus(failure);
    return new StatusException(status.getStatus(), status.getTrailers());
  }

  @Override
  public boolean handlesException(Throwable failure) {
    return true;
  }

  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1;
  }

  /** The status of a failure, details in its trailers. */
  public static StatusRuntimeException toStatus(Throwable failure) {
    if (failure instanceof StatusRuntimeException status) {
      return status;
    }
    if (failure instanceof StatusException status) {
      return new StatusRuntimeException(status.getStatus(), status.getTrailers());
    }
    GatewayException refusal = Refusals.of(failure);
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(refusal).getNumber())
            .setMessage(refusal.text())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(refusal.reason()).setDomain(DOMAIN).build()));
    if (refusal instanceof GatewayException.InvalidRequest invalid) {
      status.addDetails(Any.pack(violations(invalid)));
    } else if (refusal instanceof GatewayException.Unmet unmet) {
      status.addDetails(Any.pack(precondition(unmet)));
    } else if (refusal instanceof GatewayException.Overloaded overloaded) {
      status.addDetails(Any.pack(retryIn(overloaded.retryAfter())));
    } else if (refusal instanceof GatewayException.Unavailable) {
      status.addDetails(Any.pack(retryIn(java.time.Duration.ofSeconds(5))));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static Code code(GatewayException refusal) {
    if (refusal instanceof GatewayException.InvalidRequest) {
      return Code.INVALID_ARGUMENT;
    } else if (refusal instanceof GatewayException.Unauthenticated) {
      return Code.UNAUTHENTICATED;
    } else if (refusal instanceof GatewayException.Forbidden) {
      return Code.PERMISSION_DENIED;
    } else if (refusal instanceof GatewayException.NotFound) {
      return Code.NOT_FOUND;
    } else if (refusal instanceof GatewayException.Conflict) {
      return Code.ALREADY_EXISTS;
    } else if (refusal instanceof GatewayException.Unmet) {
      return Code.FAILED_PRECONDITION;
    } else if (refusal instanceof GatewayException.Overloaded) {
      return Code.RESOURCE_EXHAUSTED;
    } else if (refusal instanceof GatewayException.Unavailable) {
      return Code.UNAVAILABLE;
    }
    return Code.INTERNAL;
  }

  private static BadRequest violations(GatewayException.InvalidRequest invalid) {
    BadRequest.Builder request = BadRequest.newBuilder();
    int bytes = 0;
    for (Problem problem : invalid.problems()) {
      BadRequest.FieldViolation violation =
          BadRequest.FieldViolation.newBuilder()
              .setField(problem.location())
              .setReason(problem.code())
              .setDescription((problem.reason() + " " + problem.remedy()).strip())
              .build();
      bytes += violation.getSerializedSize();
      if (bytes > MAX_DETAIL_BYTES) {
        break;
      }
      request.addFieldViolations(violation);
    }
    return request.build();
  }

  private static PreconditionFailure precondition(GatewayException.Unmet unmet) {
    return PreconditionFailure.newBuilder()
        .addViolations(
            PreconditionFailure.Violation.newBuilder()
                .setType(unmet.reason())
                .setDescription(unmet.text()))
        .build();
  }

  private static RetryInfo retryIn(java.time.Duration delay) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            Duration.newBuilder().setSeconds(delay.getSeconds()).setNanos(delay.getNano()))
        .build();
  }

  private static final class Closing<Q, A> extends AuthExceptionHandler<Q, A> {

    Closing(ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
      super(listener, call, metadata);
    }

    @Override
    protected void handleException(Throwable failure, ServerCall<Q, A> call, Metadata metadata) {
      StatusRuntimeException status = toStatus(failure);
      Metadata trailers = status.getTrailers();
      call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }
  }
}
