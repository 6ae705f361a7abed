package dev.vitrine.ledger.cose;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whose signed statements are believed, and by which keys.
 *
 * @param name what its statements call it, in the CWT claim {@code iss}
 * @param keys keys that sign for it
 * @param roots certificates under which any chain may sign for it
 */
public record StatementIssuer(String name, List<CoseKey> keys, List<X509Certificate> roots) {
  /** The most keys, and the most roots, of one issuer. */
  public static final int MAX_KEYS = 32;

  /** Checks the counts and copies the lists. */
  public StatementIssuer {
    keys = List.copyOf(keys);
    roots = List.copyOf(roots);
    if (keys.isEmpty() && roots.isEmpty()) {
      throw new IllegalArgumentException(name + " has neither keys nor roots");
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an issuer without a name");
    }
    if (keys.size() > MAX_KEYS || roots.size() > MAX_KEYS) {
      throw new IllegalArgumentException(name + " has more than " + MAX_KEYS + " keys or roots");
    }
  }

  /**
   * Reads a root certificate in DER or PEM.
   *
   * @throws MalformedCoseException if it is none
   */
  public static X509Certificate root(byte[] encoded) {
    return X509Chain.certificate(encoded);
  }
}
