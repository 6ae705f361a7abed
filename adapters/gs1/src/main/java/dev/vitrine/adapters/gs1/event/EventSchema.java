package dev.vitrine.adapters.gs1.event;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.util.List;

/** The slots of {@code gs1.epcis.v1}; {@code docs/epcis.md} says how each is filled. */
public final class EventSchema {
  static final String EVENT_TYPE = "eventType";
  static final String ACTION = "action";
  static final String BIZ_STEP = "bizStep";
  static final String DISPOSITION = "disposition";
  static final String EVENT_TIME = "eventTime";
  static final String ZONE_OFFSET = "eventTimeZoneOffset";
  static final String RECORD_TIME = "recordTime";
  static final String EVENT_ID = "eventID";
  static final String ERROR_TIME = "errorDeclarationTime";
  static final String ERROR = "errorDeclaration";
  static final String READ_POINT = "readPoint";
  static final String BIZ_LOCATION = "bizLocation";
  static final String SOURCE_PARTY = "sourceParty";
  static final String SOURCE_PARTY_TYPE = "sourcePartyType";
  static final String DESTINATION_PARTY = "destinationParty";
  static final String DESTINATION_PARTY_TYPE = "destinationPartyType";
  static final String GTIN = "gtin";
  static final String LOT = "lot";
  static final String EPC = "epc";
  static final String EXPIRY = "expiry";
  static final String QUANTITY = "quantity";
  static final String UOM = "uom";
  static final String PARENT = "parentID";
  static final String TRANSFORMATION = "transformationID";
  static final String EPCS = "epcs";
  static final String BIZ_TRANSACTIONS = "bizTransactions";
  static final String ILMD = "ilmd";
  static final String EXTENSIONS = "extensions";
  static final String CONTEXT = "context";
  static final String LOWEST_TEMPERATURE = "lowestTemperature";
  static final String HIGHEST_TEMPERATURE = "highestTemperature";
  static final String TEMPERATURE_START = "temperatureStart";
  static final String TEMPERATURE_END = "temperatureEnd";
  static final String CBV_HASH = "cbvHash";
  static final String CAPTURING_PARTY = "capturingParty";

  /** Puts −273.15 °C, in thousandths, at 1. */
  static final long CELSIUS_OFFSET = 273_151;

  /** Puts −14:00 at 1. */
  static final long ZONE_SHIFT = 841;

  /** {@code gs1.epcis.v1}. */
  public static final Schema SCHEMA =
      Schema.of(
          "gs1.epcis.v1",
          List.of(
              Slot.text(EVENT_TYPE, "/type"),
              // an event that was declared wrong must not be shown as if it stood
              Slot.text(ACTION, "/action", ERROR),
              Slot.text(BIZ_STEP, "/bizStep", ERROR),
              Slot.text(DISPOSITION, "/disposition", ERROR),
              Slot.integer(EVENT_TIME, "/eventTime", 48, 0, 0, "ms"),
              Slot.integer(ZONE_OFFSET, "/eventTimeZoneOffset", 16, 0, ZONE_SHIFT, "min"),
              Slot.integer(RECORD_TIME, "/recordTime", 48, 0, 0, "ms"),
              Slot.text(EVENT_ID, "/eventID"),
              Slot.text(ERROR, "/errorDeclaration/reason"),
              Slot.integer(ERROR_TIME, "/errorDeclaration/declarationTime", 48, 0, 0, "ms", ERROR),
              Slot.text(READ_POINT, "/readPoint/id"),
              Slot.text(BIZ_LOCATION, "/bizLocation/id"),
              Slot.text(SOURCE_PARTY, "/sourceList/*/source", SOURCE_PARTY_TYPE),
              Slot.text(SOURCE_PARTY_TYPE, "/sourceList/*/type"),
              Slot.text(
                  DESTINATION_PARTY, "/destinationList/*/destination", DESTINATION_PARTY_TYPE),
              Slot.text(DESTINATION_PARTY_TYPE, "/destinationList/*/type"),
              Slot.text(GTIN, "identifiers of one trade item"),
              Slot.provableText(LOT, "identifiers or /ilmd lotNumber"),
              Slot.provableText(EPC, "the only instance identifier"),
              Slot.integer(EXPIRY, "/ilmd itemExpirationDate or AI (17)", 16, 0, 0, "d"),
              Slot.integer(QUANTITY, "the only quantity element", 40, 3, 1, "", UOM),
              Slot.text(UOM, "the only quantity element"),
              Slot.text(PARENT, "/parentID"),
              Slot.text(TRANSFORMATION, "/transformationID"),
              Slot.root(EPCS, "every identifier with its role"),
              Slot.root(BIZ_TRANSACTIONS, "/bizTransactionList"),
              // a prefix says nothing without its name space
              Slot.root(ILMD, "/ilmd", CONTEXT),
              Slot.root(EXTENSIONS, "members of other name spaces", CONTEXT),
              Slot.text(CONTEXT, "name spaces of the prefixes used"),
              Slot.integer(
                  LOWEST_TEMPERATURE,
                  "/sensorElementList",
                  24,
                  3,
                  CELSIUS_OFFSET,
                  "Cel",
                  TEMPERATURE_START,
                  TEMPERATURE_END),
              Slot.integer(
                  HIGHEST_TEMPERATURE,
                  "/sensorElementList",
                  24,
                  3,
                  CELSIUS_OFFSET,
                  "Cel",
                  TEMPERATURE_START,
                  TEMPERATURE_END),
              Slot.integer(TEMPERATURE_START, "/sensorElementList", 48, 0, 0, "ms"),
              Slot.integer(TEMPERATURE_END, "/sensorElementList", 48, 0, 0, "ms"),
              Slot.text(CBV_HASH, "CBV 2.0 event hash"),
              Slot.text(CAPTURING_PARTY, "who sent it")));

  private EventSchema() {}
}
