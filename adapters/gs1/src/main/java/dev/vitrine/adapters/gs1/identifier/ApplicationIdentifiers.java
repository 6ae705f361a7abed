package dev.vitrine.adapters.gs1.identifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All GS1 Application Identifiers with the format of their values (GS1 General Specifications 25
 * §3.2), as far as that is lengths and characters. Components of one kind that follow each other
 * are written as one, since that is how Digital Link compression takes them (Digital Link 1.1,
 * compression).
 */
final class ApplicationIdentifiers {
  /**
   * One component of a value.
   *
   * @param set of {@link Characters}, or 0 for base64url
   * @param fixed whether it has exactly {@code length} characters, or from {@code least} to that
   */
  record Component(int set, int least, int length, boolean fixed) {
    boolean numeric() {
      return set == Characters.DIGITS;
    }

    boolean holds(String text) {
      if (text.length() < least || text.length() > length) {
        return false;
      }
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (set == 0 ? !Base64Url.is(c) : !Characters.is(c, set)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Those with a modulo 10 check digit, and where in the value it is. */
  private static final Map<String, Integer> CHECK_DIGITS =
      Map.ofEntries(
          Map.entry("00", 18),
          Map.entry("01", 14),
          Map.entry("02", 14),
          Map.entry("03", 14),
          Map.entry("253", 13),
          Map.entry("255", 13),
          Map.entry("402", 17),
          Map.entry("410", 13),
          Map.entry("411", 13),
          Map.entry("412", 13),
          Map.entry("413", 13),
          Map.entry("414", 13),
          Map.entry("415", 13),
          Map.entry("416", 13),
          Map.entry("417", 13),
          Map.entry("8003", 14),
          Map.entry("8006", 14),
          Map.entry("8017", 18),
          Map.entry("8018", 18),
          Map.entry("8026", 14));

  /** Format, then the identifiers that have it; a range counts up in its last digits. */
  private static final String[] TABLE = {
    "N18 00 8006 8017 8018 8026",
    "N14 01 02 03 8001",
    "X..20 10 21 22 243 254 420 4318 7020 7021 7022 710-717 7240 8002 8012",
    "N6 11 12 13 15 16 17 4326 7006 8005 3950-3955",
    "N6 3100-3105 3110-3115 3120-3125 3130-3135 3140-3145 3150-3155 3160-3165",
    "N6 3200-3205 3210-3215 3220-3225 3230-3235 3240-3245 3250-3255 3260-3265",
    "N6 3270-3275 3280-3285 3290-3295 3300-3305 3310-3315 3320-3325 3330-3335",
    "N6 3340-3345 3350-3355 3360-3365 3370-3375 3400-3405 3410-3415 3420-3425",
    "N6 3430-3435 3440-3445 3450-3455 3460-3465 3470-3475 3480-3485 3490-3495",
    "N6 3500-3505 3510-3515 3520-3525 3530-3535 3540-3545 3550-3555 3560-3565",
    "N6 3570-3575 3600-3605 3610-3615 3620-3625 3630-3635 3640-3645 3650-3655",
    "N6 3660-3665 3670-3675 3680-3685 3690-3695",
    "N2 20 7241",
    "X..28 235",
    "X..30 240 241 250 251 400 401 403 4308 4319 7002 7023 7230-7239 8004 90",
    "N..6 242",
    "N13+X..17 253",
    "N13+N..12 255",
    "N..8 30 37",
    "N..15 3900-3909 3920-3929",
    "N3+N..15 3910-3919 3930-3939",
    "N4 3940-3943 8111",
    "N17 402",
    "N13 410-417 7001",
    "N3+X..9 421",
    "N3 422 424 426",
    "N3+N..12 423 425",
    "X..3 427 7008",
    "X..35 4300 4301 4310 4311 4320",
    "X..70 4302-4306 4312-4316 7257 8110 8112 8200",
    "X2 4307 4317",
    "N20 4309",
    "N1 4321-4323 7252",
    "N10 4324 4325 7003",
    "N6+X..1 4330-4333",
    "N..4 7004",
    "X..12 7005",
    "N6+N..6 7007",
    "X..10 7009 7255",
    "X..2 7010",
    "N6+N..4 7011",
    "N3+X..27 7030-7039",
    "N1+X3 7040",
    "X..4 7041",
    "X..25 7242 8013 8014 8020",
    "N8 7250",
    "N12 7251",
    "X..40 7253 7254 7259",
    "X..90 7256 91-99",
    "X3 7258",
    "N14+X..16 8003",
    "X..34 8007",
    "N8+N..4 8008",
    "X..50 8009",
    "Y..30 8010",
    "N..12 8011",
    "N..10 8019",
    "Z..90 8030",
    "N15 8040 8041",
    "N32 8042",
    "N18+N..2 8043",
  };

  private static final Map<String, List<Component>> FORMATS = new HashMap<>();

  /** How many digits an identifier has that starts with these two. */
  private static final int[] DIGITS = new int[100];

  static {
    for (String line : TABLE) {
      String[] parts = line.split(" ", -1);
      List<Component> format = format(parts[0]);
      for (int i = 1; i < parts.length; i++) {
        int dash = parts[i].indexOf('-');
        String first = dash < 0 ? parts[i] : parts[i].substring(0, dash);
        int last = Integer.parseInt(dash < 0 ? first : parts[i].substring(dash + 1));
        for (int ai = Integer.parseInt(first); ai <= last; ai++) {
          String digits = Integer.toString(ai);
          String name = "0".repeat(first.length() - digits.length()) + digits;
          FORMATS.put(name, format);
          DIGITS[Integer.parseInt(name.substring(0, 2))] = name.length();
        }
      }
    }
  }

  private ApplicationIdentifiers() {}

  private static List<Component> format(String text) {
    String[] parts = text.split("\\+", -1);
    Component[] components = new Component[parts.length];
    for (int i = 0; i < parts.length; i++) {
      boolean fixed = parts[i].indexOf("..") < 0;
      int length = Integer.parseInt(parts[i].substring(fixed ? 1 : 3));
      int set =
          switch (parts[i].charAt(0)) {
            case 'N' -> Characters.DIGITS;
            case 'X' -> Characters.SET_82;
            case 'Y' -> Characters.SET_39;
            default -> 0;
          };
      boolean optional = i > 0 && !fixed && parts[0].charAt(0) == 'N' && isOptional(text);
      components[i] = new Component(set, fixed ? length : optional ? 0 : 1, length, fixed);
    }
    return List.of(components);
  }

  /** Formats whose second component may be missing; in the others it can't be. */
  private static boolean isOptional(String text) {
    return !Set.of("N3+X..9", "N3+X..27", "N3+N..15").contains(text);
  }

  static Set<String> all() {
    return Set.copyOf(FORMATS.keySet());
  }

  /** The components of a value of {@code ai}, or null where there is no such identifier. */
  static @Nullable List<Component> formatOf(String ai) {
    return FORMATS.get(ai);
  }

  /** How many digits an identifier has that starts with these two; 0 where none does. */
  static int digits(int firstTwo) {
    return DIGITS[firstTwo];
  }

  /** How many characters lead up to the check digit and with it; 0 where there is none. */
  static int checkDigitAt(String ai) {
    return CHECK_DIGITS.getOrDefault(ai, 0);
  }

  /** Whether {@code value}, unescaped, has the format of {@code ai} and a right check digit. */
  static boolean fits(String ai, String value) {
    List<Component> format = FORMATS.get(ai);
    if (format == null) {
      return false;
    }
    int from = 0;
    for (int i = 0; i < format.size(); i++) {
      Component component = format.get(i);
      boolean last = i == format.size() - 1;
      int to = last ? value.length() : from + component.length();
      if (to > value.length() || !component.holds(value.substring(from, to))) {
        return false;
      }
      from = to;
    }
    int check = checkDigitAt(ai);
    return check == 0 || value.charAt(check - 1) == CheckDigits.digit(value, check - 1);
  }
}
