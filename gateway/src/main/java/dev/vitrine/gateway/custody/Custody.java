package dev.vitrine.gateway.custody;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.CustodyTable;
import dev.vitrine.gateway.store.CustodyTable.Head;
import dev.vitrine.gateway.store.SchemaStore;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers the events of each instance as they are taken, and says so in custody records.
 *
 * <p>A step names the root of the record with the step before, so that one must be known before it
 * is sealed: from groups under way, whose steps are foreseen here, else from the database, in one
 * statement for a group. A step is stored in one transaction with its event. If another process was
 * faster with the same number, nothing of the group is stored, and it is numbered anew. So numbers
 * have no gaps and no step is written twice, whatever crashes and whoever else writes.
 */
@Startup
@Singleton
public class Custody {
  private final boolean on;
  private final CustodyTable table;
  private final CustodySealer sealer;
  private final SchemaStore schemas;
  private final Keys keys;
  private final Map<UUID, Foreseen> underWay = new ConcurrentHashMap<>();

  Custody(
      VitrineConfig config,
      CustodyTable table,
      CustodySealer sealer,
      SchemaStore schemas,
      Keys keys) {
    this.on = config.epcis().custody();
    this.table = table;
    this.sealer = sealer;
    this.schemas = schemas;
    this.keys = keys;
  }

  @PostConstruct
  void register() {
    schemas.register(List.of(CustodySchema.SCHEMA));
  }

  /** A head that will be stored if its group is. */
  private record Foreseen(Head head, CustodyGroup by) {}

  /** Whether chains are kept. */
  public boolean on() {
    return on;
  }

  /**
   * Goes on with the chains of the instances that {@code events} name. Called by one thread, in the
   * order in which groups go to their writers.
   *
   * @param events in the order they were taken
   */
  public CustodyGroup take(List<CustodyEvent> events) {
    List<CustodySealer.Link> links = sealer.links(events);
    Map<UUID, Head> heads = new HashMap<>();
    Set<CustodyGroup> before = new LinkedHashSet<>();
    Set<UUID> rest = new LinkedHashSet<>();
    for (CustodySealer.Link link : links) {
      for (UUID key : link.keys()) {
        // what is under way is looked at before the database: it leaves here after it gets there
        Foreseen foreseen = underWay.get(key);
        if (foreseen == null) {
          rest.add(key);
        } else {
          heads.put(key, foreseen.head);
          before.add(foreseen.by);
        }
      }
    }
    heads.putAll(table.heads(rest));
    CustodySealer.Chained chained = sealer.seal(links, heads);
    CustodyGroup group = new CustodyGroup(this, links, before, chained);
    chained.heads().forEach((key, head) -> underWay.put(key, new Foreseen(head, group)));
    return group;
  }

  /** Numbers and seals anew from what is stored. */
  CustodySealer.Chained again(List<CustodySealer.Link> links) {
    Set<UUID> all = new LinkedHashSet<>();
    links.forEach(link -> all.addAll(link.keys()));
    return sealer.seal(links, table.heads(all));
  }

  /** What {@code group} foresaw is stored, or never will be. */
  void forget(CustodyGroup group, Set<UUID> all) {
    for (UUID key : all) {
      underWay.computeIfPresent(key, (k, foreseen) -> foreseen.by == group ? null : foreseen);
    }
  }

  /**
   * The newest steps of an instance's chain, oldest first.
   *
   * @param epc its identifier, in any form
   * @param from the first number of interest
   */
  public List<CustodyTable.Stored> steps(String epc, int from, int limit) {
    return table.steps(keys.master().custodyKey(CanonicalEpc.of(epc)), from, limit);
  }
}
