package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a record becomes the messages of a BBS signature (protocol §6): record root, the log's
 * origin, the day, then every slot. The day is coarse enough that all presentations of a day look
 * alike. An own api_id separates this mapping from any other.
 */
final class PrivateMessages {
  /** Messages before the first slot. */
  static final int FIRST_SLOT = 3;

  /** Where the record root stands: never shown. */
  static final int ROOT = 0;

  /** Where the log's origin stands: always shown. */
  static final int ORIGIN = 1;

  /** Where the day stands: always shown. */
  static final int EPOCH = 2;

  private static final int NAME = 0xf0;
  private static final int RECORD_ROOT = 0xf1;

  /** The generators take milliseconds to derive; there are few suites, so they are kept. */
  private static final Map<String, PrivateMessages> CACHE = new ConcurrentHashMap<>();

  private final Bbs bbs;

  /** The mapping for this curve backend and suite. */
  static PrivateMessages of(Curve curve, BbsSuite suite) {
    return CACHE.computeIfAbsent(
        curve.backendName() + suite.id(), name -> new PrivateMessages(curve, suite));
  }

  private PrivateMessages(Curve curve, BbsSuite suite) {
    byte[] apiId = (suite.id() + "VITRINE_V2_").getBytes(StandardCharsets.US_ASCII);
    this.bbs = new Bbs(curve, suite, apiId);
  }

  Bbs bbs() {
    return bbs;
  }

  /** Every message of a record, in order. */
  static List<Scalar> all(RecordCommitment record, String origin, long issuedAtMillis) {
    Schema schema = record.schema();
    List<Scalar> all = new ArrayList<>();
    all.add(SlotScalar.hashed(RECORD_ROOT, record.root()));
    all.addAll(open(origin, issuedAtMillis));
    for (int i = 0; i < schema.slots().size(); i++) {
      all.add(SlotScalar.of(schema.slots().get(i).kind(), record.value(i)));
    }
    return all;
  }

  /** The messages that are always shown: origin and day. */
  private static List<Scalar> open(String origin, long issuedAtMillis) {
    return List.of(
        SlotScalar.hashed(NAME, origin.getBytes(StandardCharsets.UTF_8)),
        Scalar.of(issuedAtMillis / Duration.ofDays(1).toMillis()));
  }

  /** Indexes of the messages that a claim shows: origin, day, and its slots. */
  static List<Integer> shown(RecordClaim claim) {
    List<Integer> shown = new ArrayList<>(List.of(ORIGIN, EPOCH));
    claim.shown().keySet().forEach(slot -> shown.add(FIRST_SLOT + slot));
    return shown;
  }

  /** The messages at those indexes. */
  static List<Scalar> shownMessages(RecordClaim claim, String origin, long issuedAtMillis) {
    List<Scalar> messages = new ArrayList<>(open(origin, issuedAtMillis));
    claim
        .shown()
        .forEach(
            (slot, value) ->
                messages.add(
                    SlotScalar.of(claim.schema().slots().get(slot).kind(), value.orElse(null))));
    return messages;
  }

  /** The signature's header: fixes the schema, and with it what each message means. */
  static byte[] header(Schema schema) {
    byte[] tag = "vitrine/1/private\0".getBytes(StandardCharsets.US_ASCII);
    byte[] header = Arrays.copyOf(tag, tag.length + Sha256.LENGTH);
    System.arraycopy(schema.hash(), 0, header, tag.length, Sha256.LENGTH);
    return header;
  }
}
