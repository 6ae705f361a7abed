package dev.vitrine.gateway.dscsa;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a product identifier is not verified: codes of the Lightweight Messaging Standard. */
enum FailureReason {
  /** The GTIN's owner has not commissioned such a pack. */
  GTIN_SERIAL("No_match_GTIN_Serial"),
  /** There is such a pack, of another expiry date. */
  EXPIRY("No_match_GTIN_Serial_Expiry"),
  /** There is such a pack, of another lot. */
  LOT("No_match_GTIN_Serial_Lot"),
  /** There is such a pack, of another lot and expiry date. */
  LOT_EXPIRY("No_match_GTIN_Serial_Lot_Expiry"),
  /** There is such a pack, but the event that commissioned it tells no lot or no expiry date. */
  NONE("No_reason_provided");

  private final String code;

  FailureReason(String code) {
    this.code = code;
  }

  /** The code. */
  @JsonValue
  String code() {
    return code;
  }
}
