package dev.vitrine.adapters.gs1.identifier;

import static dev.vitrine.adapters.gs1.identifier.Characters.DIGITS;

import org.jspecify.annotations.Nullable;

/** The form of EPCs that no GS1 key stands for (Tag Data Standard 2.0 §6.3). */
final class OtherEpcs {
  /** Of a serial number or part number in the military schemes. */
  private static final int MAX_PART = 32;

  private OtherEpcs() {}

  static Parsed read(EpcScheme scheme, String urn, int from) {
    Reason fault =
        switch (scheme) {
          case GID -> gid(urn, from);
          case USDOD -> usdod(urn, from);
          case ADI -> adi(urn, from);
          case BIC -> bic(urn, from);
          case IMOVN -> imovn(urn, from);
          default -> Reason.SCHEME;
        };
    return fault == null ? new OtherEpc(scheme, urn) : NotIdentifier.of(fault);
  }

  private static @Nullable Reason gid(String urn, int from) {
    int start = from;
    for (int part = 0; part < 3; part++) {
      int dot = urn.indexOf('.', start);
      int stop = part == 2 ? urn.length() : dot;
      if (stop < 0 || (part == 2 && dot >= 0)) {
        return Reason.COMPONENTS;
      }
      boolean number =
          stop > start
              && stop - start <= 12
              && Characters.all(urn, start, stop, DIGITS)
              && (urn.charAt(start) != '0' || stop == start + 1);
      if (!number) {
        return Reason.CHARACTER;
      }
      start = stop + 1;
    }
    return null;
  }

  private static @Nullable Reason usdod(String urn, int from) {
    int dot = urn.indexOf('.', from);
    if (dot < 0) {
      return Reason.COMPONENTS;
    }
    if (!isCage(urn, from, dot)) {
      return Reason.CHARACTER;
    }
    int end = urn.length();
    return end > dot + 1 && end - dot <= 12 && Characters.all(urn, dot + 1, end, DIGITS)
        ? null
        : Reason.LENGTH;
  }

  private static @Nullable Reason adi(String urn, int from) {
    int dot = urn.indexOf('.', from);
    int second = dot < 0 ? -1 : urn.indexOf('.', dot + 1);
    if (second < 0) {
      return Reason.COMPONENTS;
    }
    if (!isCage(urn, from, dot)) {
      return Reason.CHARACTER;
    }
    int serial = second + 1;
    if (urn.startsWith("%23", serial)) {
      serial += 3;
    }
    String part =
        Characters.decoded(urn, dot + 1, second, Characters.PLAIN_IN_URN, Characters.SET_39);
    String number =
        Characters.decoded(urn, serial, urn.length(), Characters.PLAIN_IN_URN, Characters.SET_39);
    if (part == null || number == null) {
      return Reason.CHARACTER;
    }
    return number.isEmpty() || number.length() > MAX_PART || part.length() > MAX_PART
        ? Reason.LENGTH
        : null;
  }

  /** Codes of government entities: five or six digits and capitals, without I and O. */
  private static boolean isCage(String urn, int from, int to) {
    if (to - from != 5 && to - from != 6) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = urn.charAt(i);
      boolean capital = c >= 'A' && c <= 'Z' && c != 'I' && c != 'O';
      if (!capital && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** Owner, category, serial number and check digit as ISO 6346 has them. */
  private static @Nullable Reason bic(String urn, int from) {
    if (urn.length() - from != 11) {
      return Reason.LENGTH;
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      char c = urn.charAt(from + i);
      boolean right = i < 4 ? c >= 'A' && c <= 'Z' : c >= '0' && c <= '9';
      if (!right) {
        return Reason.CHARACTER;
      }
      sum += value6346(c) << i;
    }
    char category = urn.charAt(from + 3);
    if (category != 'U' && category != 'J' && category != 'Z') {
      return Reason.CHARACTER;
    }
    return urn.charAt(from + 10) == '0' + sum % 11 % 10 ? null : Reason.CHECK_DIGIT;
  }

  /** Letters count from 10 and leave out the multiples of 11. */
  private static int value6346(char c) {
    if (c <= '9') {
      return c - '0';
    }
    int letter = c - 'A';
    return 10 + letter + (letter == 0 ? 0 : letter < 11 ? 1 : letter < 21 ? 2 : 3);
  }

  private static @Nullable Reason imovn(String urn, int from) {
    if (urn.length() - from != 7) {
      return Reason.LENGTH;
    }
    if (!Characters.all(urn, from, from + 7, DIGITS)) {
      return Reason.CHARACTER;
    }
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      sum += (7 - i) * (urn.charAt(from + i) - '0');
    }
    return urn.charAt(from + 6) == '0' + sum % 10 ? null : Reason.CHECK_DIGIT;
  }
}
