package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.time.Timestamps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been read of one sensor report. */
final class SensorDraft {
  /** What holds for all reports of a sensor element; may be read after them. */
  static final class Metadata {
    long time = Timestamps.MALFORMED;
    long startTime = Timestamps.MALFORMED;
    long endTime = Timestamps.MALFORMED;
    @Nullable String device;
    @Nullable String deviceMetadata;
  }

  final Metadata metadata;
  int start;
  int end;
  List<byte[]> leaves = List.of();

  @Nullable String type;
  @Nullable String uom;
  @Nullable String component;
  @Nullable String exception;
  @Nullable String device;
  @Nullable String deviceMetadata;
  @Nullable String substance;
  @Nullable String referenceSystem;
  @Nullable String stringValue;
  @Nullable String booleanValue;
  @Nullable String value;
  @Nullable String minValue;
  @Nullable String maxValue;
  @Nullable String meanValue;
  @Nullable String sDev;
  @Nullable String percRank;
  @Nullable String percValue;
  long time = Timestamps.MALFORMED;

  SensorDraft(Metadata metadata) {
    this.metadata = metadata;
  }

  /** When the measurement was, or began; MALFORMED or NOT_EXACT where it can't be said. */
  long from() {
    if (time != Timestamps.MALFORMED) {
      return time;
    }
    return metadata.startTime != Timestamps.MALFORMED ? metadata.startTime : metadata.time;
  }

  /** When it was, or ended. */
  long until() {
    if (time != Timestamps.MALFORMED) {
      return time;
    }
    return metadata.endTime != Timestamps.MALFORMED ? metadata.endTime : metadata.time;
  }
}
