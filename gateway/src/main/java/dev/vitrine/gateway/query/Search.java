package dev.vitrine.gateway.query;

import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.record.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds records by tags. A record shows up only if the caller may know of it and may search by each
 * tag that was asked for: finding by a tag tells that the record carries it.
 */
@ApplicationScoped
class Search {
  static final int MAX_PAGE = 1000;

  private static final int MAX_TAGS = 16;
  private static final int MAX_QUERY = 4096;
  private static final Pattern AND = Pattern.compile("&");

  private final TagIndex index;
  private final Policies policies;

  Search(TagIndex index, Policies policies) {
    this.index = index;
    this.policies = policies;
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
    Map<String, Boolean> senders = new HashMap<>();
    List<TagIndex.Hit> allowed = new ArrayList<>();
    long last = after;
    while (true) {
      List<TagIndex.Hit> hits = index.find(schema.id(), tags, last, MAX_PAGE);
      for (TagIndex.Hit hit : hits) {
        last = hit.ref().packed();
        if (senders.computeIfAbsent(
            hit.sender(), sender -> mayFind(caller, sender, schema, tags, right))) {
          if (allowed.size() == pageSize) {
            return new Page(allowed, allowed.get(pageSize - 1).ref().packed(), true);
          }
          allowed.add(hit);
        }
      }
      if (hits.size() < MAX_PAGE) {
        return new Page(allowed, last, false);
      }
    }
  }

  private boolean mayFind(
      Caller caller, String sender, Schema schema, List<String> tags, Predicate<Decision> right) {
    Decision decision = policies.decide(caller, sender, schema);
    return right.test(decision)
        && (decision.search().contains("*")
            || tags.stream()
                .allMatch(tag -> decision.search().contains(tag.substring(0, tag.indexOf('=')))));
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
