package dev.vitrine.gateway.audit;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.LogStores;
import dev.vitrine.gateway.store.PgOutbox;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.NotPublishedException;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.v1.AuditService;
import dev.vitrine.v1.Checkpoint;
import dev.vitrine.v1.GetCheckpointRequest;
import dev.vitrine.v1.GetCheckpointResponse;
import dev.vitrine.v1.GetConsistencyProofRequest;
import dev.vitrine.v1.GetConsistencyProofResponse;
import dev.vitrine.v1.GetInclusionProofRequest;
import dev.vitrine.v1.GetInclusionProofResponse;
import dev.vitrine.v1.ListAnchorsRequest;
import dev.vitrine.v1.ListAnchorsResponse;
import dev.vitrine.v1.WatchCheckpointsRequest;
import dev.vitrine.v1.WatchCheckpointsResponse;
import io.quarkus.grpc.GrpcService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** {@code vitrine.v1.AuditService}: what {@link LogResource} serves, with proofs ready-made. */
@GrpcService
@Authenticated
public class AuditGrpc implements AuditService {
  private final Publisher publisher;
  private final PublishedLog log;
  private final LogStores stores;
  private final PgOutbox outbox;
  private final SecurityIdentity identity;

  AuditGrpc(
      Publisher publisher,
      PublishedLog log,
      LogStores stores,
      PgOutbox outbox,
      SecurityIdentity identity) {
    this.outbox = outbox;
    this.identity = identity;
    this.publisher = publisher;
    this.log = log;
    this.stores = stores;
  }

  @Override
  @Blocking
  public Uni<GetCheckpointResponse> getCheckpoint(GetCheckpointRequest request) {
    return answer(
        () ->
            GetCheckpointResponse.newBuilder()
                .setCheckpoint(message(latest(shard(request.getShard()))))
                .build());
  }

  @Override
  public Multi<WatchCheckpointsResponse> watchCheckpoints(WatchCheckpointsRequest request) {
    return Multi.createFrom()
        .deferred(
            () -> {
              AtomicLong told = new AtomicLong(-1);
              Multi<SignedCheckpoint> now =
                  Multi.createFrom()
                      .optional(() -> publisher.view().latest())
                      .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
              // later ones are listened for first, or one made in between would be missed
              return Multi.createBy()
                  .merging()
                  .streams(publisher.checkpoints(), now)
                  .filter(signed -> newer(signed.checkpoint().size(), told));
            })
        .map(
            signed -> WatchCheckpointsResponse.newBuilder().setCheckpoint(message(signed)).build());
  }

  private static boolean newer(long size, AtomicLong told) {
    return told.getAndAccumulate(size, Math::max) < size;
  }

  @Override
  @Blocking
  public Uni<GetInclusionProofResponse> getInclusionProof(GetInclusionProofRequest request) {
    return answer(
        () -> {
          long global = request.getLogIndex();
          if (!LogId.isGlobal(global)) {
            throw new NotPublishedException("no log has an entry " + global);
          }
          int number = LogId.log(global);
          long index = LogId.index(global);
          InclusionProof proof =
              log.view(number).inclusionProof(index, sizeOrLatest(request.getTreeSize(), number));
          byte[] entry = stores.signed(number).readEntries(index, index + 1).get(0).bytes();
          return GetInclusionProofResponse.newBuilder()
              .setLogIndex(global)
              .setTreeSize(proof.size())
              .addAllPath(hashes(proof.path()))
              .setEntry(ByteString.copyFrom(entry))
              .build();
        });
  }

  @Override
  @Blocking
  public Uni<GetConsistencyProofResponse> getConsistencyProof(GetConsistencyProofRequest request) {
    return answer(
        () -> {
          int number = shard(request.getShard());
          ConsistencyProof proof =
              log.view(number)
                  .consistencyProof(
                      request.getFromSize(), sizeOrLatest(request.getToSize(), number));
          return GetConsistencyProofResponse.newBuilder()
              .setFromSize(proof.from())
              .setToSize(proof.to())
              .addAllPath(hashes(proof.path()))
              .build();
        });
  }

  private long sizeOrLatest(long size, int number) {
    return size != 0
        ? size
        : log.view(number)
            .latest()
            .orElseThrow(() -> new NotPublishedException("nothing of it is published"))
            .checkpoint()
            .size();
  }

  private SignedCheckpoint latest(int number) {
    return log.view(number)
        .latest()
        .orElseThrow(() -> new GatewayException.NotFound("Nothing is published yet."));
  }

  @Override
  @Blocking
  public Uni<ListAnchorsResponse> listAnchors(ListAnchorsRequest request) {
    boolean operator = Caller.from(identity).has(Roles.OPERATOR);
    return answer(() -> AnchorMessages.list(outbox, request, operator));
  }

  private static int shard(int number) {
    if (number < 0 || number > LogId.MAX) {
      throw new GatewayException.InvalidRequest(
          "Shards are numbered from 1 to " + LogId.MAX + "; 0 is the log itself.");
    }
    return number;
  }

  private static <T> Uni<T> answer(Supplier<T> work) {
    try {
      return Uni.createFrom().item(work.get());
    } catch (NotPublishedException e) {
      throw new GatewayException.InvalidRequest(
          "The published log does not reach that far: ask for a smaller size or index.");
    }
  }

  static Checkpoint message(SignedCheckpoint signed) {
    return Checkpoint.newBuilder()
        .setOrigin(signed.checkpoint().origin())
        .setSize(signed.checkpoint().size())
        .setRoot(ByteString.copyFrom(signed.checkpoint().root()))
        .setNote(new String(signed.bytes(), StandardCharsets.UTF_8))
        .build();
  }

  private static List<ByteString> hashes(List<byte[]> path) {
    return path.stream().map(ByteString::copyFrom).toList();
  }
}
