package dev.vitrine.gateway.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.ReceiptIssuer;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.TlogProof;
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
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /receipts/{id}}: a record's receipt, as the file that verifies offline, or as JSON to
 * look at, which proves nothing.
 */
@Path("/receipts/{id}")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER, Roles.AUDITOR, Roles.OPERATOR})
public class ReceiptResource {
  private static final MediaType FILE = MediaType.valueOf(Receipt.MEDIA_TYPE);

  private final SecurityIdentity identity;
  private final Receipts receipts;

  ReceiptResource(SecurityIdentity identity, Receipts receipts) {
    this.identity = identity;
    this.receipts = receipts;
  }

  /**
   * What a receipt says, for people.
   *
   * @param state SEQUENCED (durable, promised) or PUBLISHED (a checkpoint covers it)
   * @param document SHA-256 of the original, hex
   * @param checkpoint the checkpoint that covers it; none before that
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String recordId,
      String state,
      String schema,
      String document,
      String recordRoot,
      long logIndex,
      @Nullable Covering checkpoint) {}

  /** A checkpoint: of which log, over how many entries, with which root. */
  public record Covering(String origin, long size, String root) {}

  /** The receipt as of now: a file, unless JSON is what the caller likes better. */
  @GET
  @Blocking
  @Produces({Receipt.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Response receipt(@PathParam("id") String id, @Context HttpHeaders headers) {
    RecordRef ref = RecordRef.parse(id).orElseThrow(Receipts::unknown);
    ReceiptIssuer.Issued issued = receipts.issue(Caller.from(identity), ref);
    Response.ResponseBuilder answer = Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (likesJson(headers)) {
      return answer.type(MediaType.APPLICATION_JSON).entity(view(ref, issued)).build();
    }
    return answer
        .type(FILE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"receipt-" + ref + ".cbor\"")
        .entity(issued.receipt().encode())
        .build();
  }

  private static boolean likesJson(HttpHeaders headers) {
    // sorted by the caller's liking
    for (MediaType acceptable : headers.getAcceptableMediaTypes()) {
      if (acceptable.isCompatible(FILE)) {
        return false;
      } else if (acceptable.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return true;
      }
    }
    return false;
  }

  private static View view(RecordRef ref, ReceiptIssuer.Issued issued) {
    Receipt receipt = issued.receipt();
    return new View(
        ref.toString(),
        issued.state() == RecordState.RECORD_STATE_PUBLISHED ? "PUBLISHED" : "SEQUENCED",
        receipt.schema().id(),
        receipt.document(),
        HexFormat.of().formatHex(receipt.recordRoot()),
        receipt.logIndex(),
        receipt.logProof().map(ReceiptResource::covering).orElse(null));
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
