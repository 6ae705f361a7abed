package dev.vitrine.adapters.gs1.identifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an identifier says about a trade item.
 *
 * @param gtin 14 digits with a right check digit, or null where the identifier holds none
 * @param lot batch or lot number, unescaped, or null
 * @param expiry AI (17) as it was written, {@code YYMMDD}, or null
 */
public record TradeItem(@Nullable String gtin, @Nullable String lot, @Nullable String expiry) {
  /** Of an identifier that names no trade item. */
  public static final TradeItem NONE = new TradeItem(null, null, null);

  private static final String[] URN_SCHEMES = {
    "id:sgtin:",
    "class:lgtin:",
    "idpat:sgtin:",
    "id:itip:",
    "idpat:itip:",
    "id:upui:",
    "idpat:upui:"
  };

  /** Reads an EPC URN (TDS 2.0 §6) or a GS1 Digital Link URI; anything else is {@link #NONE}. */
  public static TradeItem of(String identifier) {
    if (identifier.startsWith("urn:epc:")) {
      return ofUrn(identifier);
    }
    return identifier.startsWith("http://") || identifier.startsWith("https://")
        ? ofDigitalLink(identifier)
        : NONE;
  }

  private static TradeItem ofUrn(String urn) {
    for (String scheme : URN_SCHEMES) {
      if (urn.startsWith(scheme, 8)) {
        int start = 8 + scheme.length();
        int dot = urn.indexOf('.', start);
        int second = dot < 0 ? -1 : urn.indexOf('.', dot + 1);
        if (second < 0) {
          return NONE;
        }
        String gtin = gtin(urn.substring(start, dot), urn.substring(dot + 1, second));
        String lot = scheme.startsWith("class") ? unescape(urn.substring(second + 1)) : null;
        return gtin == null ? NONE : new TradeItem(gtin, lot, null);
      }
    }
    return NONE;
  }

  /** The indicator leads the item reference in an EPC, but the whole GTIN in a GTIN. */
  private static @Nullable String gtin(String companyPrefix, String itemReference) {
    if (companyPrefix.length() + itemReference.length() != 13 || itemReference.isEmpty()) {
      return null;
    }
    String body = itemReference.charAt(0) + companyPrefix + itemReference.substring(1);
    int check = checkDigit(body);
    return check < 0 ? null : body + check;
  }

  private static TradeItem ofDigitalLink(String uri) {
    int path = uri.indexOf('/', uri.indexOf("//") + 2);
    int end = uri.length();
    int fragment = uri.indexOf('#');
    if (fragment >= 0) {
      end = fragment;
    }
    int query = uri.indexOf('?');
    int pathEnd = query >= 0 && query < end ? query : end;
    if (path < 0 || path >= pathEnd) {
      return NONE;
    }
    int key = uri.indexOf("/01/", path);
    if (key < 0 || key + 4 > pathEnd) {
      return NONE;
    }
    String[] parts = uri.substring(key + 4, pathEnd).split("/", 12);
    String gtin = padded(parts[0]);
    if (gtin == null) {
      return NONE;
    }
    String lot = null;
    for (int i = 1; i + 1 < parts.length; i += 2) {
      if (parts[i].equals("10")) {
        lot = unescape(parts[i + 1]);
      }
    }
    String expiry = query >= 0 && query < end ? parameter(uri.substring(query + 1, end)) : null;
    return new TradeItem(gtin, lot, expiry);
  }

  private static @Nullable String parameter(String query) {
    for (String pair : query.split("&", 64)) {
      if (pair.startsWith("17=")) {
        return pair.substring(3);
      }
    }
    return null;
  }

  private static @Nullable String padded(String digits) {
    int length = digits.length();
    if (length != 14 && length != 13 && length != 12 && length != 8) {
      return null;
    }
    String whole = "0".repeat(14 - length) + digits;
    int check = checkDigit(whole.substring(0, 13));
    return check >= 0 && check == whole.charAt(13) - '0' ? whole : null;
  }

  /** GS1's modulo 10 over 13 digits; −1 where one is no digit. */
  private static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < 13; i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      sum += i % 2 == 0 ? 3 * digit : digit;
    }
    return (10 - sum % 10) % 10;
  }

  /** Percent-decoding; null where that gives no text of 1 to 20 characters, as a lot has. */
  private static @Nullable String unescape(String text) {
    if (text.isEmpty() || text.length() > 60) {
      return null;
    }
    if (text.indexOf('%') < 0) {
      return text.length() <= 20 ? text : null;
    }
    byte[] bytes = new byte[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (low < 0) {
          return null;
        }
        c = (char) ((high << 4) | low);
        i += 2;
      }
      if (c < ' ' || c > '~') {
        return null;
      }
      bytes[count++] = (byte) c;
    }
    return count <= 20 ? new String(Arrays.copyOf(bytes, count), StandardCharsets.US_ASCII) : null;
  }
}
