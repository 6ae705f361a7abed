package dev.vitrine.gateway.intake;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** The capture jobs of each party. May be called on any thread; nothing blocks. */
@ApplicationScoped
public class CaptureJobs {
  private static final String PAGE =
      """
      select new dev.vitrine.gateway.intake.CaptureSummary(
        j.id, j.createdAt, j.finishedAt, j.running, j.success, j.errorBehaviour, j.errors,
        j.eventCount)
      from CaptureJob j where j.party = :party
      """;
  private static final String AFTER =
      " and (j.createdAt < :time or j.createdAt = :time and j.id < :id)";
  private static final String NEWEST_FIRST = " order by j.createdAt desc, j.id desc";

  private final Mutiny.SessionFactory sessions;
  private final Vertx vertx;

  CaptureJobs(Mutiny.SessionFactory sessions, Vertx vertx) {
    this.sessions = sessions;
    this.vertx = vertx;
  }

  /** Makes a job durable. */
  Uni<Void> save(CaptureJob job) {
    return onEventLoop(
        () -> sessions.withStatelessTransaction((session, transaction) -> session.insert(job)));
  }

  /** The job, if it is this party's. */
  Uni<Optional<CaptureJob>> find(String party, UUID id) {
    return onEventLoop(
        () ->
            sessions
                .withStatelessSession(session -> session.get(CaptureJob.class, id))
                .map(job -> Optional.ofNullable(job).filter(found -> found.party.equals(party))));
  }

  /** A party's jobs, newest first: the first {@code count}, or those after {@code last}. */
  Uni<List<CaptureSummary>> newest(String party, Optional<CaptureSummary> last, int count) {
    return onEventLoop(
        () ->
            sessions.withStatelessSession(
                session -> {
                  var query =
                      session
                          .createSelectionQuery(
                              PAGE + (last.isPresent() ? AFTER : "") + NEWEST_FIRST,
                              CaptureSummary.class)
                          .setParameter("party", party)
                          .setMaxResults(count);
                  last.ifPresent(
                      job ->
                          query
                              .setParameter("time", job.createdAt())
                              .setParameter("id", job.captureID()));
                  return query.getResultList();
                }));
  }

  /** The reactive session lives on an event loop only, and callers come from workers too. */
  private <T> Uni<T> onEventLoop(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
              VertxContextSafetyToggle.setContextSafe(context, true);
              context.runOnContext(
                  ignored ->
                      Uni.createFrom()
                          .deferred(work::get)
                          .subscribe()
                          .with(emitter::complete, emitter::fail));
            });
  }
}
