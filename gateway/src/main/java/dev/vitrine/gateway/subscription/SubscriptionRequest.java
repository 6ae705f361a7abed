package dev.vitrine.gateway.subscription;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueReader;
import dev.vitrine.gateway.epcis.EpcisRefusal;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is posted to subscribe (EPCIS 2.0, OpenAPI schema AbstractQuerySubscription). */
final class SubscriptionRequest {
  /** The longest body. */
  static final int MAX_BYTES = 16_384;

  private static final Set<String> MEMBERS =
      Set.of(
          "dest",
          "url",
          "signatureToken",
          "reportIfEmpty",
          "initialRecordTime",
          "schedule",
          "stream");
  private static final int MIN_TOKEN = 16;
  private static final int MAX_TOKEN = 256;

  private SubscriptionRequest() {}

  /**
   * Reads one.
   *
   * @param query the query's name
   * @param epcFormat as the header has it
   * @throws EpcisRefusal if its form or one of its controls is wrong
   * @throws GatewayException.InvalidRequest if it is no JSON
   */
  static Terms read(
      byte[] body, String query, Caller caller, Optional<String> epcFormat, Instant now) {
    Value.Members sent = members(body);
    String dest = sent.text("dest") == null ? sent.text("url") : sent.text("dest");
    if (dest == null || (sent.get("dest") != null && sent.get("url") != null)) {
      throw invalid("dest: give the address for deliveries once, as a text.");
    }
    Map<String, String> schedule = schedule(sent);
    boolean reportIfEmpty = flag(sent, "reportIfEmpty");
    if (reportIfEmpty && schedule.isEmpty()) {
      throw controls("reportIfEmpty: a stream reports when there is something; leave it out.");
    }
    return new Terms(
        query,
        Destination.of(dest),
        token(sent),
        caller,
        schedule,
        reportIfEmpty,
        initialRecordTime(sent, now),
        epcFormat);
  }

  private static Value.Members members(byte[] body) {
    Value value;
    try {
      value = ValueReader.read(body);
    } catch (InvalidDocumentException e) {
      throw new GatewayException.InvalidRequest("The subscription is refused.", e.problems());
    }
    if (!(value instanceof Value.Members members)
        || !MEMBERS.containsAll(members.members().keySet())) {
      throw invalid(
          "Send an object with dest, signatureToken, reportIfEmpty, initialRecordTime, and schedule"
              + " or stream, and no other members.");
    }
    return members;
  }

  /** The schedule's fields; none for a stream. */
  private static Map<String, String> schedule(Value.Members sent) {
    boolean stream = flag(sent, "stream");
    @Nullable Value given = sent.get("schedule");
    if (stream == (given != null)) {
      throw controls("Give a schedule, or \"stream\": true, and not both.");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    if (given == null) {
      return fields;
    }
    if (!(given instanceof Value.Members schedule)) {
      throw controls("schedule: it is an object with texts.");
    }
    schedule
        .members()
        .forEach(
            (name, value) -> {
              if (!Schedule.FIELDS.contains(name) || !(value instanceof Value.Text text)) {
                throw controls(
                    "schedule: its members are texts, named " + String.join(", ", Schedule.FIELDS));
              }
              fields.put(name, text.text());
            });
    Schedule unused = Schedule.of(fields);
    return fields;
  }

  private static Optional<String> token(Value.Members sent) {
    if (sent.get("signatureToken") == null) {
      return Optional.empty();
    }
    String token = sent.text("signatureToken");
    if (token == null
        || token.length() < MIN_TOKEN
        || token.length() > MAX_TOKEN
        || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw invalid(
          "signatureToken: it is random, and has "
              + MIN_TOKEN
              + " to "
              + MAX_TOKEN
              + " characters of ASCII without spaces.");
    }
    return Optional.of(token);
  }

  private static Optional<Instant> initialRecordTime(Value.Members sent, Instant now) {
    if (sent.get("initialRecordTime") == null) {
      return Optional.empty();
    }
    try {
      String text = sent.text("initialRecordTime");
      Instant time = text == null ? Instant.MAX : OffsetDateTime.parse(text).toInstant();
      if (!time.isAfter(now)) {
        return Optional.of(time);
      }
    } catch (DateTimeException e) {
      // refused with the others
    }
    throw controls("initialRecordTime: it is a time with its zone, and not in the future.");
  }

  private static boolean flag(Value.Members sent, String name) {
    @Nullable Value value = sent.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Value.Flag flag) {
      return flag.value();
    }
    throw invalid(name + ": it is true or false.");
  }

  private static EpcisRefusal invalid(String detail) {
    return new EpcisRefusal(EpcisRefusal.Kind.VALIDATION, detail);
  }

  private static EpcisRefusal controls(String detail) {
    return new EpcisRefusal(EpcisRefusal.Kind.CONTROLS, detail);
  }
}
