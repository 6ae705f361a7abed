package dev.vitrine.gateway.witness;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SigningException;
import dev.vitrine.ledger.witness.AddCheckpoint;
import dev.vitrine.ledger.witness.Witness;
import dev.vitrine.ledger.witness.WitnessAnswer;
import dev.vitrine.ledger.witness.WitnessStoreException;
import dev.vitrine.proofs.encoding.Sha256;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * This gateway as a witness of other logs (C2SP tlog-witness), for anyone: requests are believed
 * only as far as the log's signature goes. Bodies are bounded, and so is the work at once.
 */
@Path("/witness")
@PermitAll
@Blocking
public class WitnessResource {
  private static final int AT_ONCE = 4;
  private static final long PATIENCE_MILLIS = 2_000;
  private static final String NO_CACHE = "no-cache";

  private final Witness witness;
  private final KnownLogs logs;
  private final MeterRegistry metrics;
  private final Semaphore work = new Semaphore(AT_ONCE, true);

  WitnessResource(Witness witness, KnownLogs logs, MeterRegistry metrics) {
    this.witness = witness;
    this.logs = logs;
    this.metrics = metrics;
  }

  /** Cosigns a checkpoint that extends the last one cosigned. */
  @POST
  @Path("/add-checkpoint")
  public Response addCheckpoint(InputStream body) {
    byte[] request = read(body);
    if (!admitted()) {
      metrics.counter("vitrine.witness.answers", "status", "503").increment();
      return Response.status(503).header("Retry-After", "1").build();
    }
    WitnessAnswer answer;
    try {
      answer = witness.addCheckpoint(request);
    } catch (WitnessStoreException | SigningException e) {
      metrics.counter("vitrine.witness.answers", "status", "503").increment();
      throw new GatewayException.Unavailable("The witness can't answer now; try again.", e);
    } finally {
      work.release();
    }
    metrics
        .counter("vitrine.witness.answers", "status", Integer.toString(answer.status()))
        .increment();
    return Response.status(answer.status()).entity(answer.bytes()).type(answer.mediaType()).build();
  }

  /** The last checkpoint this witness cosigned of a log, for monitors. */
  @GET
  @Path("/{log: [0-9a-f]{64}}/checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  public Response latest(@PathParam("log") String log) {
    return logs.get().logs().stream()
        .map(NoteVerifier::name)
        .filter(origin -> named(origin).equals(log))
        .findFirst()
        .flatMap(this::latestOf)
        .map(note -> Response.ok(note).header("Cache-Control", NO_CACHE).build())
        .orElseThrow(
            () -> new GatewayException.NotFound("This witness has cosigned nothing of that log."));
  }

  /** The witness's keys as vkeys, a line each: a convenience. Get them over a trusted channel. */
  @GET
  @Path("/keys")
  @Produces(MediaType.TEXT_PLAIN)
  public Response keys() {
    StringBuilder text = new StringBuilder();
    witness.verifiers().forEach(key -> text.append(key).append('\n'));
    return Response.ok(text.toString().getBytes(StandardCharsets.UTF_8))
        .header("Cache-Control", NO_CACHE)
        .build();
  }

  private Optional<byte[]> latestOf(String origin) {
    try {
      return witness.latest(origin).map(SignedCheckpoint::bytes);
    } catch (WitnessStoreException | SigningException e) {
      throw new GatewayException.Unavailable("The witness can't answer now; try again.", e);
    }
  }

  private boolean admitted() {
    try {
      return work.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One byte more than is allowed at most, which is then refused as malformed. */
  private static byte[] read(InputStream body) {
    try (body) {
      return body.readNBytes(AddCheckpoint.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new GatewayException.InvalidRequest("The body could not be read to its end.");
    }
  }

  private static String named(String origin) {
    return HexFormat.of().formatHex(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)));
  }
}
