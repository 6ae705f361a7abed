package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was agreed when somebody subscribed; it never changes. Shows nothing in {@link #toString},
 * since the address can be as secret as the token.
 *
 * @param query its name
 * @param destination where deliveries go
 * @param signatureToken signs them; empty for none
 * @param caller who subscribed, as the token said then: what is delivered is what this caller may
 *     see
 * @param schedule the fields that were given; empty for a stream
 * @param reportIfEmpty whether runs that find nothing are delivered
 * @param initialRecordTime as it was given
 * @param epcFormat the form of identifiers, as it was asked for
 */
record Terms(
    String query,
    Destination destination,
    Optional<String> signatureToken,
    Caller caller,
    Map<String, String> schedule,
    boolean reportIfEmpty,
    Optional<Instant> initialRecordTime,
    Optional<String> epcFormat) {
  private static final int VERSION = 1;
  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_WORDS = 1024;

  Terms {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String field : Schedule.FIELDS) {
      String text = schedule.get(field);
      if (text != null) {
        ordered.put(field, text);
      }
    }
    schedule = java.util.Collections.unmodifiableMap(ordered);
  }

  boolean stream() {
    return schedule.isEmpty();
  }

  /** What tells two subscriptions of one party to one query apart. */
  String same() {
    return String.join(
        "\0",
        destination.text(),
        schedule.toString(),
        Boolean.toString(reportIfEmpty),
        epcFormat.orElse(""),
        caller.purpose().map(Enum::name).orElse(""),
        String.join(",", new TreeSet<>(caller.roles())));
  }

  /** As it is kept, to be sealed. */
  byte[] encode() {
    CborWriter out = new CborWriter().array(13).unsigned(VERSION).text(query);
    out.text(destination.text()).text(signatureToken.orElse(""));
    out.text(caller.subject()).text(caller.party().orElse(""));
    texts(out, new TreeSet<>(caller.roles()));
    out.text(caller.purpose().map(Enum::name).orElse(""));
    texts(out, new TreeSet<>(caller.scopes()));
    out.map(schedule.size());
    schedule.forEach((name, text) -> out.text(name).text(text));
    out.bool(reportIfEmpty);
    out.text(initialRecordTime.map(Instant::toString).orElse(""));
    return out.text(epcFormat.orElse("")).toBytes();
  }

  /**
   * Undoes {@link #encode}.
   *
   * @throws IllegalStateException if these are no terms: then the row is not one of this version
   */
  static Terms decode(byte[] encoded) {
    try {
      CborReader in = new CborReader(encoded);
      in.arrayOf(13);
      if (in.unsigned(VERSION) != VERSION) {
        throw new IllegalStateException("terms of another version");
      }
      String query = in.text(MAX_TEXT);
      Destination destination = Destination.of(in.text(MAX_TEXT));
      Optional<String> token = some(in.text(MAX_TEXT));
      String subject = in.text(MAX_TEXT);
      Optional<String> party = some(in.text(MAX_TEXT));
      Set<String> roles = texts(in);
      Optional<Purpose> purpose = Purpose.of(in.text(MAX_TEXT));
      Caller caller = new Caller(subject, party, roles, purpose, texts(in));
      Map<String, String> schedule = new LinkedHashMap<>();
      int fields = in.map(Schedule.FIELDS.size());
      for (int i = 0; i < fields; i++) {
        schedule.put(in.text(MAX_TEXT), in.text(MAX_TEXT));
      }
      boolean reportIfEmpty = in.bool();
      Optional<Instant> initial = some(in.text(MAX_TEXT)).map(Instant::parse);
      Optional<String> form = some(in.text(MAX_TEXT));
      in.end();
      return new Terms(query, destination, token, caller, schedule, reportIfEmpty, initial, form);
    } catch (CborException e) {
      throw new IllegalStateException("not the terms of a subscription", e);
    }
  }

  @Override
  public String toString() {
    return "Terms[secret]";
  }

  private static void texts(CborWriter out, Collection<String> texts) {
    out.array(texts.size());
    texts.forEach(out::text);
  }

  private static Set<String> texts(CborReader in) throws CborException {
    Set<String> texts = new HashSet<>();
    int count = in.array(MAX_WORDS);
    for (int i = 0; i < count; i++) {
      texts.add(in.text(MAX_TEXT));
    }
    return texts;
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
