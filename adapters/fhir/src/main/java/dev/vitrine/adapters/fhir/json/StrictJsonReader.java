package dev.vitrine.adapters.fhir.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document of strict JSON in FHIR's dialect: no duplicate names, no comments, nothing
 * after the end, no empty strings, objects or arrays, null only as an item of an array. What can be
 * stepped over is noted and reading goes on; a fault of syntax or a bound passed ends it.
 */
public final class StrictJsonReader {
  // names are not pooled: a shared table that hostile names can fill buys little here
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(FhirLimits.DEPTH)
                  .maxStringLength(FhirLimits.BASE64)
                  .maxNameLength(FhirLimits.NAME)
                  .maxNumberLength(FhirLimits.NUMBER)
                  .build())
          .build();

  private final JsonParser parser;
  private final Problems problems;
  private @Nullable String rootType;
  private int values;

  private StrictJsonReader(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * The document's outermost object.
   *
   * @throws InvalidDocumentException if reading could not go on, with all problems up to there
   */
  public static JsonObject read(byte[] body, Problems problems) throws InvalidDocumentException {
    CharBuffer chars = Utf8.decode(body, problems);
    try (JsonParser parser =
        FACTORY.createParser(
            chars.array(), chars.arrayOffset() + chars.position(), chars.remaining())) {
      return new StrictJsonReader(parser, problems).document();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private JsonObject document() throws IOException, InvalidDocumentException {
    try {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw problems.fatal(
            "not-a-resource",
            "",
            first == null ? "The document is empty." : "The document is not a JSON object.",
            "Send one FHIR resource as a JSON object.");
      }
      JsonObject root = object();
      if (parser.nextToken() != null) {
        throw problems.fatal(
            "trailing-content",
            FhirPlace.of(parser.getParsingContext(), rootType),
            "Something follows the end of the resource.",
            "Send one resource per document.");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw SyntaxFault.of(e, FhirPlace.of(parser.getParsingContext(), rootType), problems);
    }
  }

  private JsonObject object() throws IOException, InvalidDocumentException {
    JsonObject object = new JsonObject();
    count();
    boolean none = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      none = false;
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.length() > FhirLimits.NAME || object.size() >= FhirLimits.MEMBERS) {
        throw tooComplex();
      }
      if (token == JsonToken.VALUE_NULL) {
        problem(
            "null-value",
            "A property is null.",
            "Leave out properties without a value; null stands only in arrays of primitives.");
      }
      Json value = value(token, name);
      if (!object.add(name, value)) {
        problem(
            "duplicate-key",
            "A property of this name occurs twice in one object.",
            "Keep one of them; put repeated values into an array.");
      }
      if (rootType == null
          && name.equals("resourceType")
          && value instanceof JsonPrimitive type
          && parser.getParsingContext().getParent().inRoot()) {
        rootType = FhirPlace.rootName(type.text());
      }
    }
    if (none) {
      problem("empty-object", "An object has no properties.", "Leave the property out.");
    }
    return object;
  }

  private JsonArray array(String name) throws IOException, InvalidDocumentException {
    JsonArray array = new JsonArray();
    count();
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      problem("empty-array", "An array has no items.", "Leave the property out.");
    }
    while (token != JsonToken.END_ARRAY) {
      array.add(value(token, name));
      token = parser.nextToken();
    }
    return array;
  }

  private Json value(@Nullable JsonToken token, String name)
      throws IOException, InvalidDocumentException {
    if (token == null) {
      throw SyntaxFault.ended(FhirPlace.of(parser.getParsingContext(), rootType), problems);
    }
    if (token == JsonToken.START_OBJECT) {
      return object();
    }
    if (token == JsonToken.START_ARRAY) {
      return array(name);
    }
    count();
    return switch (token) {
      case VALUE_STRING -> string(parser.getText(), name);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> JsonPrimitive.TRUE;
      case VALUE_FALSE -> JsonPrimitive.FALSE;
      default -> JsonPrimitive.NULL;
    };
  }

  private JsonPrimitive string(String text, String name)
      throws IOException, InvalidDocumentException {
    if (text.isEmpty()) {
      problem("empty-string", "A string is empty.", "Leave the property out.");
    } else if (text.length() > FhirLimits.STRING && !name.equals("data")) {
      throw SyntaxFault.tooLarge(
          FhirPlace.of(parser.getParsingContext(), rootType), "A string", problems);
    } else if (!Characters.allowed(text)) {
      problem(
          "invalid-character",
          "A string holds a control character or half of a surrogate pair.",
          "Send whole Unicode characters, with no control character but tab and line ends.");
    }
    return new JsonPrimitive('s', text);
  }

  private JsonPrimitive number(String lexeme) throws IOException, InvalidDocumentException {
    if (!Characters.boundedNumber(lexeme)) {
      problem(
          "number-out-of-bounds",
          "A number is longer than "
              + FhirLimits.NUMBER
              + " characters or has an exponent beyond ±"
              + FhirLimits.EXPONENT
              + ".",
          "Send numbers within these bounds.");
    }
    return new JsonPrimitive('n', lexeme);
  }

  private void count() throws InvalidDocumentException {
    if (++values > FhirLimits.VALUES) {
      throw tooComplex();
    }
  }

  private InvalidDocumentException tooComplex() {
    return problems.fatal(
        "too-complex",
        FhirPlace.of(parser.getParsingContext(), rootType),
        "The document has more values, more properties in an object or longer names than allowed.",
        "Send it in smaller documents.");
  }

  private void problem(String code, String reason, String remedy) throws InvalidDocumentException {
    problems.add(code, FhirPlace.of(parser.getParsingContext(), rootType), reason, remedy);
  }
}
