package dev.vitrine.gateway.disclosure;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.intake.Intake;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Commits disclosures to the log: an answer may leave only after {@link #commit} has returned. */
@Startup
@Singleton
public class Disclosures {
  /** Under whose name disclosures are stored: the gateway's own. */
  public static final String SENDER = "vitrine";

  private static final long PATIENCE_SECONDS = 30;

  private final Intake intake;
  private final SchemaStore schemas;
  private final Clock clock;

  Disclosures(Intake intake, SchemaStore schemas, Clock clock) {
    this.intake = intake;
    this.schemas = schemas;
    this.clock = clock;
  }

  @PostConstruct
  void register() {
    schemas.register(List.of(DisclosureFormat.SCHEMA));
  }

  /** The schema of disclosures. */
  public static Schema schema() {
    return DisclosureFormat.SCHEMA;
  }

  /** Every primitive of a disclosure's document. */
  public static List<Element> elements(byte[] document) {
    return DisclosureFormat.elements(document);
  }

  /**
   * One disclosure.
   *
   * @param subjects tags that name the data's subjects, as {@code patient=Patient/1}
   * @param consent the patients' consents that decided, as in {@link Decision}
   */
  public record Entry(Disclosed disclosed, List<String> subjects, String consent) {
    /** Of what no consent decided on. */
    public Entry(Disclosed disclosed, List<String> subjects) {
      this(disclosed, subjects, "");
    }
  }

  /**
   * Makes disclosures durable, all or none.
   *
   * @return where they stand, in order
   * @throws GatewayException if it could not be: then nothing may be shown
   */
  public List<Accepted> commit(List<Entry> entries) {
    long now = clock.millis();
    List<Submission> records =
        entries.stream()
            .map(entry -> new Submission(DisclosureFormat.record(entry, now), List.of()))
            .toList();
    try {
      return intake.submit(SENDER, records).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof GatewayException refusal
          ? refusal
          : new GatewayException.Internal(e);
    } catch (TimeoutException e) {
      throw new GatewayException.Unavailable(
          "The disclosure could not be logged in time; nothing was shown.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException.Unavailable("The gateway is stopping.", e);
    }
  }
}
