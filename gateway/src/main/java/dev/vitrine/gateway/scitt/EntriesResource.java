package dev.vitrine.gateway.scitt;

import dev.vitrine.gateway.errors.ConciseProblems;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.ledger.cose.CoseAlgorithm;
import dev.vitrine.ledger.cose.CoseHeader;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.MalformedCoseException;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.verdict.RefusedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SCRAPI's {@code POST /entries} and {@code GET /entries/{id}} (draft-ietf-scitt-scrapi): signed
 * statements in, COSE receipts out. An entry's id is the statement's digest in hex, so its holder
 * knows it without asking. Refusals are Concise Problem Details.
 */
@Path("/entries")
@Blocking
public class EntriesResource {
  /** The media type of statements and receipts in SCRAPI. */
  static final String COSE = "application/cose";

  /** The longest statement in bytes. */
  static final int MAX_STATEMENT = 64 << 10;

  private static final int RETRY_SECONDS = 1;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{" + 2 * Sha256.LENGTH + "}");

  private final SecurityIdentity identity;
  private final RegistrationPolicy policy;
  private final Registration registration;

  EntriesResource(SecurityIdentity identity, RegistrationPolicy policy, Registration registration) {
    this.identity = identity;
    this.policy = policy;
    this.registration = registration;
  }

  /** Registers a statement: 201 with the receipt, or 303 to where it will be. */
  @POST
  @Consumes({COSE, SignedStatement.MEDIA_TYPE})
  @RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
  public Response register(byte[] body) {
    String party = Caller.from(identity).requireParty();
    if (body.length > MAX_STATEMENT) {
      return ConciseProblems.answer(
          "Too large", "A statement has at most " + MAX_STATEMENT + " bytes.", 413);
    }
    SignedStatement statement;
    try {
      statement = SignedStatement.parse(body).bare();
    } catch (MalformedCoseException e) {
      return ConciseProblems.answer("Malformed request", e.getMessage(), 400);
    }
    Optional<Response> refused = refused(statement);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<CoseSign1> receipt = registration.register(statement, party);
    URI location = location(HexFormat.of().formatHex(statement.digest()));
    return receipt.isPresent()
        ? receipt(Response.created(location), receipt.get())
        : running(Response.seeOther(location));
  }

  /** A statement's receipt, under the newest checkpoint: 200, or 302 while there is none. */
  @GET
  @Path("{id}")
  @RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL, Roles.RESEARCHER, Roles.AUDITOR, Roles.OPERATOR})
  public Response resolve(@PathParam("id") String id) {
    if (!ID.matcher(id).matches()) {
      return ConciseProblems.answer(
          "Invalid locator", "An entry's id is the statement's digest, 64 hex digits.", 400);
    }
    Optional<CoseSign1> receipt = registration.resolve(HexFormat.of().parseHex(id));
    return receipt.isPresent()
        ? receipt(Response.ok().location(location(id)), receipt.get())
        : running(Response.status(Response.Status.FOUND).location(location(id)));
  }

  private Optional<Response> refused(SignedStatement statement) {
    CoseHeader header = statement.message().protectedHeader();
    try {
      Optional<Long> algorithm = header.integer(CoseHeader.ALG);
      if (algorithm.isPresent() && CoseAlgorithm.of(algorithm.get()).isEmpty()) {
        return Optional.of(
            ConciseProblems.answer(
                "Bad Signature Algorithm",
                "Algorithm " + algorithm.get() + " is not supported.",
                400));
      }
    } catch (MalformedCoseException e) {
      return Optional.of(ConciseProblems.answer("Malformed request", e.getMessage(), 400));
    }
    if (statement.message().payload().isEmpty()) {
      return Optional.of(
          ConciseProblems.answer(
              "Payload Missing", "The payload must be in the statement, not beside it.", 400));
    }
    try {
      policy.require(statement);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(
          ConciseProblems.answer("Rejected", e.step() + ": " + e.reason() + ".", 400));
    }
  }

  private static Response receipt(Response.ResponseBuilder answer, CoseSign1 receipt) {
    return answer
        .type(COSE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(receipt.encode())
        .build();
  }

  private static Response running(Response.ResponseBuilder answer) {
    return answer
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static URI location(String id) {
    return URI.create("/entries/" + id);
  }
}
