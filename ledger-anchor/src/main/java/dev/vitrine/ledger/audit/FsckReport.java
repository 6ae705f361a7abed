package dev.vitrine.ledger.audit;

import java.util.List;

/**
 * What a full re-derivation found.
 *
 * @param entries how many were hashed
 * @param tiles how many were compared
 * @param bytes of entries
 * @param problems what is wrong, the first found first; at most {@value #MAX_PROBLEMS} are kept
 * @param found how many problems there were in all
 */
public record FsckReport(
    long entries, long tiles, long bytes, List<FsckProblem> problems, long found) {
  /** How many problems are kept. */
  public static final int MAX_PROBLEMS = 1000;

  /** Copies the list. */
  public FsckReport {
    problems = List.copyOf(problems);
  }

  /** Whether the log is what its checkpoint says, throughout. */
  public boolean clean() {
    return found == 0;
  }
}
