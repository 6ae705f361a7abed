package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.time.Timestamps;

/**
 * The two attributes of instance and lot master data (CBV 2.0 §9) that become slots. Names are
 * taken whole, by the prefix the EPCIS context fixes for them, or by one declared for the same name
 * space; in XML that is often written without the colon at its end.
 */
final class MasterData {
  private static final String LOT = "lotNumber";
  private static final String EXPIRATION = "itemExpirationDate";

  private MasterData() {}

  /** Whether a name ends as that of an attribute with a slot. */
  static boolean mayBeSlot(String name) {
    return name.endsWith(LOT) || name.endsWith(EXPIRATION);
  }

  static boolean isLotNumber(String name, Context context) {
    return is(name, LOT, context);
  }

  static boolean isExpirationDate(String name, Context context) {
    return is(name, EXPIRATION, context);
  }

  /** Days since 1970-01-01 of a date, or of a date-time at midnight; else MALFORMED. */
  static long expiryDay(String text) {
    boolean day = text.length() == 10;
    boolean midnight =
        Timestamps.millis(text) > Timestamps.NOT_EXACT && allZero(text, 11, text.length());
    return day || midnight ? Timestamps.epochDay(text) : Timestamps.MALFORMED;
  }

  /** The same for AI (17), {@code YYMMDD}: day 00 is the month's last, years lie 2000 to 2099. */
  static long applicationIdentifierDay(String text) {
    if (text.length() != 6) {
      return Timestamps.MALFORMED;
    }
    for (int i = 0; i < 6; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Timestamps.MALFORMED;
      }
    }
    int year = 2000 + pair(text, 0);
    int month = pair(text, 2);
    int day = pair(text, 4);
    if (month < 1 || month > 12) {
      return Timestamps.MALFORMED;
    }
    return Timestamps.epochDay(year, month, day == 0 ? Timestamps.lastDay(year, month) : day);
  }

  private static int pair(String text, int at) {
    return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
  }

  private static boolean is(String name, String attribute, Context context) {
    if (!name.endsWith(attribute)) {
      return false;
    }
    String before = name.substring(0, name.length() - attribute.length());
    if (before.indexOf(':') == before.length() - 1) {
      String space = context.nameSpace(before.substring(0, before.length() - 1));
      before = space == null ? before : space;
    }
    return before.equals("urn:epcglobal:cbv:mda")
        || before.equals("urn:epcglobal:cbv:mda:")
        || before.equals("urn:epcglobal:cbv:mda#");
  }

  /** Whether the time of day is zero; the zone that follows it does not matter. */
  private static boolean allZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == 'Z' || c == 'z' || c == '+' || c == '-') {
        return true;
      }
      if (c != '0' && c != ':' && c != '.') {
        return false;
      }
    }
    return false;
  }
}
