package dev.vitrine.gateway.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
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
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /trace/{epc}/custody}: an object's chain of custody, as JSON to look at or as a
 * presentation that verifies offline.
 */
@Path("/trace/{epc}/custody")
@RolesAllowed({Roles.SUPPLIER, Roles.HOSPITAL})
@Blocking
public class CustodyResource {
  /** Who takes anything gets what people can read. */
  private static final String ONLY_ASKED = ";qs=0.5";

  private final SecurityIdentity identity;
  private final CustodyChains chains;

  CustodyResource(SecurityIdentity identity, CustodyChains chains) {
    this.identity = identity;
    this.chains = chains;
  }

  /**
   * A chain, for people.
   *
   * @param epc the object, in canonical form
   * @param from the number of the first step that is shown
   */
  public record View(String epc, int from, List<StepView> steps) {}

  /**
   * A step.
   *
   * @param late whether the event's time lies before that of an event taken earlier
   * @param recordRoot the custody record's root, hex: what the next step names
   * @param previous the root that it goes on from, hex; none for the first
   * @param shown what else may be shown of it, by slot
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StepView(
      int sequence,
      String recordId,
      boolean late,
      String recordRoot,
      @Nullable String previous,
      Map<String, String> shown) {}

  /** The chain as JSON. Proves nothing. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response view(
      @PathParam("epc") String epc, @QueryParam("from") @DefaultValue("1") String from) {
    List<CustodyChains.Seen> seen = chains.view(Caller.from(identity), epc, number(from));
    List<StepView> steps = new ArrayList<>();
    for (CustodyChains.Seen one : seen) {
      steps.add(
          new StepView(
              one.step().sequence(),
              one.opened().found().ref().toString(),
              one.step().late(),
              HexFormat.of().formatHex(one.opened().found().root()),
              one.step().previous().map(HexFormat.of()::formatHex).orElse(null),
              values(one)));
    }
    return Response.ok(new View(CanonicalEpc.of(epc), steps.get(0).sequence(), steps))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /** The chain as a presentation: check it with {@code vitrine verify --require-custody}. */
  @GET
  @Produces(Presentation.MEDIA_TYPE + ONLY_ASKED)
  public Response prove(
      @PathParam("epc") String epc,
      @QueryParam("from") @DefaultValue("1") String from,
      @QueryParam("audience") @DefaultValue("") String audience,
      @QueryParam("nonce") @DefaultValue("") String nonce) {
    byte[] file = chains.prove(Caller.from(identity), epc, number(from), audience, bytes(nonce));
    return Response.ok(file, Presentation.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"custody.cbor\"")
        .build();
  }

  private static Map<String, String> values(CustodyChains.Seen seen) {
    Schema schema = seen.opened().found().schema();
    Map<String, String> values = new TreeMap<>();
    for (String name : seen.shown()) {
      byte[] value = seen.opened().record().commitment().value(schema.indexOf(name));
      Slot slot = schema.slot(name);
      if (value != null && slot.kind() == SlotKind.TEXT && !name.equals(Schema.DOCUMENT)) {
        values.put(name, new String(value, StandardCharsets.UTF_8));
      } else if (value != null && slot.unit().equals("ms")) {
        long millis = slot.decode(new BigInteger(1, value).longValue()).longValueExact();
        values.put(name, Instant.ofEpochMilli(millis).toString());
      } else if (value != null && name.equals("event")) {
        values.put(name, HexFormat.of().formatHex(value));
      }
    }
    return values;
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new GatewayException.InvalidRequest("\"from\" is the number of a step, 1 or more.");
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
