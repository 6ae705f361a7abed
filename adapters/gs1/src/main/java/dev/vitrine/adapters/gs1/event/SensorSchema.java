package dev.vitrine.adapters.gs1.event;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.util.List;

/** The slots of {@code gs1.sensor.v1}: one sensor report; see {@code docs/epcis.md}. */
public final class SensorSchema {
  static final String EVENT = "event";
  static final String TYPE = "type";
  static final String UOM = "uom";
  static final String COMPONENT = "component";
  static final String EXCEPTION = "exception";
  static final String TIME = "time";
  static final String START_TIME = "startTime";
  static final String END_TIME = "endTime";
  static final String CELSIUS = "celsius";
  static final String VALUE = "value";
  static final String MIN_VALUE = "minValue";
  static final String MAX_VALUE = "maxValue";
  static final String MEAN_VALUE = "meanValue";
  static final String S_DEV = "sDev";
  static final String PERC_RANK = "percRank";
  static final String PERC_VALUE = "percValue";
  static final String STRING_VALUE = "stringValue";
  static final String BOOLEAN_VALUE = "booleanValue";
  static final String DEVICE = "deviceID";
  static final String DEVICE_METADATA = "deviceMetadata";
  static final String SUBSTANCE = "substance";
  static final String REFERENCE_SYSTEM = "coordinateReferenceSystem";

  private static final int BITS = 40;
  private static final int SCALE = 4;

  /** The middle of 40 bits: values run from −54,975,581.3887 to 54,975,581.3887. */
  static final long VALUE_OFFSET = 1L << 39;

  /** {@code gs1.sensor.v1}. */
  public static final Schema SCHEMA =
      Schema.of(
          "gs1.sensor.v1",
          List.of(
              Slot.root(EVENT, "the event's record"),
              Slot.text(TYPE, "/type"),
              Slot.text(UOM, "/uom"),
              Slot.text(COMPONENT, "/component"),
              Slot.text(EXCEPTION, "/exception"),
              Slot.integer(TIME, "/time or sensorMetadata", 48, 0, 0, "ms"),
              Slot.integer(START_TIME, "sensorMetadata/startTime", 48, 0, 0, "ms"),
              Slot.integer(END_TIME, "sensorMetadata/endTime", 48, 0, 0, "ms"),
              Slot.integer(CELSIUS, "/value in °C", 24, 3, EventSchema.CELSIUS_OFFSET, "Cel", TYPE),
              number(VALUE),
              number(MIN_VALUE),
              number(MAX_VALUE),
              number(MEAN_VALUE),
              number(S_DEV),
              Slot.integer(PERC_RANK, "/percRank", 24, 4, 1, "%"),
              number(PERC_VALUE, PERC_RANK),
              Slot.text(STRING_VALUE, "/stringValue", TYPE, COMPONENT),
              Slot.text(BOOLEAN_VALUE, "/booleanValue", TYPE, COMPONENT),
              Slot.provableText(DEVICE, "/deviceID or sensorMetadata"),
              Slot.text(DEVICE_METADATA, "/deviceMetadata or sensorMetadata"),
              Slot.text(SUBSTANCE, "/chemicalSubstance or /microorganism"),
              Slot.text(REFERENCE_SYSTEM, "/coordinateReferenceSystem")));

  private SensorSchema() {}

  private static Slot number(String name, String... further) {
    String[] companions = {TYPE, UOM, COMPONENT, SUBSTANCE, REFERENCE_SYSTEM};
    String[] requires = java.util.Arrays.copyOf(companions, companions.length + further.length);
    System.arraycopy(further, 0, requires, companions.length, further.length);
    return Slot.integer(name, '/' + name, BITS, SCALE, VALUE_OFFSET, "", requires);
  }
}
