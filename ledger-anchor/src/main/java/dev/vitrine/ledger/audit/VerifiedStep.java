package dev.vitrine.ledger.audit;

/**
 * A check that passed.
 *
 * @param name of the step, as "inclusion"
 * @param what was found, for people
 */
public record VerifiedStep(String name, String what) {
  /** The text is in its one allowed form. */
  public static final String FORM = "form";

  /** A trusted log signed the checkpoint. */
  public static final String CHECKPOINT_SIGNATURE = "checkpoint signature";

  /** Enough witnesses cosigned it. */
  public static final String QUORUM = "quorum";

  /** The entry is in the tree. */
  public static final String INCLUSION = "inclusion";

  /** The older tree is a prefix of the newer. */
  public static final String CONSISTENCY = "consistency";
}
