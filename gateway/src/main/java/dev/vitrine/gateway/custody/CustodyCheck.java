package dev.vitrine.gateway.custody;

import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Follows an instance's chain of custody through a presentation that was found valid.
 *
 * <p>Guarantees that the presentation's records are custody records, that each holds a step of the
 * instance, that the steps' numbers follow each other without a gap from the one required, and that
 * each step names the very record of the step before. So a step that was logged can't be left out
 * of the middle, replaced, or put in another order. Doesn't tell whether later steps exist: ask
 * with a fresh nonce. Nor whether what a step says happened; nor of events that were never sent to
 * this gateway.
 */
public final class CustodyCheck {
  /** The step's name. */
  public static final String STEP = "custody";

  private final String epc;
  private final int from;

  /**
   * Of one instance's chain.
   *
   * @param epc the instance, in any form
   * @param from the number that the first shown step must have; 1 for the whole chain
   */
  public CustodyCheck(String epc, int from) {
    this.epc = CanonicalEpc.of(epc);
    this.from = from;
  }

  /**
   * Follows the chain.
   *
   * @return what holds
   * @throws RefusedException with the step {@value #STEP} and the place where the chain breaks
   */
  public Step check(Verdict verdict) throws RefusedException {
    return check(verdict, 0);
  }

  /**
   * Follows the chain through the records from number {@code first} to the last.
   *
   * @throws RefusedException as {@link #check(Verdict)}
   */
  public Step check(Verdict verdict, int first) throws RefusedException {
    Statement statement = verdict.statement();
    List<byte[]> roots = verdict.recordRoots();
    if (roots.size() != statement.records().size() || roots.size() <= first) {
      throw refused("a chain is shown by records in anchored mode only");
    }
    ChainStep last = null;
    for (int i = first; i < roots.size(); i++) {
      ChainStep step = step(statement.records().get(i), i);
      if (last == null) {
        if (step.sequence() != from) {
          throw refused("the chain is shown from step " + step.sequence() + ", not from " + from);
        }
      } else if (step.sequence() != last.sequence() + 1) {
        throw refused("step " + step.sequence() + " follows on step " + last.sequence());
      } else if (!Arrays.equals(step.previous().orElse(null), roots.get(i - 1))) {
        throw refused(
            "step " + step.sequence() + " goes on from another record than the one shown before");
      }
      last = step;
    }
    if (last == null) {
      throw new IllegalStateException("there is a record");
    }
    return new Step(STEP, "steps " + from + " to " + last.sequence() + " without a gap");
  }

  private ChainStep step(RecordClaim claim, int record) throws RefusedException {
    Schema schema = claim.schema();
    if (!schema.equals(CustodySchema.SCHEMA)) {
      throw refused("record " + record + " is no custody record");
    }
    List<byte[]> shown =
        claim.elements().getOrDefault(schema.indexOf(CustodySchema.STEPS), List.of());
    for (byte[] element : shown) {
      Optional<ChainStep> step = ChainStep.of(element).filter(one -> one.epc().equals(epc));
      if (step.isPresent()) {
        return step.get();
      }
    }
    throw refused("record " + record + " shows no step of this instance");
  }

  private static RefusedException refused(String reason) {
    return RefusedException.invalid(STEP, reason);
  }
}
