package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueReader;
import dev.vitrine.adapters.gs1.model.ValueWriter;
import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.adapters.gs1.query.QueryLimits;
import dev.vitrine.adapters.gs1.query.QueryParameterException;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A query with its name, as it is posted: {@code {"name": …, "query": {…}}}.
 *
 * @param text the query's JSON
 */
record Definition(String name, String text) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~:@-]{1,128}");

  /**
   * Reads one.
   *
   * @throws EpcisRefusal if its form is wrong, or one of the query's parameters
   * @throws GatewayException.InvalidRequest if it is no JSON
   */
  static Definition read(byte[] body) {
    Value value;
    try {
      if (body.length > QueryLimits.BYTES) {
        throw new EpcisRefusal(EpcisRefusal.Kind.VALIDATION, "The query is too long.");
      }
      value = ValueReader.read(body);
    } catch (InvalidDocumentException e) {
      throw new GatewayException.InvalidRequest("The query is refused.", e.problems());
    }
    if (!(value instanceof Value.Members members)
        || !members.members().keySet().equals(java.util.Set.of("name", "query"))
        || !(members.get("query") instanceof Value.Members query)) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.VALIDATION, "Send {\"name\": …, \"query\": {…}} and no other members.");
    }
    String name = members.text("name");
    if (name == null || !NAME.matcher(name).matches()) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.VALIDATION,
          "name: it has 1 to 128 letters, digits or any of . _ ~ : @ -");
    }
    try {
      UrlQuery.READER.json(query);
    } catch (QueryParameterException e) {
      throw UrlQuery.refusal(e);
    }
    return new Definition(name, ValueWriter.write(query));
  }

  /** The query of a stored text. */
  static EventQuery query(String text) {
    try {
      return UrlQuery.READER.json(text.getBytes(StandardCharsets.UTF_8));
    } catch (QueryParameterException e) {
      // parameters that were taken once and are not any more
      throw UrlQuery.refusal(e);
    } catch (InvalidDocumentException e) {
      throw new GatewayException.Internal(e);
    }
  }

  /** As it is listed. */
  Value.Members listed() {
    try {
      Map<String, Value> out = new LinkedHashMap<>();
      out.put("name", new Value.Text(name));
      out.put("query", ValueReader.read(text.getBytes(StandardCharsets.UTF_8)));
      return new Value.Members(out);
    } catch (InvalidDocumentException e) {
      throw new GatewayException.Internal(e);
    }
  }
}
