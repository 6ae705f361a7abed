package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How a record becomes the messages of a BBS signature (protocol §6): record root, the log's
 * origin, the day, then every slot. Numbers are themselves, so that facts about them can be proved;
 * all else is hashed to a scalar with its kind in front. An own api_id separates this mapping from
 * any other.
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
    byte[] apiId = (suite.id() + "VITRINE_V1_").getBytes(StandardCharsets.US_ASCII);
    this.bbs = new Bbs(curve, suite, apiId);
  }

  Bbs bbs() {
    return bbs;
  }

  Scalar root(byte[] recordRoot) {
    return hashed(RECORD_ROOT, recordRoot);
  }

  Scalar origin(String origin) {
    return hashed(NAME, origin.getBytes(StandardCharsets.UTF_8));
  }

  /** The day of {@code millis}: coarse enough that all presentations of a day look alike. */
  static Scalar epoch(long millis) {
    return Scalar.of(millis / Duration.ofDays(1).toMillis());
  }

  /** The message of a slot with this canonical value, or absent. */
  Scalar slot(Slot slot, byte @Nullable [] value) {
    if (slot.kind() == SlotKind.INT) {
      return value == null ? Scalar.ZERO : Scalar.of(new BigInteger(1, value));
    }
    return value == null ? hashed(0, new byte[0]) : hashed(slot.kind().code(), value);
  }

  /** The signature's header: fixes the schema, and with it what each message means. */
  static byte[] header(Schema schema) {
    byte[] tag = "vitrine/1/private\0".getBytes(StandardCharsets.US_ASCII);
    byte[] header = Arrays.copyOf(tag, tag.length + Sha256.LENGTH);
    System.arraycopy(schema.hash(), 0, header, tag.length, Sha256.LENGTH);
    return header;
  }

  private Scalar hashed(int kind, byte[] value) {
    byte[] message = new byte[value.length + 1];
    message[0] = (byte) kind;
    System.arraycopy(value, 0, message, 1, value.length);
    return bbs.messageToScalar(message);
  }
}
