package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.epcis.EpcisRefusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a subscriber wants deliveries: an http or https URL in ASCII with a host, and without user
 * or fragment. Whether it may be called, {@link Destinations} says.
 */
final class Destination {
  private static final int MAX_CHARS = 2048;
  private static final int MAX_PORT = 65535;

  private final URI uri;

  private Destination(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads one.
   *
   * @throws EpcisRefusal if it is none
   */
  static Destination of(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean good =
          text.length() <= MAX_CHARS
              && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
              && (scheme.equals("https") || scheme.equals("http"))
              && uri.getHost() != null
              && uri.getHost().indexOf('%') < 0
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= MAX_PORT;
      if (good) {
        return new Destination(uri);
      }
    } catch (URISyntaxException e) {
      // refused like the others; what it says would repeat the address
    }
    throw new EpcisRefusal(
        EpcisRefusal.Kind.URI,
        "dest: it is an https URL of up to "
            + MAX_CHARS
            + " characters in ASCII, with a host, without user and fragment.");
  }

  /** As it was given. */
  String text() {
    return uri.toString();
  }

  boolean secure() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** The name or address, in lower case; an IPv6 address in brackets. */
  String host() {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  int port() {
    return uri.getPort() > 0 ? uri.getPort() : secure() ? 443 : 80;
  }

  /** Path and query. */
  String target() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  @Override
  public String toString() {
    return "Destination[secret]";
  }
}
