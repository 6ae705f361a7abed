package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.adapters.gs1.query.MasterData;
import dev.vitrine.adapters.gs1.query.QueryParameterException;
import dev.vitrine.adapters.gs1.query.QueryReader;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL: those of a query, and those of paging.
 *
 * @param parameters of the query, in order
 */
record UrlQuery(
    TreeMap<String, List<String>> parameters, @Nullable String perPage, @Nullable String token) {
  static final QueryReader READER = new QueryReader(MasterData.NONE);

  /** No parameters. */
  static UrlQuery none() {
    return new UrlQuery(new TreeMap<>(), null, null);
  }

  static UrlQuery of(UriInfo asked) {
    TreeMap<String, List<String>> parameters = new TreeMap<>(asked.getQueryParameters());
    return new UrlQuery(
        parameters, single(parameters, "perPage"), single(parameters, "nextPageToken"));
  }

  /**
   * The query.
   *
   * @param fixed a parameter that the path stands for
   * @throws EpcisRefusal for a parameter that is wrong
   */
  EventQuery query(Map<String, String> fixed, Map<String, String> prefixes) {
    TreeMap<String, List<String>> all = new TreeMap<>(parameters);
    fixed.forEach(
        (name, value) -> {
          if (all.put(name, List.of(value)) != null) {
            throw new EpcisRefusal(
                EpcisRefusal.Kind.QUERY_PARAMETER, name + ": the address says it already.");
          }
        });
    try {
      return READER.url(all, prefixes);
    } catch (QueryParameterException e) {
      throw refusal(e);
    }
  }

  /**
   * Refuses parameters of a query, where there can be none.
   *
   * @throws EpcisRefusal if there are
   */
  void requireNone() {
    if (!parameters.isEmpty()) {
      throw refusal(
          new QueryParameterException(
              parameters.firstKey(), "only perPage and nextPageToken have a meaning here."));
    }
  }

  /** What of the URL must be in the link to the next page. */
  Answers.Paging paging(String path) {
    StringBuilder out = new StringBuilder(path);
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value -> {
                  out.append(out.indexOf("?") < 0 ? '?' : '&');
                  out.append(encoded(name)).append('=').append(encoded(value));
                }));
    return new Answers.Paging(out.toString(), perPage, token);
  }

  static EpcisRefusal refusal(QueryParameterException e) {
    String message = e.getMessage();
    return new EpcisRefusal(
        EpcisRefusal.Kind.QUERY_PARAMETER, message == null ? e.parameter() : message);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static @Nullable String single(TreeMap<String, List<String>> parameters, String name) {
    List<String> values = parameters.remove(name);
    if (values == null) {
      return null;
    }
    if (values.size() != 1) {
      throw new EpcisRefusal(EpcisRefusal.Kind.QUERY_PARAMETER, name + ": it comes once at most.");
    }
    return values.get(0);
  }
}
