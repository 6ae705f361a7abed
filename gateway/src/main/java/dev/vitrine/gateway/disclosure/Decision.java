package dev.vitrine.gateway.disclosure;

import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one caller may do with records of one schema and one sender.
 *
 * @param policyId the policies it comes from
 * @param slots per slot position
 * @param elements per root slot's name, which elements may be shown
 * @param search tags by which the records may be found
 * @param aggregate slots that may be summed up, with the fewest records that must hold the slot
 * @param consent of one record, the patients' consents it comes from, as {@code permit:1042-17};
 *     empty where none decided
 */
public record Decision(
    String policyId,
    List<Disclosure> slots,
    Map<String, List<String>> elements,
    Set<String> search,
    Map<String, Integer> aggregate,
    String consent) {

  /** Whether the caller may know that there is such a record. */
  public boolean visible() {
    return slots.stream().anyMatch(slot -> slot != Disclosure.HIDE);
  }

  /** The same, by a consent too. */
  public Decision because(String how, String records) {
    return new Decision(policyId, slots, elements, search, aggregate, how + ':' + records);
  }

  /** Nothing of it: as if no policy spoke of the record. */
  public Decision hidden() {
    return new Decision(
        policyId,
        Collections.nCopies(slots.size(), Disclosure.HIDE),
        Map.of(),
        Set.of(),
        Map.of(),
        "");
  }

  /** What may be done with a slot. */
  public Disclosure of(Schema schema, String slot) {
    return slots.get(schema.indexOf(slot));
  }

  /**
   * Whether an element may be shown by itself.
   *
   * @param slot the root slot's name
   * @param element a JSON Pointer under {@code leaves}, else the element's text
   */
  public boolean allowsElement(String slot, String element) {
    return elements.getOrDefault(slot, List.of()).stream()
        .anyMatch(
            allowed ->
                allowed.equals(Grant.ANY)
                    || allowed.equals(element)
                    || (slot.equals(Schema.LEAVES) && element.startsWith(allowed + "/")));
  }
}
