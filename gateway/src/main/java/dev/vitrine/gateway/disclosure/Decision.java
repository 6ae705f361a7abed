package dev.vitrine.gateway.disclosure;

import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
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
 */
public record Decision(
    String policyId,
    List<Disclosure> slots,
    Map<String, List<String>> elements,
    Set<String> search,
    Map<String, Integer> aggregate) {

  /** Whether the caller may know that there is such a record. */
  public boolean visible() {
    return slots.stream().anyMatch(slot -> slot != Disclosure.HIDE);
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
