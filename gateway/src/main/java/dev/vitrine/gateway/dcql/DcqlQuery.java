package dev.vitrine.gateway.dcql;

import java.util.List;
import java.util.Optional;

/**
 * What a verifier asks for (OpenID4VP 1.0, section 6).
 *
 * @param credentials the records that are wanted
 * @param sets which combinations of them will do; empty where all are needed
 */
public record DcqlQuery(List<Credential> credentials, List<CredentialSet> sets) {
  /** The format of the records of this gateway. */
  public static final String FORMAT = "vitrine_record";

  /** Copies the lists. */
  public DcqlQuery {
    credentials = List.copyOf(credentials);
    sets = List.copyOf(sets);
  }

  /**
   * One record, or several like it (section 6.1).
   *
   * @param id what the query calls it
   * @param schemas names of the schemas it may be of; empty for any
   * @param multiple whether every record that fits is wanted, not only the first
   * @param claims its slots
   * @param claimSets which combinations of those will do, by their ids, the first one best; empty
   *     where all are needed
   */
  public record Credential(
      String id,
      List<String> schemas,
      boolean multiple,
      List<Claim> claims,
      List<List<String>> claimSets) {
    /** Copies the lists. */
    public Credential {
      schemas = List.copyOf(schemas);
      claims = List.copyOf(claims);
      claimSets = List.copyOf(claimSets);
    }
  }

  /**
   * One slot (section 6.3).
   *
   * @param id what claim sets call it
   * @param slot the slot's name
   * @param values what its value must be one of, as text; empty for any
   */
  public record Claim(Optional<String> id, String slot, List<String> values) {
    /** Copies the list. */
    public Claim {
      values = List.copyOf(values);
    }
  }

  /**
   * Combinations of credentials of which one will do (section 6.2).
   *
   * @param options ids of credentials, the first combination best
   * @param required whether the query is not answered without one
   */
  public record CredentialSet(List<List<String>> options, boolean required) {
    /** Copies the list. */
    public CredentialSet {
      options = List.copyOf(options);
    }
  }
}
