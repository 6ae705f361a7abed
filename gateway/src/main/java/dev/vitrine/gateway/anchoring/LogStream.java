package dev.vitrine.gateway.anchoring;

import dev.vitrine.gateway.audit.Publisher;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code GET /log/stream}: Server-Sent Events for anyone. The newest checkpoint at once, then every
 * one as it is published ({@code checkpoint}) and every anchor as its state changes ({@code
 * anchor}). A subscriber that does not keep up misses some; none is promised twice or in order of
 * size. Nothing in it is to be believed: a checkpoint's signatures are in its note.
 */
@Path("/log/stream")
@PermitAll
public class LogStream {
  /** The most subscribers at once. */
  static final int MAX_SUBSCRIBERS = 256;

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Publisher publisher;
  private final Ledgers ledgers;
  private final AtomicInteger subscribers = new AtomicInteger();

  LogStream(Publisher publisher, Ledgers ledgers) {
    this.publisher = publisher;
    this.ledgers = ledgers;
  }

  /** A checkpoint as an event's data. */
  record CheckpointEvent(String origin, long size, String root, String note) {
    static CheckpointEvent of(SignedCheckpoint signed) {
      return new CheckpointEvent(
          signed.checkpoint().origin(),
          signed.checkpoint().size(),
          HexFormat.of().formatHex(signed.checkpoint().root()),
          new String(signed.bytes(), StandardCharsets.UTF_8));
    }
  }

  /** The stream; ends only when the subscriber or the gateway does. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> stream(@Context Sse sse) {
    if (subscribers.incrementAndGet() > MAX_SUBSCRIBERS) {
      subscribers.decrementAndGet();
      throw new GatewayException.Unavailable(
          "Too many listen already; poll /log/checkpoint instead.", null);
    }
    AtomicLong told = new AtomicLong(-1);
    Multi<SignedCheckpoint> now =
        Multi.createFrom()
            .optional(() -> publisher.view().latest())
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    // later ones are listened for first, or one made in between would be missed
    Multi<OutboundSseEvent> checkpoints =
        Multi.createBy()
            .merging()
            .streams(publisher.checkpoints(), now)
            .filter(signed -> newer(signed.checkpoint().size(), told))
            .map(
                signed ->
                    event(
                        sse,
                        "checkpoint",
                        Long.toString(signed.checkpoint().size()),
                        CheckpointEvent.of(signed)));
    Multi<OutboundSseEvent> anchors =
        ledgers
            .changes()
            .map(row -> event(sse, "anchor", AnchorName.of(row).toString(), AnchorView.brief(row)));
    Multi<OutboundSseEvent> heartbeats =
        Multi.createFrom()
            .ticks()
            .every(HEARTBEAT)
            .onOverflow()
            .drop()
            .map(tick -> sse.newEventBuilder().comment("still here").build());
    return Multi.createBy()
        .merging()
        .streams(checkpoints, anchors, heartbeats)
        .onTermination()
        .invoke(() -> subscribers.decrementAndGet());
  }

  private static boolean newer(long size, AtomicLong told) {
    return told.getAndAccumulate(size, Math::max) < size;
  }

  private static OutboundSseEvent event(Sse sse, String name, String id, Object data) {
    return sse.newEventBuilder()
        .name(name)
        .id(id)
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(data)
        .build();
  }
}
