package dev.vitrine.gateway.disclosure;

import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.proofs.record.Disclosure;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One grant of a policy: whom it speaks of, and what it allows them. What it does not name stays
 * hidden.
 *
 * @param role the realm role the caller must have
 * @param party the caller's party, or {@code *} for any
 * @param purposes the purposes of use it holds for; at least one
 * @param schema the schema's name
 * @param slots what may be done with each named slot; {@code *} stands for all others
 * @param elements per root slot, which elements may be shown one by one: {@code *} for any; under
 *     {@code leaves} JSON Pointer prefixes that end at a token's border, elsewhere whole texts
 * @param search the names of tags by which records may be found
 * @param aggregate slots whose sum, mean and variance over many records may be told and proved,
 *     with the fewest records that must hold the slot
 */
public record Grant(
    String role,
    String party,
    Set<String> purposes,
    String schema,
    Map<String, Disclosure> slots,
    Map<String, List<String>> elements,
    Set<String> search,
    Map<String, Integer> aggregate) {

  /** Any party, or all other slots. */
  static final String ANY = "*";

  /** Copies the collections. */
  public Grant {
    purposes = Set.copyOf(purposes);
    slots = Map.copyOf(slots);
    elements = Map.copyOf(elements);
    search = Set.copyOf(search);
    aggregate = Map.copyOf(aggregate);
  }

  boolean covers(Caller caller, String schemaId) {
    return schema.equals(schemaId)
        && caller.has(role)
        && (party.equals(ANY) || caller.party().filter(party::equals).isPresent())
        && caller.purpose().filter(purpose -> purposes.contains(purpose.name())).isPresent();
  }

  Disclosure of(String slot) {
    Disclosure named = slots.get(slot);
    return named != null ? named : slots.getOrDefault(ANY, Disclosure.HIDE);
  }
}
