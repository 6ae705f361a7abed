package dev.vitrine.adapters.gs1.identifier;

/** Writes EPC URIs. */
final class EpcUris {
  private EpcUris() {}

  /** The URI of {@code id} whose company prefix has {@code prefix} digits, 0 for unknown. */
  static Translation write(Gs1Identifier id, int prefix) {
    EpcScheme scheme = id.scheme();
    if (scheme == null) {
      return Translation.none(Reason.NO_EPC_FORM);
    }
    if (prefix == 0) {
      return Translation.none(Reason.COMPANY_PREFIX_LENGTH_UNKNOWN);
    }
    String value = id.value();
    int at = id.key().prefixAt();
    if (prefix < UrnReader.MIN_PREFIX
        || prefix > UrnReader.MAX_PREFIX
        || at + prefix >= value.length()
        || !Characters.all(value, at, at + prefix, Characters.DIGITS)) {
      return Translation.none(Reason.COMPANY_PREFIX);
    }
    boolean one = id.level() == Level.INSTANCE;
    StringBuilder out = new StringBuilder(72);
    out.append(
        one ? UrnReader.INSTANCE : scheme == EpcScheme.LGTIN ? UrnReader.CLASS : UrnReader.PATTERN);
    out.append(scheme.urnName()).append(':');
    out.append(value, at, at + prefix).append('.');
    if (scheme.digits() == 0) {
      Characters.encode(out, value.substring(prefix), Characters.PLAIN_IN_URN);
    } else {
      if (scheme.indicatorFirst()) {
        out.append(value.charAt(0));
      }
      // the check digit stands behind the digits counted and is not in the URI
      int stop = (scheme == EpcScheme.GRAI ? 1 : 0) + scheme.digits();
      out.append(value, at + prefix, stop);
    }
    appendTail(out, id, scheme);
    return Translation.to(out.toString());
  }

  private static void appendTail(StringBuilder out, Gs1Identifier id, EpcScheme scheme) {
    String value = id.value();
    if (scheme == EpcScheme.ITIP) {
      out.append('.').append(value, 14, 16).append('.').append(value, 16, 18);
    }
    Qualifier qualifier = scheme.qualifier();
    String tail = null;
    if (qualifier != null) {
      tail = id.qualifier(qualifier);
      if (tail == null && scheme == EpcScheme.SGLN) {
        tail = "0";
      }
    } else if (scheme.serialInKey()) {
      tail = value.length() > id.key().digits() ? value.substring(id.key().digits()) : null;
    } else {
      return;
    }
    out.append('.');
    if (tail == null) {
      out.append('*');
    } else {
      Characters.encode(out, tail, Characters.PLAIN_IN_URN);
    }
  }
}
