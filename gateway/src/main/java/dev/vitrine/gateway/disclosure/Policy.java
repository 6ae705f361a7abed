package dev.vitrine.gateway.disclosure;

import java.util.List;

/**
 * One policy file: what one party, as the sender of records, allows others.
 *
 * @param id names the policy in statements and disclosure records
 * @param owner the sender whose records it speaks of, or {@code *} for every sender
 * @param grants what it allows
 */
public record Policy(String id, String owner, List<Grant> grants) {
  /** Copies the list. */
  public Policy {
    grants = List.copyOf(grants);
  }

  boolean speaksOf(String sender) {
    return owner.equals(Grant.ANY) || owner.equals(sender);
  }
}
