package dev.vitrine.gateway.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.gateway.audit.LogReceipts;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.ReceiptIssuer;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.shard.ShardProof;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.v1.RecordState;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /receipts/{id}}: a record's receipt, as the file that verifies offline; or what it has
 * of the log, as a COSE receipt (RFC 9942) or a proof in text; or as JSON to look at, which proves
 * nothing.
 */
@Path("/receipts/{id}")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER, Roles.AUDITOR, Roles.OPERATOR})
public class ReceiptResource {
  private static final String COSE = "application/cose";
  private static final MediaType FILE = MediaType.valueOf(Receipt.MEDIA_TYPE);
  private static final List<MediaType> FORMS =
      List.of(
          FILE,
          MediaType.APPLICATION_JSON_TYPE,
          MediaType.valueOf(SignedStatement.RECEIPT_MEDIA_TYPE),
          MediaType.valueOf(COSE),
          MediaType.TEXT_PLAIN_TYPE);

  private final SecurityIdentity identity;
  private final Receipts receipts;
  private final LogReceipts logReceipts;

  ReceiptResource(SecurityIdentity identity, Receipts receipts, LogReceipts logReceipts) {
    this.identity = identity;
    this.receipts = receipts;
    this.logReceipts = logReceipts;
  }

  /**
   * What a receipt says, for people.
   *
   * @param state SEQUENCED (durable, promised), PUBLISHED (a checkpoint covers it) or ANCHORED (an
   *     external ledger holds one that does)
   * @param document SHA-256 of the original, hex
   * @param checkpoint the checkpoint that covers it; none before that
   * @param anchors the ledgers that hold one; none before that
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String recordId,
      String state,
      String schema,
      String document,
      String recordRoot,
      long logIndex,
      @Nullable Covering checkpoint,
      @Nullable List<Anchored> anchors) {}

  /** A ledger, and the checkpoint in it that first covered the record. */
  public record Anchored(String ledger, Covering checkpoint) {}

  /** A checkpoint: of which log, over how many entries, with which root. */
  public record Covering(String origin, long size, String root) {}

  /** The receipt as of now: a file, unless the caller likes another form better. */
  @GET
  @Blocking
  @Produces({
    Receipt.MEDIA_TYPE,
    MediaType.APPLICATION_JSON,
    SignedStatement.RECEIPT_MEDIA_TYPE,
    COSE,
    MediaType.TEXT_PLAIN
  })
  public Response receipt(@PathParam("id") String id, @Context HttpHeaders headers) {
    RecordRef ref = RecordRef.parse(id).orElseThrow(Receipts::unknown);
    ReceiptIssuer.Issued issued = receipts.issue(Caller.from(identity), ref);
    MediaType form = liked(headers);
    Response.ResponseBuilder answer =
        Response.ok().type(form).header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (form.equals(MediaType.APPLICATION_JSON_TYPE)) {
      return answer.entity(view(ref, issued)).build();
    } else if (form.equals(MediaType.TEXT_PLAIN_TYPE)) {
      return answer.entity(published(issued.receipt())).build();
    } else if (!form.equals(FILE)) {
      return answer.entity(cose(issued.receipt())).build();
    }
    return answer
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"receipt-" + ref + ".cbor\"")
        .entity(issued.receipt().encode())
        .build();
  }

  /** The first form that goes with what the caller likes best. */
  private static MediaType liked(HttpHeaders headers) {
    // sorted by the caller's liking
    for (MediaType acceptable : headers.getAcceptableMediaTypes()) {
      for (MediaType form : FORMS) {
        if (acceptable.isCompatible(form)) {
          return form;
        }
      }
    }
    return FILE;
  }

  /** The proof that the record's batch is logged, {@code c2sp.org/tlog-proof@v1}. */
  private static byte[] published(Receipt receipt) {
    return receipt
        .logProof()
        .orElseThrow(
            () ->
                new GatewayException.Unavailable(
                    "No checkpoint covers the record yet; try again.", null));
  }

  /** The same as a COSE receipt, which knows one tree only. */
  private byte[] cose(Receipt receipt) {
    TlogProof proof = TlogProof.parse(published(receipt));
    if (ShardProof.in(proof).isPresent()) {
      throw new GatewayException.Unmet(
          "IN_A_SHARD",
          "A COSE receipt proves through one tree, and the record is in a shard: take the receipt"
              + " or the log proof (text/plain).");
    }
    return logReceipts
        .inclusion(receipt.header(), proof, "urn:vitrine:batch:" + receipt.logIndex())
        .encode();
  }

  private static View view(RecordRef ref, ReceiptIssuer.Issued issued) {
    Receipt receipt = issued.receipt();
    return new View(
        ref.toString(),
        state(issued.state()),
        receipt.schema().id(),
        receipt.document(),
        HexFormat.of().formatHex(receipt.recordRoot()),
        receipt.logIndex(),
        receipt.logProof().map(ReceiptResource::covering).orElse(null),
        receipt.anchors().isEmpty()
            ? null
            : receipt.anchors().stream()
                .map(anchor -> new Anchored(anchor.ledger(), covering(anchor.logProof())))
                .toList());
  }

  private static String state(RecordState state) {
    return state.name().substring("RECORD_STATE_".length());
  }

  private static Covering covering(byte[] proof) {
    try {
      Checkpoint checkpoint = TlogProof.parse(proof).checkpoint().checkpoint();
      return new Covering(
          checkpoint.origin(), checkpoint.size(), HexFormat.of().formatHex(checkpoint.root()));
    } catch (dev.vitrine.ledger.checkpoint.MalformedNoteException e) {
      throw new GatewayException.Internal(e);
    }
  }
}
