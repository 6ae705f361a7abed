package dev.vitrine.gateway.query;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.anchoring.Ledgers;
import dev.vitrine.gateway.audit.PublishedLog;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.intake.IntakeGrpc;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.v1.AggregateRequest;
import dev.vitrine.v1.AggregateResponse;
import dev.vitrine.v1.GetRecordRequest;
import dev.vitrine.v1.GetRecordResponse;
import dev.vitrine.v1.IssueCredentialRequest;
import dev.vitrine.v1.IssueCredentialResponse;
import dev.vitrine.v1.QueryService;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.RecordReference;
import dev.vitrine.v1.RecordState;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.RequestProofResponse;
import dev.vitrine.v1.SearchRecordsRequest;
import dev.vitrine.v1.SearchRecordsResponse;
import dev.vitrine.v1.SlotView;
import io.quarkus.grpc.GrpcService;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** {@code vitrine.v1.QueryService}. */
@GrpcService
@RolesAllowed({Roles.HOSPITAL, Roles.SUPPLIER, Roles.RESEARCHER})
@Blocking
public class QueryGrpc implements QueryService {
  private static final int STANDARD_PAGE = 100;

  private final SecurityIdentity identity;
  private final RecordAccess access;
  private final Proofs proofs;
  private final Issuing issuing;
  private final Aggregating aggregating;
  private final Search search;
  private final SchemaStore schemas;
  private final PublishedLog log;
  private final Ledgers ledgers;

  QueryGrpc(
      SecurityIdentity identity,
      RecordAccess access,
      Proofs proofs,
      Issuing issuing,
      Aggregating aggregating,
      Search search,
      SchemaStore schemas,
      PublishedLog log,
      Ledgers ledgers) {
    this.identity = identity;
    this.access = access;
    this.proofs = proofs;
    this.issuing = issuing;
    this.aggregating = aggregating;
    this.search = search;
    this.schemas = schemas;
    this.log = log;
    this.ledgers = ledgers;
  }

  @Override
  public Uni<SearchRecordsResponse> searchRecords(SearchRecordsRequest request) {
    Schema schema =
        schemas
            .byName(request.getSchema())
            .orElseThrow(
                () -> new GatewayException.InvalidRequest("There is no schema of that name."));
    int size = request.getPageSize() == 0 ? STANDARD_PAGE : request.getPageSize();
    if (size < 1 || size > Search.MAX_PAGE) {
      throw new GatewayException.InvalidRequest("A page has 1 to " + Search.MAX_PAGE + " records.");
    }
    long after =
        request.getPageToken().isEmpty()
            ? -1
            : RecordRef.parse(request.getPageToken())
                .map(RecordRef::packed)
                .orElseThrow(
                    () -> new GatewayException.InvalidRequest("That is not a page token."));
    Search.Page page = search.find(Caller.from(identity), schema, request.getQuery(), after, size);
    SearchRecordsResponse.Builder response = SearchRecordsResponse.newBuilder();
    LongPredicate anchored = anchored();
    page.hits().forEach(hit -> response.addRecords(reference(hit.ref(), schema, anchored)));
    if (page.more()) {
      response.setNextPageToken(RecordRef.of(page.after()).toString());
    }
    return Uni.createFrom().item(response.build());
  }

  @Override
  public Uni<GetRecordResponse> getRecord(GetRecordRequest request) {
    RecordAccess.Opened opened = access.open(Caller.from(identity), request.getRecordId());
    Schema schema = opened.found().schema();
    GetRecordResponse.Builder response =
        GetRecordResponse.newBuilder()
            .setRecord(reference(opened.found().ref(), schema, anchored()));
    List<String> shown = new ArrayList<>();
    for (Slot slot : schema.slots()) {
      Disclosure allowed = opened.decision().of(schema, slot.name());
      if (allowed != Disclosure.HIDE) {
        boolean withCompanions =
            slot.requires().stream()
                .allMatch(name -> opened.decision().of(schema, name) == Disclosure.SHOW);
        boolean show = allowed == Disclosure.SHOW && withCompanions;
        byte[] value =
            show ? opened.record().commitment().value(schema.indexOf(slot.name())) : null;
        response.addSlots(view(slot, show ? Disclosure.SHOW : Disclosure.PROVE, value));
        if (show) {
          shown.add(slot.name());
        }
      }
    }
    Accepted disclosure =
        access
            .account(
                List.of(opened),
                new RecordAccess.Telling("view", List.of(shown), List.of(), "", ""))
            .get(0);
    return Uni.createFrom().item(response.setDisclosure(IntakeGrpc.message(disclosure)).build());
  }

