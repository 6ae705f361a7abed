package dev.vitrine.adapters.gs1.hash;

import org.jspecify.annotations.Nullable;

/** Words of the standard vocabularies as Web URIs. */
final class Words {
  static final String BIZ_STEP = "https://ref.gs1.org/cbv/BizStep-";
  static final String DISPOSITION = "https://ref.gs1.org/cbv/Disp-";
  static final String BIZ_TRANSACTION = "https://ref.gs1.org/cbv/BTT-";
  static final String SOURCE_DESTINATION = "https://ref.gs1.org/cbv/SDT-";
  static final String ERROR_REASON = "https://ref.gs1.org/cbv/ER-";
  static final String COMPONENT = "https://ref.gs1.org/cbv/Comp-";
  static final String WEB_VOCABULARY = "https://gs1.org/voc/";

  private static final String URN = "urn:epcglobal:cbv:";

  private Words() {}

  /** A bare word with the base of its vocabulary before it; anything with a colon as it is. */
  static String spelledOut(String base, String word) {
    return word.indexOf(':') < 0 ? base + word : word;
  }

  /** A word's old URN as its Web URI; anything else as it is. */
  static String fromUrn(String text) {
    if (!text.startsWith(URN)) {
      return text;
    }
    int colon = text.indexOf(':', URN.length());
    String base = colon < 0 ? null : base(text.substring(URN.length(), colon));
    return base == null ? text : base + text.substring(colon + 1);
  }

  private static @Nullable String base(String vocabulary) {
    return switch (vocabulary) {
      case "bizstep" -> BIZ_STEP;
      case "disp" -> DISPOSITION;
      case "btt" -> BIZ_TRANSACTION;
      case "sdt" -> SOURCE_DESTINATION;
      case "er" -> ERROR_REASON;
      case "comp" -> COMPONENT;
      default -> null;
    };
  }
}
