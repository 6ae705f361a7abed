package dev.vitrine.gateway.testing;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/** A client's connection to a gateway on this machine, with or without a token. */
public final class GrpcChannel implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel;

  private GrpcChannel(ManagedChannel channel) {
    this.channel = channel;
  }

  /** Connects to 127.0.0.1. */
  public static GrpcChannel to(int port) {
    return new GrpcChannel(
        ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
  }

  /** Without a token. */
  public Channel anonymous() {
    return channel;
  }

  /** With a bearer token. */
  public Channel as(String token) {
    Metadata metadata = new Metadata();
    metadata.put(AUTHORIZATION, "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