  @Override
  public Uni<RequestProofResponse> requestProof(RequestProofRequest request) {
    Proofs.Answer answer = proofs.answer(Caller.from(identity), request);
    List<RecordReceipt> disclosures =
        answer.disclosures().stream().map(IntakeGrpc::message).toList();
    return Uni.createFrom()
        .item(
            RequestProofResponse.newBuilder()
                .setPresentation(ByteString.copyFrom(answer.file()))
                .setDisclosure(disclosures.get(0))
                .addAllFurtherDisclosures(disclosures.subList(1, disclosures.size()))
                .build());
  }

  @Override
  public Uni<AggregateResponse> aggregate(AggregateRequest request) {
    Aggregating.Answer answer = aggregating.answer(Caller.from(identity), request);
    var totals = answer.totals();
    return Uni.createFrom()
        .item(
            AggregateResponse.newBuilder()
                .setCount(totals.count())
                .setSum(FactWords.plain(totals.total()))
                .setMean(FactWords.plain(totals.mean()))
                .setVariance(FactWords.plain(totals.variance()))
                .setUnit(totals.schema().slots().get(totals.slot()).unit())
                .setPresentation(ByteString.copyFrom(answer.file()))
                .setDisclosure(IntakeGrpc.message(answer.disclosure()))
                .build());
  }

  @Override
  public Uni<IssueCredentialResponse> issueCredential(IssueCredentialRequest request) {
    RecordAccess.Opened opened = access.open(Caller.from(identity), request.getRecordId());
    Issuing.Issued issued = issuing.issue(opened, request);
    Accepted disclosure =
        access
            .account(
                List.of(opened),
                new RecordAccess.Telling(
                    issued.kind(),
                    List.of(issued.shown()),
                    List.of(),
                    request.getAudience(),
                    HexFormat.of().formatHex(Sha256.of(issued.credential()))))
            .get(0);
    return Uni.createFrom()
        .item(
            IssueCredentialResponse.newBuilder()
                .setCredential(ByteString.copyFrom(issued.credential()))
                .setMediaType(issued.mediaType())
                .setDisclosure(IntakeGrpc.message(disclosure))
                .build());
  }

  private RecordReference reference(RecordRef ref, Schema schema, LongPredicate anchored) {
    return RecordReference.newBuilder()
        .setRecordId(ref.toString())
        .setSchema(schema.id())
        .setState(state(ref.logIndex(), anchored))
        .build();
  }

  private RecordState state(long global, LongPredicate anchored) {
    if (anchored.test(global)) {
      return RecordState.RECORD_STATE_ANCHORED;
    }
    return log.covers(global)
        ? RecordState.RECORD_STATE_PUBLISHED
        : RecordState.RECORD_STATE_SEQUENCED;
  }

  /** What is in a ledger for good, as of now. */
  private LongPredicate anchored() {
    return log.coveredAt(ledgers.anchoredSize());
  }

  private static SlotView view(Slot slot, Disclosure allowed, byte @Nullable [] value) {
    SlotView.Builder view =
        SlotView.newBuilder()
            .setName(slot.name())
            .setUnit(slot.unit())
            .setDisclosure(
                allowed == Disclosure.SHOW
                    ? dev.vitrine.v1.Disclosure.DISCLOSURE_SHOW
                    : dev.vitrine.v1.Disclosure.DISCLOSURE_PROVE);
    if (value != null) {
      switch (slot.kind()) {
        case TEXT -> view.setText(new String(value, StandardCharsets.UTF_8));
        case INT ->
            view.setNumber(slot.decode(new BigInteger(1, value).longValue()).toPlainString());
        case ROOT -> view.setRoot(HexFormat.of().formatHex(value));
      }
    }
    return view.build();
  }
}
