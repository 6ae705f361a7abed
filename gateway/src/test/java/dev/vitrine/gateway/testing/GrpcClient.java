package dev.vitrine.gateway.testing;

import com.google.rpc.Status;
import dev.vitrine.v1.AuditServiceGrpc;
import dev.vitrine.v1.IntakeServiceGrpc;
import dev.vitrine.v1.QueryServiceGrpc;
import dev.vitrine.v1.SubmitStreamRequest;
import dev.vitrine.v1.SubmitStreamResponse;
import dev.vitrine.v1.VerifyServiceGrpc;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls a gateway over a real connection, with a token. */
public final class GrpcClient implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final long PATIENCE_SECONDS = 30;

  private final ManagedChannel channel;

  /** Of the gateway at that port of 127.0.0.1. */
  public GrpcClient(int port) {
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** Intake, with a token. */
  public IntakeServiceGrpc.IntakeServiceBlockingStub intake(String token) {
    return IntakeServiceGrpc.newBlockingStub(channel)
        .withInterceptors(bearer(token))
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Intake without any. */
  public IntakeServiceGrpc.IntakeServiceBlockingStub anonymousIntake() {
    return IntakeServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Queries, with a token. */
  public QueryServiceGrpc.QueryServiceBlockingStub query(String token) {
    return QueryServiceGrpc.newBlockingStub(channel)
        .withInterceptors(bearer(token))
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The log, with a token. */
  public AuditServiceGrpc.AuditServiceBlockingStub audit(String token) {
    return AuditServiceGrpc.newBlockingStub(channel)
        .withInterceptors(bearer(token))
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Verification, with a token. */
  public VerifyServiceGrpc.VerifyServiceBlockingStub verification(String token) {
    return VerifyServiceGrpc.newBlockingStub(channel)
        .withInterceptors(bearer(token))
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Opens a stream of documents. */
  public Stream stream(String token) {
    Stream stream = new Stream();
    stream.requests =
        IntakeServiceGrpc.newStub(channel)
            .withInterceptors(bearer(token))
            .submitStream(stream.responses);
    return stream;
  }

  /** The details of a refusal. */
  public static Status details(StatusRuntimeException refused) {
    Status status = StatusProto.fromThrowable(refused);
    if (status == null) {
      throw new IllegalStateException("no google.rpc.Status", refused);
    }
    return status;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static ClientInterceptor bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  /** A stream of documents, and what came back. */
  @SuppressWarnings("NullAway.Init") // requests come with the call, responses before it
  public static final class Stream {
    private StreamObserver<SubmitStreamRequest> requests;
    private final List<SubmitStreamResponse> received = new ArrayList<>();
    private final CompletableFuture<List<SubmitStreamResponse>> done = new CompletableFuture<>();
    private final StreamObserver<SubmitStreamResponse> responses =
        new StreamObserver<>() {
          @Override
          public void onNext(SubmitStreamResponse response) {
            synchronized (received) {
              received.add(response);
            }
          }

          @Override
          public void onError(Throwable failure) {
            done.completeExceptionally(failure);
          }

          @Override
          public void onCompleted() {
            done.complete(soFar());
          }
        };

    /** Sends one document. */
    public void send(SubmitStreamRequest request) {
      requests.onNext(request);
    }

    /** Says that there are no more. */
    public Stream end() {
      requests.onCompleted();
      return this;
    }

    /** Breaks off. */
    public void cancel() {
      requests.onError(io.grpc.Status.CANCELLED.asRuntimeException());
    }

    /** What has come back. */
    public List<SubmitStreamResponse> soFar() {
      synchronized (received) {
        return List.copyOf(received);
      }
    }

    /** All that comes back; completes with the stream. */
    public CompletableFuture<List<SubmitStreamResponse>> done() {
      return done;
    }

    /** Results in the order they came. */
    public List<dev.vitrine.v1.DocumentResult> results() {
      List<SubmitStreamResponse> all = done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      return all.stream().flatMap(response -> response.getResultsList().stream()).toList();
    }
  }
}
