package dev.vitrine.gateway.intake;

import dev.vitrine.adapters.fhir.opinion.Finding;
import dev.vitrine.adapters.fhir.opinion.OpinionLimits;
import dev.vitrine.adapters.fhir.opinion.OpinionUnavailableException;
import dev.vitrine.adapters.fhir.opinion.OpinionUnavailableException.Reason;
import dev.vitrine.adapters.fhir.opinion.SecondOpinion;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.VitrineConfig.OpinionMode;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What HAPI's validator says of FHIR resources on their way in, where the operator wants to know:
 * {@code async} takes them whatever it says, and counts and keeps its verdicts; {@code required}
 * takes only what it accepts, and nothing while it can't be asked.
 */
@Singleton
public class FhirOpinions {
  private static final String METER = "vitrine.fhir.opinions";

  private final OpinionMode mode;
  private final @Nullable SecondOpinion opinion;
  private final Duration patience;
  private final Set<String> schemas;
  private final OpinionFile kept;
  private final MeterRegistry metrics;

  @Inject
  FhirOpinions(VitrineConfig config, Formats formats, MeterRegistry metrics) {
    this(
        config.fhir().secondOpinion(),
        limits(config),
        formats.fhir().schemas(),
        config.data().resolve("second-opinions.ndjson"),
        metrics);
  }

  FhirOpinions(
      OpinionMode mode,
      OpinionLimits limits,
      List<Schema> schemas,
      Path file,
      MeterRegistry metrics) {
    this.mode = mode;
    // those of the operator's own templates too, whatever their names
    this.schemas = schemas.stream().map(Schema::id).collect(Collectors.toUnmodifiableSet());
    this.metrics = metrics;
    opinion = mode == OpinionMode.OFF ? null : new SecondOpinion(limits);
    patience = limits.start().plus(limits.each());
    kept = new OpinionFile(file);
  }

  private static OpinionLimits limits(VitrineConfig config) {
    VitrineConfig.Hapi hapi = config.fhir().hapi();
    return new OpinionLimits(
        hapi.folder().orElse(config.data().resolve("hapi")),
        hapi.startTimeout(),
        hapi.timeout(),
        hapi.heapMegabytes(),
        hapi.queue());
  }

  /** Whether HAPI decides, so that what is handed in together is refused together. */
  public boolean required() {
    return mode == OpinionMode.REQUIRED;
  }

  /**
   * Hears HAPI on submissions before they are taken in.
   *
   * @return null where they may go on at once; else done when they may, or failed with a {@link
   *     GatewayException}
   */
  @Nullable CompletableFuture<Void> before(List<Submission> submissions) {
    SecondOpinion asked = opinion;
    if (asked == null) {
      return null;
    }
    List<byte[]> resources =
        submissions.stream()
            .map(Submission::record)
            .filter(record -> schemas.contains(record.schema().id()))
            .map(record -> record.document())
            .toList();
    if (resources.isEmpty()) {
      return null;
    }
    if (mode == OpinionMode.ASYNC) {
      for (byte[] resource : resources) {
        CompletableFuture<List<Finding>> unused = hear(asked.of(resource), resource);
      }
      return null;
    }
    return from(asked, resources, 0);
  }

  /** One after the other, so that a Bundle waits in one place, however many resources it has. */
  private CompletableFuture<Void> from(SecondOpinion asked, List<byte[]> resources, int at) {
    if (at == resources.size()) {
      return CompletableFuture.completedFuture(null);
    }
    byte[] resource = resources.get(at);
    return hear(asked.of(resource).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS), resource)
        .handle(
            (findings, failure) -> {
              if (failure != null) {
                throw refusal(failure);
              }
              if (!findings.isEmpty()) {
                throw refusal(findings, at, resources.size());
              }
              return findings;
            })
        .thenCompose(accepted -> from(asked, resources, at + 1));
  }

  private CompletableFuture<List<Finding>> hear(
      CompletableFuture<List<Finding>> answer, byte[] resource) {
    return answer.whenComplete(
        (findings, failure) -> {
          String verdict = verdict(findings, failure);
          metrics.counter(METER, "verdict", verdict).increment();
          // of what is skipped there may be as many as are sent, on the sender's thread
          if (verdict.equals("refused") || verdict.equals("failed")) {
            kept.add(resource, verdict, findings == null ? List.of() : findings);
          }
          if (mode == OpinionMode.ASYNC && verdict.equals("refused")) {
            Log.warn("HAPI's validator refuses a resource that was taken; see " + kept);
          }
          if (verdict.equals("failed")) {
            Log.warn("HAPI's validator gave no second opinion: " + why(failure));
          }
        });
  }

  private static String verdict(@Nullable List<Finding> findings, @Nullable Throwable failure) {
    if (failure instanceof OpinionUnavailableException unavailable) {
      return unavailable.reason() == Reason.FULL ? "skipped" : "failed";
    }
    return findings == null ? "failed" : findings.isEmpty() ? "accepted" : "refused";
  }

  /** Never a message, which could hold something of the resource. */
  private static String why(@Nullable Throwable failure) {
    return failure instanceof OpinionUnavailableException unavailable
        ? unavailable.reason().name()
        : failure == null ? "" : failure.getClass().getSimpleName();
  }

  private static RuntimeException refusal(List<Finding> findings, int at, int of) {
    String which = of == 1 ? "" : ", resource " + (at + 1) + " of the " + of + " sent together";
    return new GatewayException.InvalidRequest(
        "Refused by the second opinion; nothing of what was sent together was taken.",
        findings.stream()
            .map(
                finding ->
                    new Problem(
                        "second-opinion",
                        finding.location(),
                        "HAPI's validator refuses this (" + finding.code() + ")" + which + ".",
                        "Validate the resource with HAPI FHIR, which says it in full."))
            .toList());
  }

  private static RuntimeException refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new GatewayException.Unavailable(
        "The second opinion that this gateway requires is not to be had now; try again later.",
        cause);
  }

  @PreDestroy
  void stop() {
    if (opinion != null) {
      opinion.close();
    }
  }
}
