package dev.vitrine.gateway.dscsa;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier;
import dev.vitrine.adapters.gs1.identifier.PrimaryKey;
import dev.vitrine.adapters.gs1.identifier.Qualifier;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * What is printed on a pack.
 *
 * @param epc GTIN and serial number, as canonical Digital Link
 * @param gtin 14 digits
 * @param lot the lot
 * @param expiry the last day of use
 */
public record Pack(String epc, String gtin, String lot, LocalDate expiry) {
  private static final int GTIN_DIGITS = 14;
  private static final int EXPIRY_DIGITS = 6;
  private static final int CENTURY = 2000;

  /**
   * Reads what was scanned.
   *
   * @param gtin 8, 12, 13 or 14 digits with the check digit
   * @param lot Application Identifier (10)
   * @param serial Application Identifier (21)
   * @param expiry Application Identifier (17), YYMMDD of 2000 to 2099; day 00 is the month's last
   * @throws IllegalArgumentException if one of them can't be so
   */
  public static Pack of(String gtin, String lot, String serial, String expiry) {
    int length = gtin.length();
    if (length != 8 && (length < 12 || length > GTIN_DIGITS)) {
      throw new IllegalArgumentException("a GTIN has 8, 12, 13 or 14 digits");
    }
    String padded = "0".repeat(GTIN_DIGITS - length) + gtin;
    String epc =
        Gs1Identifier.of(
                PrimaryKey.GTIN,
                padded,
                List.of(
                    new Gs1Identifier.Element(Qualifier.LOT, lot),
                    new Gs1Identifier.Element(Qualifier.SERIAL, serial)))
            .canonicalLink();
    return new Pack(epc, padded, lot, day(expiry));
  }

  /** Days since 1970, as slots have it. */
  public long expiryDay() {
    return expiry.toEpochDay();
  }

  /** The day that YYMMDD stands for. */
  static LocalDate day(String text) {
    if (text.length() != EXPIRY_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("an expiry date is YYMMDD");
    }
    try {
      YearMonth month =
          YearMonth.of(
              CENTURY + Integer.parseInt(text.substring(0, 2)),
              Integer.parseInt(text.substring(2, 4)));
      int day = Integer.parseInt(text.substring(4));
      return day == 0 ? month.atEndOfMonth() : month.atDay(day);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("there is no such expiry date", e);
    }
  }

  /** Names no pack. */
  @Override
  public String toString() {
    return "Pack";
  }
}
