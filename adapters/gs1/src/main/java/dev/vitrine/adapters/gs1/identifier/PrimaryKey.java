package dev.vitrine.adapters.gs1.identifier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primary identification keys of GS1 Digital Link (URI Syntax, GS1 General Specifications §3):
 * a number of digits with a check digit among them, and after it characters of one set.
 */
public enum PrimaryKey {
  /** Serial Shipping Container Code. */
  SSCC("00", "sscc", 18, 18, 0, 0),
  /** Global Trade Item Number. */
  GTIN("01", "gtin", 14, 14, 0, 0),
  /** Global Document Type Identifier, and its serial number. */
  GDTI("253", "gdti", 13, 13, Characters.SET_82, 17),
  /** Global Coupon Number, and its serial number. */
  GCN("255", "gcn", 13, 13, Characters.DIGITS, 12),
  /** Global Identification Number for Consignment. */
  GINC("401", "ginc", 0, 0, Characters.SET_82, 30),
  /** Global Shipment Identification Number. */
  GSIN("402", "gsin", 17, 17, 0, 0),
  /** Global Location Number of a place. */
  GLN("414", "gln", 13, 13, 0, 0),
  /** Global Location Number of an invoicing party. */
  PAY_TO("415", "payTo", 13, 13, 0, 0),
  /** Global Location Number of a party. */
  PARTY("417", "party", 13, 13, 0, 0),
  /** Global Returnable Asset Identifier, and its serial number. */
  GRAI("8003", "grai", 14, 14, Characters.SET_82, 16),
  /** Global Individual Asset Identifier. */
  GIAI("8004", "giai", 0, 0, Characters.SET_82, 30),
  /** Individual trade item piece: GTIN, number of the piece, how many there are. */
  ITIP("8006", "itip", 18, 14, 0, 0),
  /** Component or part identifier. */
  CPID("8010", "cpid", 0, 0, Characters.SET_39, 30),
  /** Global Model Number. */
  GMN("8013", "gmn", 0, 0, Characters.SET_82, 25),
  /** Global Service Relation Number of the provider. */
  GSRNP("8017", "gsrnp", 18, 18, 0, 0),
  /** Global Service Relation Number of the recipient. */
  GSRN("8018", "gsrn", 18, 18, 0, 0);

  /** A GS1 Company Prefix has this many digits at least, if it is a U.P.C. one. */
  private static final int LEAST_PREFIX = 4;

  private static final PrimaryKey[] ALL = values();

  private static final List<Qualifier> TRADE_ITEM =
      List.of(Qualifier.VARIANT, Qualifier.LOT, Qualifier.SERIAL, Qualifier.THIRD_PARTY_SERIAL);
  private static final List<Qualifier> PIECE =
      List.of(Qualifier.VARIANT, Qualifier.LOT, Qualifier.SERIAL);
  private static final List<Qualifier> PLACE =
      List.of(Qualifier.GLN_EXTENSION, Qualifier.UIC_EXTENSION);
  private static final List<Qualifier> UIC = List.of(Qualifier.UIC_EXTENSION);
  private static final List<Qualifier> PAYMENT = List.of(Qualifier.PAYMENT_REFERENCE);
  private static final List<Qualifier> PART = List.of(Qualifier.PART_SERIAL);
  private static final List<Qualifier> SERVICE = List.of(Qualifier.SERVICE_INSTANCE);

  private final String ai;
  private final String shortName;
  private final int digits;
  private final int checkAt;
  private final int tailSet;
  private final int tailMax;

  PrimaryKey(String ai, String shortName, int digits, int checkAt, int tailSet, int tailMax) {
    this.ai = ai;
    this.shortName = shortName;
    this.digits = digits;
    this.checkAt = checkAt;
    this.tailSet = tailSet;
    this.tailMax = tailMax;
  }

  /** The Application Identifier. */
  public String ai() {
    return ai;
  }

  /** Those a Digital Link may hold behind this key, in the order they must come in. */
  public List<Qualifier> qualifiers() {
    return switch (this) {
      case GTIN -> TRADE_ITEM;
      case ITIP -> PIECE;
      case GLN -> PLACE;
      case PARTY, GIAI -> UIC;
      case PAY_TO -> PAYMENT;
      case CPID -> PART;
      case GSRNP, GSRN -> SERVICE;
      default -> List.of();
    };
  }

  /** How many digits lead, the check digit included; 0 where the key is of free length. */
  int digits() {
    return digits;
  }

  /**
   * Where the GS1 Company Prefix starts: behind an indicator, an extension digit or GRAI's zero.
   */
  int prefixAt() {
    return switch (this) {
      case SSCC, GTIN, ITIP, GRAI -> 1;
      default -> 0;
    };
  }

  /** The characters a value may hold. */
  int set() {
    return digits > 0 && tailSet == 0 ? Characters.DIGITS : tailSet;
  }

  /** What is wrong with an unescaped value whose characters are of {@link #set()}. */
  @Nullable Reason fault(String value) {
    int length = value.length();
    if (digits == 0) {
      if (length <= LEAST_PREFIX || length > tailMax) {
        return Reason.LENGTH;
      }
      if (!Characters.all(value, 0, LEAST_PREFIX, Characters.DIGITS)) {
        return Reason.COMPANY_PREFIX;
      }
      return this == GMN && !CheckDigits.pairFits(value) ? Reason.CHECK_DIGIT : null;
    }
    if (length < digits || length > digits + tailMax) {
      return Reason.LENGTH;
    }
    if (!Characters.all(value, 0, digits, Characters.DIGITS)) {
      return Reason.CHARACTER;
    }
    if (value.charAt(checkAt - 1) != CheckDigits.digit(value, checkAt - 1)) {
      return Reason.CHECK_DIGIT;
    }
    return null;
  }

  /** The key whose Application Identifier or former short name stands there, or null. */
  static @Nullable PrimaryKey named(String text, int from, int to) {
    int length = to - from;
    boolean number = length > 0 && Characters.is(text.charAt(from), Characters.DIGITS);
    for (PrimaryKey key : ALL) {
      if (number) {
        if (is(key.ai, text, from, length)) {
          return key;
        }
      } else if (key.hasShortName(text, from, length)) {
        return key;
      }
    }
    return null;
  }

  /** Two toolkits have had other short names for two of the keys. */
  private boolean hasShortName(String text, int from, int length) {
    return is(shortName, text, from, length)
        || (this == PARTY && is("partygln", text, from, length))
        || (this == PAY_TO && is("payto", text, from, length));
  }

  private static boolean is(String name, String text, int from, int length) {
    return name.length() == length && text.startsWith(name, from);
  }
}
