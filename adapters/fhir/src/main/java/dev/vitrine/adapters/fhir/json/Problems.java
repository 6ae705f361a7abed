package dev.vitrine.adapters.fhir.json;

import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document, up to {@link FhirLimits#PROBLEMS}. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Notes a problem, and goes on unless there are too many. */
  public void add(String code, String location, String reason, String remedy)
      throws InvalidDocumentException {
    found.add(new Problem(code, location, reason, remedy));
    if (found.size() >= FhirLimits.PROBLEMS) {
      throw new InvalidDocumentException(found);
    }
  }

  /** Notes a problem after which reading can't go on; the caller throws what this returns. */
  public InvalidDocumentException fatal(
      String code, String location, String reason, String remedy) {
    found.add(new Problem(code, location, reason, remedy));
    return new InvalidDocumentException(found);
  }

  /** Refuses the document if anything was found. */
  public void refuseIfAny() throws InvalidDocumentException {
    if (!found.isEmpty()) {
      throw new InvalidDocumentException(found);
    }
  }
}
