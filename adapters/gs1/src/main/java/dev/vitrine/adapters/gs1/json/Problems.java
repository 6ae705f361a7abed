package dev.vitrine.adapters.gs1.json;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document, up to {@link EpcisLimits#PROBLEMS}. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /**
   * Notes a problem after which reading can go on.
   *
   * @throws InvalidDocumentException with all that was found, when that is enough
   */
  public void add(String code, String location, String reason, String remedy)
      throws InvalidDocumentException {
    found.add(new Problem(code, location, reason, remedy));
    if (found.size() >= EpcisLimits.PROBLEMS) {
      throw new InvalidDocumentException(found);
    }
  }

  /** A problem after which nothing more can be read, with those found before it. */
  public InvalidDocumentException fatal(
      String code, String location, String reason, String remedy) {
    found.add(new Problem(code, location, reason, remedy));
    return new InvalidDocumentException(found);
  }

  /** Those found so far. */
  public List<Problem> all() {
    return List.copyOf(found);
  }

  /** Whether none was found. */
  public boolean none() {
    return found.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidDocumentException if anything was found
   */
  public void refuseIfAny() throws InvalidDocumentException {
    if (!found.isEmpty()) {
      throw new InvalidDocumentException(found);
    }
  }
}
