package dev.vitrine.gateway.client;

import dev.vitrine.v1.AuditServiceGrpc;
import dev.vitrine.v1.IntakeServiceGrpc;
import dev.vitrine.v1.QueryServiceGrpc;
import io.grpc.CallCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Talks to a gateway in the name of one bearer token. */
public final class GatewayClient implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI base;
  private final String token;
  private final HttpClient http;
  private final ManagedChannel channel;

  /** Opens a channel; plain text, so for loopback or behind a mesh only. */
  public GatewayClient(URI base, String token) {
    this.base = base;
    this.token = token;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.channel =
        ManagedChannelBuilder.forAddress(base.getHost(), base.getPort())
            .usePlaintext()
            .maxInboundMessageSize(16 << 20)
            .build();
  }

  /** {@code IntakeService}, blocking. */
  public IntakeServiceGrpc.IntakeServiceBlockingStub intake() {
    return IntakeServiceGrpc.newBlockingStub(channel).withCallCredentials(bearer());
  }

  /** {@code IntakeService}, for streams. */
  public IntakeServiceGrpc.IntakeServiceStub intakeStream() {
    return IntakeServiceGrpc.newStub(channel).withCallCredentials(bearer());
  }

  /** {@code QueryService}. */
  public QueryServiceGrpc.QueryServiceBlockingStub query() {
    return QueryServiceGrpc.newBlockingStub(channel).withCallCredentials(bearer());
  }

  /** {@code AuditService}. */
  public AuditServiceGrpc.AuditServiceBlockingStub audit() {
    return AuditServiceGrpc.newBlockingStub(channel).withCallCredentials(bearer());
  }

  /** POSTs {@code body} to {@code path}. */
  public HttpResponse<String> post(String path, String mediaType, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** GETs {@code path}. */
  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  /** GETs {@code path} in a form. */
  public HttpResponse<byte[]> get(String path, String mediaType)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", mediaType)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private CallCredentials bearer() {
    return new CallCredentials() {
      @Override
      public void applyRequestMetadata(
          RequestInfo info, Executor executor, MetadataApplier applier) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        applier.apply(headers);
      }
    };
  }
}
