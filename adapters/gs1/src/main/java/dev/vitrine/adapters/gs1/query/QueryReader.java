package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the parameters of a query from a URL or from a query in JSON. */
public final class QueryReader {
  private static final String CONTEXT = "@context";

  private final MasterData masterData;

  /** With what the repository knows about places. */
  public QueryReader(MasterData masterData) {
    this.masterData = masterData;
  }

  /**
   * A query from the parameters of a URL, decoded; lists are joined by {@code |}, or the parameter
   * comes several times.
   *
   * @param prefixes name spaces by prefix, as the request declares them
   * @throws QueryParameterException for the first parameter that is wrong
   */
  public EventQuery url(Map<String, List<String>> parameters, Map<String, String> prefixes)
      throws QueryParameterException {
    SortedMap<String, List<String>> all = new TreeMap<>();
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      List<String> values = new ArrayList<>();
      for (String value : parameter.getValue()) {
        int from = 0;
        for (int bar = value.indexOf('|'); bar >= 0; bar = value.indexOf('|', from)) {
          values.add(value.substring(from, bar));
          from = bar + 1;
        }
        values.add(value.substring(from));
      }
      all.put(parameter.getKey(), values);
    }
    return build(all, prefixes);
  }

  /**
   * A query in JSON (EPCIS 2.0's {@code query-schema.json}).
   *
   * @throws QueryParameterException for the first parameter that is wrong
   * @throws InvalidDocumentException if it is no JSON object
   */
  public EventQuery json(byte[] query) throws QueryParameterException, InvalidDocumentException {
    if (query.length > QueryLimits.BYTES) {
      throw new InvalidDocumentException(
          "limit", "", "The query is too long.", "Send at most " + QueryLimits.BYTES + " bytes.");
    }
    if (ValueReader.read(query) instanceof Value.Members members) {
      return json(members);
    }
    throw new InvalidDocumentException(
        "type", "", "A query must be a JSON object.", "Give its parameters as members.");
  }

  /**
   * A query in JSON, read.
   *
   * @throws QueryParameterException for the first parameter that is wrong
   */
  public EventQuery json(Value.Members query) throws QueryParameterException {
    SortedMap<String, List<String>> all = new TreeMap<>();
    for (Map.Entry<String, Value> member : query.members().entrySet()) {
      String name = member.getKey();
      if (!name.equals(CONTEXT)) {
        List<String> values = new ArrayList<>();
        if (member.getValue() instanceof Value.Items items) {
          for (Value item : items.items()) {
            values.add(text(name, item));
          }
        } else if (member.getValue() instanceof Value.Null) {
          if (!name.startsWith("EXISTS_")) {
            throw new QueryParameterException(name, "it has no value; leave it out or give one.");
          }
          values.add("");
        } else {
          values.add(text(name, member.getValue()));
        }
        all.put(name, values);
      }
    }
    return build(all, prefixes(query.get(CONTEXT)));
  }

  /** The name spaces that a JSON-LD context declares in itself; nothing is fetched. */
  public static Map<String, String> prefixes(@org.jspecify.annotations.Nullable Value context) {
    Map<String, String> prefixes = new HashMap<>();
    List<Value> parts =
        context instanceof Value.Items items
            ? items.items()
            : context == null ? List.of() : List.of(context);
    for (Value part : parts) {
      if (part instanceof Value.Members members) {
        members
            .members()
            .forEach(
                (prefix, space) -> {
                  if (space instanceof Value.Text text) {
                    prefixes.put(prefix, text.text());
                  } else if (space instanceof Value.Members term && term.text("@id") != null) {
                    prefixes.put(prefix, java.util.Objects.requireNonNull(term.text("@id")));
                  }
                });
      }
    }
    return prefixes;
  }

  private static String text(String name, Value value) throws QueryParameterException {
    Operand operand = value instanceof Value.Members ? null : Operand.of(value);
    if (operand == null) {
      throw new QueryParameterException(name, "a value must be a string, a number or a boolean.");
    }
    return operand.text();
  }

  private EventQuery build(SortedMap<String, List<String>> parameters, Map<String, String> prefixes)
      throws QueryParameterException {
    if (parameters.size() > QueryLimits.PARAMETERS) {
      throw new QueryParameterException(
          parameters.lastKey(), "a query has at most " + QueryLimits.PARAMETERS + " parameters.");
    }
    QueryBuilder builder = new QueryBuilder(masterData, prefixes);
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      if (name.length() > QueryLimits.NAME_CHARS) {
        throw new QueryParameterException(name, "its name is too long.");
      }
      if (parameter.getValue().isEmpty() || parameter.getValue().size() > QueryLimits.VALUES) {
        throw new QueryParameterException(name, "give 1 to " + QueryLimits.VALUES + " values.");
      }
      text.append(name.length()).append(':').append(name);
      for (String value : parameter.getValue()) {
        if (value.length() > QueryLimits.VALUE_CHARS) {
          throw new QueryParameterException(
              name, "a value has at most " + QueryLimits.VALUE_CHARS + " characters.");
        }
        text.append('=').append(value.length()).append(':').append(value);
      }
      builder.add(name, parameter.getValue());
    }
    new TreeMap<>(prefixes)
        .forEach((prefix, space) -> text.append('@').append(prefix).append('=').append(space));
    return builder.build(text.toString());
  }
}
