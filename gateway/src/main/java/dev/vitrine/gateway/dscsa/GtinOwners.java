package dev.vitrine.gateway.dscsa;

import dev.vitrine.gateway.VitrineConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose GTINs are verified here: the operator says so by GS1 Company Prefix, for anybody may send
 * events about anybody's packs. The longest prefix that fits counts.
 */
@Startup
@Singleton
class GtinOwners {
  private static final int MIN_PREFIX = 4;
  private static final int MAX_PREFIX = 12;
  private static final int GLN_DIGITS = 13;

  private final Map<String, Owner> owners = new TreeMap<>();

  GtinOwners(VitrineConfig config) {
    config.dscsa().owners().forEach((prefix, owner) -> owners.put(prefix, checked(prefix, owner)));
  }

  /**
   * A GTIN's owner.
   *
   * @param party under whose name it sends its events
   * @param gln who answers
   */
  record Owner(String party, String gln) {}

  /** The owner of a GTIN of 14 digits, if its packs are verified here. */
  Optional<Owner> of(String gtin) {
    // the digit in front of the prefix says how packs are packed
    String rest = gtin.substring(1);
    for (int length = MAX_PREFIX; length >= MIN_PREFIX; length--) {
      Owner owner = owners.get(rest.substring(0, length));
      if (owner != null) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  private static Owner checked(String prefix, VitrineConfig.GtinOwner owner) {
    if (prefix.length() < MIN_PREFIX || prefix.length() > MAX_PREFIX || !isDigits(prefix)) {
      throw new IllegalArgumentException(
          "vitrine.dscsa.owners: a company prefix has 4 to 12 digits, not " + prefix);
    }
    String gln = owner.gln().orElse(owner.party());
    if (gln.length() != GLN_DIGITS || !isDigits(gln)) {
      throw new IllegalArgumentException(
          "vitrine.dscsa.owners." + prefix + ".gln: name the GLN of 13 digits that answers");
    }
    return new Owner(owner.party(), gln);
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
