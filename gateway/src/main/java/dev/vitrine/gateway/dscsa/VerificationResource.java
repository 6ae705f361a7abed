package dev.vitrine.gateway.dscsa;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Statement;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verification of product identifiers (GS1 Lightweight Messaging Standard 1.0.2, §5 to §7), as JSON
 * or with a proof; and the proof for a saleable return.
 */
@Path("/")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
@Blocking
public class VerificationResource {
  /** Who takes anything gets what people can read. */
  private static final String ONLY_ASKED = ";qs=0.5";

  private static final String PACK = "verify/gtin/{gtin}/lot/{lot}/ser/{ser}";
  private static final String LINK_TYPE = "verificationService";
  private static final String CONTEXT = "dscsaSaleableReturn";

  private final SecurityIdentity identity;
  private final PackVerification verification;
  private final SaleableReturn returns;
  private final Clock clock;

  VerificationResource(
      SecurityIdentity identity,
      PackVerification verification,
      SaleableReturn returns,
      Clock clock) {
    this.identity = identity;
    this.verification = verification;
    this.returns = returns;
    this.clock = clock;
  }

  /** The standard's answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      String verificationTimestamp, String responderGLN, Data data, @Nullable String corrUUID) {}

  /** Its data. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Data(
      boolean verified,
      @Nullable String verificationFailureReason,
      @Nullable String additionalInfo) {}

  /** Who would answer. */
  public record Responder(String responderGLN) {}

  /** Whether packs of a GTIN are verified here for the caller. */
  @GET
  @Path("checkConnectivity")
  @Produces(MediaType.APPLICATION_JSON)
  public Responder connectivity(
      @QueryParam("gtin") @DefaultValue("") String gtin,
      @QueryParam("context") @DefaultValue(CONTEXT) String context) {
    require("context", context, CONTEXT);
    String padded = pack(gtin, "0", "0", "000100").gtin();
    return new Responder(verification.owner(Caller.from(identity), padded).gln());
  }

  /** Verifies a pack. */
  @GET
  @Path(PACK)
  @Produces(MediaType.APPLICATION_JSON)
  public Response verify(
      @PathParam("gtin") String gtin,
      @PathParam("lot") String lot,
      @PathParam("ser") String serial,
      @QueryParam("exp") @DefaultValue("") String expiry,
      @QueryParam("linkType") @DefaultValue(LINK_TYPE) String linkType,
      @QueryParam("context") @DefaultValue(CONTEXT) String context,
      @QueryParam("corrUUID") @Nullable String corrUuid) {
    require("linkType", linkType, LINK_TYPE);
    require("context", context, CONTEXT);
    if (corrUuid != null && !isUuid(corrUuid)) {
      throw new GatewayException.InvalidRequest("\"corrUUID\" is no UUID.");
    }
    PackVerification.Answer answer =
        verification.verify(Caller.from(identity), pack(gtin, lot, serial, expiry));
    Data data =
        new Data(
            answer.failure().isEmpty(),
            answer.failure().map(FailureReason::code).orElse(null),
            answer.additionalInfo().orElse(null));
    return Response.ok(
            new Answer(
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                answer.gln(),
                data,
                corrUuid))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** Verifies a pack, with the proof that its owner commissioned it so. */
  @GET
  @Path(PACK)
  @Produces(Presentation.MEDIA_TYPE + ONLY_ASKED)
  public Response proof(
      @PathParam("gtin") String gtin,
      @PathParam("lot") String lot,
      @PathParam("ser") String serial,
      @QueryParam("exp") @DefaultValue("") String expiry,
      @QueryParam("audience") @DefaultValue("") String audience,
      @QueryParam("nonce") @DefaultValue("") String nonce) {
    return file(
        returns.commissioned(
            Caller.from(identity), pack(gtin, lot, serial, expiry), audience, bytes(nonce)));
  }

  /** Proves what a pack that came back needs to be sold again. */
  @GET
  @Path(PACK + "/saleable-return")
  @Produces(Presentation.MEDIA_TYPE)
  public Response saleableReturn(
      @PathParam("gtin") String gtin,
      @PathParam("lot") String lot,
      @PathParam("ser") String serial,
      @QueryParam("exp") @DefaultValue("") String expiry,
      @QueryParam("audience") @DefaultValue("") String audience,
      @QueryParam("nonce") @DefaultValue("") String nonce,
      @QueryParam("recalls") @DefaultValue("") String recalls) {
    return file(
        returns.saleable(
            Caller.from(identity),
            pack(gtin, lot, serial, expiry),
            audience,
            bytes(nonce),
            descriptor(recalls)));
  }

  private static Response file(byte[] presentation) {
    return Response.ok(presentation, Presentation.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"pack.cbor\"")
        .build();
  }

  private static Pack pack(String gtin, String lot, String serial, String expiry) {
    try {
      return Pack.of(gtin, lot, serial, expiry);
    } catch (IllegalArgumentException e) {
      throw new GatewayException.InvalidRequest(
          "That is on no pack: a GTIN with its check digit, a lot and a serial number of 1 to 20"
              + " characters, and \"exp\" as YYMMDD.");
    }
  }

  private static void require(String parameter, String given, String wanted) {
    if (!given.equals(wanted)) {
      throw new GatewayException.InvalidRequest(
          "\"" + parameter + "\" can only be " + wanted + " here.");
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] descriptor(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new GatewayException.InvalidRequest(
          "\"recalls\" is a set's signed descriptor in base64url.");
    }
  }

  private static byte[] bytes(String hex) {
    try {
      byte[] nonce = HexFormat.of().parseHex(hex);
      if (nonce.length >= Statement.MIN_NONCE && nonce.length <= Statement.MAX_NONCE) {
        return nonce;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new GatewayException.InvalidRequest(
        "\"nonce\" is " + Statement.MIN_NONCE + " to " + Statement.MAX_NONCE + " bytes in hex.");
  }
}
