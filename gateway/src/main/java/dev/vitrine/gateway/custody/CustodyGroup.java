package dev.vitrine.gateway.custody;

import dev.vitrine.gateway.store.NewBatch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The custody records of a group of events, to be stored in one transaction with these. Handed from
 * thread to thread, touched by one at a time.
 */
public final class CustodyGroup {
  private final Custody custody;
  private final List<CustodySealer.Link> links;
  private final Set<CustodyGroup> before;
  private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
  private CustodySealer.Chained chained;
  private boolean asForeseen = true;

  CustodyGroup(
      Custody custody,
      List<CustodySealer.Link> links,
      Set<CustodyGroup> before,
      CustodySealer.Chained chained) {
    this.custody = custody;
    this.links = links;
    this.before = before;
    this.chained = chained;
  }

  /** The records, sealed. */
  public List<NewBatch> batches() {
    return chained.batches();
  }

  /**
   * Waits for the groups whose steps this one goes on from; these wait for earlier ones only. If
   * one of them turned out otherwise than foreseen, the steps are numbered anew.
   */
  public void await() {
    boolean all = true;
    for (CustodyGroup group : before) {
      all &= group.settled.join();
    }
    before.clear(); // or each would hold all that were before it
    if (!all) {
      renumber();
    }
  }

  /** Numbers and seals anew, from what is stored by now. */
  public void renumber() {
    asForeseen = false;
    chained = custody.again(links);
  }

  /**
   * Says what became of it: groups that go on from it wait for this. Only the first call counts.
   */
  public void settle(boolean stored) {
    if (!settled.isDone()) {
      custody.forget(this, chained.heads().keySet());
      settled.complete(stored && asForeseen);
    }
  }
}
