package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.Nullable;

/** The EPC schemes of the Tag Data Standard 2.0 §6.3 with the GS1 keys they stand for. */
public enum EpcScheme {
  /** Serialised trade item. */
  SGTIN("sgtin", PrimaryKey.GTIN, 13, Qualifier.SERIAL),
  /** Lot of a trade item; a class, so {@code urn:epc:class:}. */
  LGTIN("lgtin", PrimaryKey.GTIN, 13, Qualifier.LOT),
  /** Logistic unit. */
  SSCC("sscc", PrimaryKey.SSCC, 17, null),
  /** Place. */
  SGLN("sgln", PrimaryKey.GLN, 12, Qualifier.GLN_EXTENSION),
  /** Returnable asset. */
  GRAI("grai", PrimaryKey.GRAI, 12, null),
  /** Individual asset. */
  GIAI("giai", PrimaryKey.GIAI, 0, null),
  /** Recipient of a service. */
  GSRN("gsrn", PrimaryKey.GSRN, 17, null),
  /** Provider of a service. */
  GSRNP("gsrnp", PrimaryKey.GSRNP, 17, null),
  /** Document. */
  GDTI("gdti", PrimaryKey.GDTI, 12, null),
  /** Component or part. */
  CPI("cpi", PrimaryKey.CPID, 0, Qualifier.PART_SERIAL),
  /** Coupon. */
  SGCN("sgcn", PrimaryKey.GCN, 12, null),
  /** Consignment. */
  GINC("ginc", PrimaryKey.GINC, 0, null),
  /** Shipment. */
  GSIN("gsin", PrimaryKey.GSIN, 16, null),
  /** Piece of a trade item. */
  ITIP("itip", PrimaryKey.ITIP, 13, Qualifier.SERIAL),
  /** Unit pack of tobacco. */
  UPUI("upui", PrimaryKey.GTIN, 13, Qualifier.THIRD_PARTY_SERIAL),
  /** Party. */
  PGLN("pgln", PrimaryKey.PARTY, 12, null),
  /** General identifier: manager, class, serial number. */
  GID("gid", null, 0, null),
  /** United States Department of Defense. */
  USDOD("usdod", null, 0, null),
  /** Aerospace and defence. */
  ADI("adi", null, 0, null),
  /** Freight container (ISO 6346). */
  BIC("bic", null, 0, null),
  /** Vessel (number of the International Maritime Organization). */
  IMOVN("imovn", null, 0, null);

  private static final EpcScheme[] ALL = values();

  private final String urnName;
  private final @Nullable PrimaryKey key;
  private final int digits;
  private final @Nullable Qualifier qualifier;

  EpcScheme(String urnName, @Nullable PrimaryKey key, int digits, @Nullable Qualifier qualifier) {
    this.urnName = urnName;
    this.key = key;
    this.digits = digits;
    this.qualifier = qualifier;
  }

  /** As it stands in the URI. */
  public String urnName() {
    return urnName;
  }

  /** The primary key it stands for, or null where there is none and so no Digital Link. */
  public @Nullable PrimaryKey key() {
    return key;
  }

  /** How many digits company prefix and reference have together; 0 where the length is free. */
  int digits() {
    return digits;
  }

  /** Where the last component goes; null where it is part of the key or there is none. */
  @Nullable Qualifier qualifier() {
    return qualifier;
  }

  /** Whether the URI has a last component that goes into the key behind its check digit. */
  boolean serialInKey() {
    return this == GRAI || this == GDTI || this == SGCN;
  }

  /** Whether the reference's first digit leads the key. */
  boolean indicatorFirst() {
    return key != null && key.prefixAt() == 1 && this != GRAI;
  }

  /** Whether {@code urn:epc:idpat:} with a star for the last component names a class. */
  boolean hasClass() {
    return switch (this) {
      case SGTIN, GRAI, GDTI, CPI, SGCN, ITIP, UPUI -> true;
      default -> false;
    };
  }

  /** How many components the URI has, counting the company prefix. */
  int components() {
    return switch (this) {
      case BIC, IMOVN -> 1;
      case SSCC, GIAI, GSRN, GSRNP, GINC, GSIN, PGLN, USDOD -> 2;
      case ITIP -> 5;
      default -> 3;
    };
  }

  /** The scheme whose name stands there, or null. */
  static @Nullable EpcScheme named(String text, int from, int to) {
    int length = to - from;
    for (EpcScheme scheme : ALL) {
      if (scheme.urnName.length() == length && text.startsWith(scheme.urnName, from)) {
        return scheme;
      }
    }
    return null;
  }
}
