package dev.vitrine.gateway.anchoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers, and the newest anchors in each.
 *
 * @param next the address of older ones; none if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnchorsView(List<Ledger> ledgers, List<AnchorView> anchors, @Nullable String next) {

  /**
   * One ledger of the settings.
   *
   * @param published the size of the newest published checkpoint
   * @param anchored the size of the newest one that is FINAL there
   * @param lagSeconds how long the longest waiting entry has waited
   */
  record Ledger(
      String name, String kind, long published, long anchored, long lagSeconds, boolean alarm) {
    static Ledger of(LedgerStatus status) {
      return new Ledger(
          status.name(),
          status.kind(),
          status.lag().published(),
          status.lag().anchored(),
          status.lag().age().toSeconds(),
          status.alarm());
    }
  }
}
