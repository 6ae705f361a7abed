package dev.vitrine.gateway.intake;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.v1.DocumentFormat;
import dev.vitrine.v1.DocumentProblem;
import dev.vitrine.v1.DocumentResult;
import dev.vitrine.v1.GetReceiptRequest;
import dev.vitrine.v1.GetReceiptResponse;
import dev.vitrine.v1.IntakeService;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.SubmitRequest;
import dev.vitrine.v1.SubmitResponse;
import dev.vitrine.v1.SubmitStreamRequest;
import dev.vitrine.v1.SubmitStreamResponse;
import io.quarkus.grpc.GrpcService;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code vitrine.v1.IntakeService}. */
@GrpcService
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
public class IntakeGrpc implements IntakeService {
  private final SecurityIdentity identity;
  private final VitrineConfig config;
  private final Formats formats;
  private final Intake intake;
  private final ReceiptIssuer receipts;

  IntakeGrpc(
      SecurityIdentity identity,
      VitrineConfig config,
      Formats formats,
      Intake intake,
      ReceiptIssuer receipts) {
    this.identity = identity;
    this.config = config;
    this.formats = formats;
    this.intake = intake;
    this.receipts = receipts;
  }

  @Override
  @Blocking
  public Uni<SubmitResponse> submit(SubmitRequest request) {
    String party = Caller.from(identity).requireParty();
    List<Submission> submissions =
        read(request.getFormat(), request.getMediaType(), request.getDocument(), party);
    return Uni.createFrom()
        .completionStage(() -> intake.submit(party, submissions))
        .map(
            accepted ->
                SubmitResponse.newBuilder()
                    .addAllReceipts(accepted.stream().map(IntakeGrpc::message).toList())
                    .build());
  }

  @Override
  public Multi<SubmitStreamResponse> submitStream(Multi<SubmitStreamRequest> requests) {
    String party = Caller.from(identity).requireParty();
    return DocumentStream.results(
        requests,
        group -> new StreamGroup(this, party, group).submit(),
        Infrastructure.getDefaultWorkerPool());
  }

  @Override
  @Blocking
  public Uni<GetReceiptResponse> getReceipt(GetReceiptRequest request) {
    Caller caller = Caller.from(identity);
    RecordRef ref =
        RecordRef.parse(request.getRecordId())
            .orElseThrow(
                () ->
                    new GatewayException.InvalidRequest(
                        "A record id is a log index and a position, as 1042-17."));
    ReceiptIssuer.Issued issued = receipts.issue(caller, ref);
    return Uni.createFrom()
        .item(
            GetReceiptResponse.newBuilder()
                .setState(issued.state())
                .setReceipt(ByteString.copyFrom(issued.receipt().encode()))
                .build());
  }

  private List<Submission> read(
      DocumentFormat format, String mediaType, ByteString document, String party) {
    if (document.size() > config.intake().maxDocumentBytes()) {
      throw new GatewayException.InvalidRequest(
          "The document is longer than "
              + config.intake().maxDocumentBytes()
              + " bytes: send it in parts.");
    }
    return switch (format) {
      case DOCUMENT_FORMAT_EPCIS ->
          read(formats.epcis(), mediaType, "application/ld+json", document, party);
      case DOCUMENT_FORMAT_FHIR ->
          read(formats.fhir(), mediaType, "application/fhir+json", document, party);
      default -> throw new GatewayException.InvalidRequest("Say which format the document is of.");
    };
  }

  private static List<Submission> read(
      RecordFormat format, String mediaType, String standard, ByteString document, String party) {
    return Formats.read(format, mediaType, standard, document.toByteArray(), party);
  }

  /** The wire form of an acceptance. */
  public static RecordReceipt message(Accepted accepted) {
    return RecordReceipt.newBuilder()
        .setRecordId(accepted.ref().toString())
        .setSchema(accepted.schema())
        .setRecordRoot(ByteString.copyFrom(accepted.root()))
        .setLogIndex(accepted.ref().logIndex())
        .setPosition(accepted.ref().position())
        .setDuplicate(accepted.duplicate())
        .build();
  }

  /** Documents of one stream that are read and stored together; each is taken or refused alone. */
  private static final class StreamGroup {
    private final IntakeGrpc service;
    private final String party;
    private final List<Submission> submissions = new ArrayList<>();
    private final List<DocumentResult.Builder> results = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    StreamGroup(IntakeGrpc service, String party, List<SubmitStreamRequest> requests) {
      this.service = service;
      this.party = party;
      for (SubmitStreamRequest request : requests) {
        DocumentResult.Builder result =
            DocumentResult.newBuilder().setSequence(request.getSequence());
        int before = submissions.size();
        try {
          submissions.addAll(
              service.read(
                  request.getFormat(), request.getMediaType(), request.getDocument(), party));
        } catch (GatewayException.InvalidRequest e) {
          problems(e).forEach(result::addProblems);
        }
        results.add(result);
        counts.add(submissions.size() - before);
      }
    }

    CompletableFuture<SubmitStreamResponse> submit() {
      return submissions.isEmpty()
          ? CompletableFuture.completedFuture(response(List.of()))
          : service.intake.submit(party, submissions).thenApply(this::response);
    }

    private SubmitStreamResponse response(List<Accepted> accepted) {
      SubmitStreamResponse.Builder response = SubmitStreamResponse.newBuilder();
      int at = 0;
      for (int i = 0; i < results.size(); i++) {
        for (int k = 0; k < counts.get(i); k++) {
          results.get(i).addReceipts(IntakeGrpc.message(accepted.get(at++)));
        }
        response.addResults(results.get(i));
      }
      return response.build();
    }

    private static List<DocumentProblem> problems(GatewayException.InvalidRequest refusal) {
      if (refusal.problems().isEmpty()) {
        return List.of(
            DocumentProblem.newBuilder()
                .setCode("invalid-request")
                .setReason(refusal.text())
                .build());
      }
      return refusal.problems().stream().map(StreamGroup::message).toList();
    }

    private static DocumentProblem message(Problem problem) {
      return DocumentProblem.newBuilder()
          .setCode(problem.code())
          .setLocation(problem.location())
          .setReason(problem.reason())
          .setRemedy(problem.remedy())
          .build();
    }
  }
}
