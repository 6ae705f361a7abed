package dev.vitrine.gateway.query;

import dev.vitrine.gateway.consent.CallerPermissions;
import dev.vitrine.gateway.consent.Permissions;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.record.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds records by tags. A record shows up only if the caller may know of it and may search by each
 * tag that was asked for: finding by a tag tells that the record carries it. Where patients'
 * consents may have a say, each record is opened to ask them.
 */
@ApplicationScoped
class Search {
  static final int MAX_PAGE = 1000;

  /** Records that one search may open to ask for consent. */
  private static final int MAX_OPENED = 1 << 14;

  private static final int MAX_TAGS = 16;
  private static final int MAX_QUERY = 4096;
  private static final Pattern AND = Pattern.compile("&");

  private final TagIndex index;
  private final RecordBatches records;
  private final Permissions permissions;

  Search(TagIndex index, RecordBatches records, Permissions permissions) {
    this.index = index;
    this.records = records;
    this.permissions = permissions;
  }

  /**
   * One page.
   *
   * @param after where to go on, packed; −1 for the start
   * @param more whether there is another page
   */
  record Page(List<TagIndex.Hit> hits, long after, boolean more) {}

  Page find(Caller caller, Schema schema, String query, long after, int pageSize) {
    return find(caller, schema, query, after, pageSize, Decision::visible);
  }

  /**
   * All records that a query finds.
   *
   * @param allowed what a sender's policies must allow
   * @throws GatewayException.InvalidRequest if there are more than {@code limit}
   */
  List<TagIndex.Hit> all(
      Caller caller, Schema schema, String query, Predicate<Decision> allowed, int limit) {
    Page page = find(caller, schema, query, -1, limit, allowed);
    if (page.more()) {
      throw new GatewayException.InvalidRequest(
          "More than " + limit + " records are selected: narrow the query.");
    }
    return page.hits();
  }

  private Page find(
      Caller caller,
      Schema schema,
      String query,
      long after,
      int pageSize,
      Predicate<Decision> right) {
    List<String> tags = tags(query);
    Asked asked = new Asked(permissions.of(caller), schema, tags, right);
    List<TagIndex.Hit> allowed = new ArrayList<>();
    long last = after;
    while (true) {
      List<TagIndex.Hit> hits = index.find(schema.id(), tags, last, MAX_PAGE);
      for (int from = 0; from < hits.size(); from += RecordBatches.MOST) {
        int to = Math.min(hits.size(), from + RecordBatches.MOST);
        for (TagIndex.Hit hit : asked.of(hits.subList(from, to))) {
          if (allowed.size() == pageSize) {
            return new Page(allowed, allowed.get(pageSize - 1).ref().packed(), true);
          }
          allowed.add(hit);
        }
      }
      if (hits.size() < MAX_PAGE) {
        return new Page(allowed, last, false);
      }
      last = hits.get(hits.size() - 1).ref().packed();
    }
  }

  /** One search of one caller. */
  private final class Asked {
    private final CallerPermissions allowed;
    private final Schema schema;
    private final List<String> tags;
    private final Predicate<Decision> right;
    private final Map<String, Boolean> senders = new HashMap<>();
    private int opened;

    Asked(CallerPermissions allowed, Schema schema, List<String> tags, Predicate<Decision> right) {
      this.allowed = allowed;
      this.schema = schema;
      this.tags = tags;
      this.right = right;
    }

    /** Those of {@code hits} that are for the caller. */
    List<TagIndex.Hit> of(List<TagIndex.Hit> hits) {
      List<TagIndex.Hit> byPolicy =
          hits.stream()
              .filter(hit -> senders.computeIfAbsent(hit.sender(), this::mayFind))
              .toList();
      List<RecordRef> inDoubt =
          byPolicy.stream()
              .filter(hit -> !allowed.hold(hit.sender(), schema))
              .map(TagIndex.Hit::ref)
              .toList();
      opened += inDoubt.size();
      if (opened > MAX_OPENED) {
        throw new GatewayException.InvalidRequest(
            "Too many records to ask for their patients' consents: narrow the query.");
      }
      Set<RecordRef> hidden = new HashSet<>(inDoubt);
      for (RecordBatches.Opened record : records.open(inDoubt)) {
        if (right.test(allowed.of(record.sender(), record.record()))) {
          hidden.remove(record.ref());
        }
      }
      return byPolicy.stream().filter(hit -> !hidden.contains(hit.ref())).toList();
    }

    private boolean mayFind(String sender) {
      Decision decision = allowed.most(sender, schema);
      return right.test(decision)
          && (decision.search().contains("*")
              || tags.stream()
                  .allMatch(tag -> decision.search().contains(tag.substring(0, tag.indexOf('=')))));
    }
  }

  private static List<String> tags(String query) {
    if (query.isEmpty() || query.length() > MAX_QUERY) {
      throw new GatewayException.InvalidRequest(
          "A query has 1 to " + MAX_QUERY + " characters, as patient=Patient/1.");
    }
    List<String> tags = AND.splitAsStream(query).toList();
    if (tags.size() > MAX_TAGS || tags.stream().anyMatch(tag -> tag.indexOf('=') < 1)) {
      throw new GatewayException.InvalidRequest(
          "A query is up to " + MAX_TAGS + " of name=value, joined by &.");
    }
    return tags;
  }
}
