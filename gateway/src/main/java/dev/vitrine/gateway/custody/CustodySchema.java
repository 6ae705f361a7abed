package dev.vitrine.gateway.custody;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.util.List;

/**
 * {@code gs1.custody.v1}: what one event did to the chains of the instances it names. The gateway
 * makes it, so it has no original: its document is empty and it has no leaves.
 */
public final class CustodySchema {
  /** The event's record. */
  public static final String EVENT = "event";

  /** A {@link ChainStep} for each instance that the event names. */
  public static final String STEPS = "steps";

  /** The event's disposition. */
  public static final String DISPOSITION = "disposition";

  static final String ACTION = "action";
  static final String BIZ_STEP = "bizStep";

  static final String EVENT_TIME = "eventTime";
  static final String ERROR = "errorDeclaration";
  static final String CAPTURED_BY = "capturedBy";

  /** Of the empty document. */
  static final String MEDIA_TYPE = "application/vnd.vitrine.custody";

  /** The schema. */
  public static final Schema SCHEMA =
      Schema.of(
          "gs1.custody.v1",
          List.of(
              Slot.root(EVENT, "the event's record"),
              Slot.root(STEPS, "each instance's place in its chain"),
              // an event that was declared wrong must not be shown as if it stood
              Slot.text(ACTION, "the event's", ERROR),
              Slot.text(BIZ_STEP, "the event's", ERROR),
              Slot.text(DISPOSITION, "the event's", ERROR),
              Slot.integer(EVENT_TIME, "the event's", 48, 0, 0, "ms"),
              Slot.text(ERROR, "the event's"),
              Slot.text(CAPTURED_BY, "who sent the event")));

  private CustodySchema() {}
}
