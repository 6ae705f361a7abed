package dev.vitrine.gateway.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.facts.MalformedFactException;
import dev.vitrine.gateway.facts.RequiredPolicy;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.v1.Requirements;
import dev.vitrine.v1.VerifyBatchRequest;
import dev.vitrine.v1.VerifyBatchResponse;
import dev.vitrine.v1.VerifyRequest;
import dev.vitrine.v1.VerifyResponse;
import dev.vitrine.v1.VerifyService;
import io.quarkus.grpc.GrpcService;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** {@code vitrine.v1.VerifyService}. */
@GrpcService
@Authenticated
@Blocking
public class VerifyGrpc implements VerifyService {
  private static final int MAX_BATCH = 256;

  private final Verifier verifier;
  private final Clock clock;
  private final List<Schema> schemas;

  VerifyGrpc(TrustRoots roots, Policies policies, SecureRandom random, Clock clock) {
    this.schemas = policies.known();
    this.verifier = new Verifier(roots.file().trust(), random);
    this.clock = clock;
  }

  @Override
  public Uni<VerifyResponse> verify(VerifyRequest request) {
    Policy policy = policy(request.getRequirements(), request.hasAt(), request.getAt());
    Verdict verdict = verifier.verify(request.getPresentation().toByteArray(), policy);
    return Uni.createFrom()
        .item(VerifyResponse.newBuilder().setVerification(VerdictView.of(verdict)).build());
  }

  @Override
  public Uni<VerifyBatchResponse> verifyBatch(VerifyBatchRequest request) {
    if (request.getPresentationsCount() > MAX_BATCH) {
      throw new GatewayException.InvalidRequest(
          "At most " + MAX_BATCH + " presentations are checked at once.");
    }
    Policy policy = policy(request.getRequirements(), request.hasAt(), request.getAt());
    List<byte[]> files =
        request.getPresentationsList().stream().map(ByteString::toByteArray).toList();
    VerifyBatchResponse.Builder response = VerifyBatchResponse.newBuilder();
    verifier
        .verifyAll(files, policy)
        .forEach(verdict -> response.addVerifications(VerdictView.of(verdict)));
    return Uni.createFrom().item(response.build());
  }

  private Policy policy(Requirements requirements, boolean hasTime, Timestamp time) {
    try {
      Instant at =
          hasTime ? Instant.ofEpochSecond(time.getSeconds(), time.getNanos()) : clock.instant();
      return RequiredPolicy.of(requirements, at, schemas);
    } catch (DateTimeException | ArithmeticException e) {
      throw new GatewayException.InvalidRequest("The time is out of range.");
    } catch (MalformedFactException e) {
      throw new GatewayException.InvalidRequest(
          "A requirement can't be read.", List.of(e.problem()));
    }
  }
}
