package dev.vitrine.gateway.scitt;

import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.errors.ConciseProblems;
import dev.vitrine.ledger.cose.CborItem;
import dev.vitrine.ledger.cose.CborItems;
import dev.vitrine.ledger.cose.CoseKey;
import dev.vitrine.ledger.cose.ReceiptLog;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;

/**
 * SCRAPI's {@code /.well-known/scitt-keys}: the keys of receipts, for anyone, as COSE keys. A
 * convenience: pin them from a channel you trust. A key's id is its thumbprint (RFC 9679), in paths
 * in base64url.
 */
@Path("/.well-known/scitt-keys")
@PermitAll
public class ScittKeysResource {
  private static final String CBOR = "application/cbor";

  private final TrustRoots roots;

  ScittKeysResource(TrustRoots roots) {
    this.roots = roots;
  }

  /** All keys: a COSE key set (RFC 9052 §7). */
  @GET
  public Response all() {
    return answer(CborItem.of(keys().stream().map(CoseKey::item).toList()));
  }

  /** One key. */
  @GET
  @Path("{kid}")
  public Response one(@PathParam("kid") String kid) {
    return keys().stream()
        .filter(key -> kid(key).equals(kid))
        .findFirst()
        .map(key -> answer(key.item()))
        .orElseGet(
            () -> ConciseProblems.answer("No such key", "No key is known by this key id.", 404));
  }

  private List<CoseKey> keys() {
    return ReceiptLog.of(roots.file().policy()).stream().map(ReceiptLog::key).toList();
  }

  private static String kid(CoseKey key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.thumbprint());
  }

  private static Response answer(CborItem item) {
    return Response.ok(CborItems.encode(item))
        .type(CBOR)
        .header("Cache-Control", "no-cache")
        .build();
  }
}
