package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an expression by FHIRPath's grammar and makes nodes of it. */
final class Parser {
  /** Operators with two sides, from those that bind loosest to those that bind tightest. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("implies"),
          Set.of("or", "xor"),
          Set.of("and"),
          Set.of("in", "contains"),
          Set.of("=", "~", "!=", "!~"),
          Set.of("<=", "<", ">", ">="),
          Set.of("|"),
          Set.of("is", "as"),
          Set.of("+", "-", "&"),
          Set.of("*", "/", "div", "mod"));

  private static final Set<String> RESERVED =
      Set.of("and", "or", "xor", "implies", "div", "mod", "true", "false");

  private static final Map<String, String> EXTERNALS =
      Map.of(
          "sct", "http://snomed.info/sct",
          "loinc", "http://loinc.org",
          "ucum", "http://unitsofmeasure.org");

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int nodes;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Node parse(String text) throws FhirPathException {
    Parser parser = new Parser(Lexer.words(text));
    Node node = parser.expression(0);
    if (parser.peek().kind() != Token.Kind.END) {
      throw FhirPathException.invalid(parser.peek().position(), "something follows the expression");
    }
    return node;
  }

  private Node expression(int level) throws FhirPathException {
    if (level == LEVELS.size()) {
      return polarity();
    }
    Node left = expression(level + 1);
    while (operator(level)) {
      Token operator = next();
      count(operator.position());
      if (operator.text().equals("is") || operator.text().equals("as")) {
        Token first = peek();
        TypeTest test = new TypeTest(typeSpecifier(), first.position());
        left = test.node(operator.text(), left);
      } else {
        left = Operators.of(operator.text(), left, expression(level + 1), operator.position());
      }
    }
    return left;
  }

  private boolean operator(int level) {
    Token token = peek();
    return (token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.WORD)
        && LEVELS.get(level).contains(token.text());
  }

  /** A sign before a term; it binds looser than the dot, so it is no part of a number. */
  private Node polarity() throws FhirPathException {
    if (!peek().is("-") && !peek().is("+")) {
      return invocations();
    }
    Token sign = next();
    enter(sign.position());
    Node node = polarity();
    depth--;
    return new Nodes.Sign(node, sign.is("-"));
  }

  private Node invocations() throws FhirPathException {
    Node node = term();
    while (true) {
      if (peek().is(".")) {
        next();
        Node left = node;
        Node right = invocation(true);
        node = new Nodes.Dot(left, right);
      } else if (peek().is("[")) {
        node = indexer(node);
      } else {
        return node;
      }
    }
  }

  private Node indexer(Node collection) throws FhirPathException {
    enter(next().position());
    Node index = expression(0);
    expect("]");
    depth--;
    return new Nodes.Index(collection, index);
  }

  private Node term() throws FhirPathException {
    Token token = peek();
    count(token.position());
    switch (token.kind()) {
      case STRING -> {
        next();
        return constant(Item.of(token.text()));
      }
      case NUMBER -> {
        next();
        return number(token);
      }
      case MOMENT -> {
        next();
        return moment(token);
      }
      case EXTERNAL -> {
        next();
        return external(token);
      }
      case SYMBOL -> {
        return symbol(token);
      }
      case WORD -> {
        if (token.text().equals("true") || token.text().equals("false")) {
          next();
          return constant(Item.of(token.text().equals("true")));
        }
        return invocation(false);
      }
      default -> {
        return invocation(false);
      }
    }
  }

  private Node symbol(Token token) throws FhirPathException {
    if (token.is("(")) {
      enter(next().position());
      Node inner = expression(0);
      expect(")");
      depth--;
      return inner;
    }
    if (token.is("{")) {
      next();
      expect("}");
      return focus -> List.of();
    }
    throw FhirPathException.invalid(token.position(), "a term is missing");
  }

  private Node number(Token token) throws FhirPathException {
    if (token.text().length() > 64) {
      throw FhirPathException.invalid(token.position(), "a number of more than 64 characters");
    }
    Token unit = peek();
    if (unit.kind() == Token.Kind.STRING || (unit.kind() == Token.Kind.WORD && isTime(unit))) {
      throw FhirPathException.unsupported(token.position(), "quantities as literals");
    }
    boolean whole = token.text().indexOf('.') < 0;
    return constant(
        new Item(
            new JsonPrimitive('n', token.text()), null, whole ? Types.INTEGER : Types.DECIMAL));
  }

  private static boolean isTime(Token unit) {
    return switch (unit.text()) {
      case "year", "years", "month", "months", "week", "weeks", "day", "days" -> true;
      case "hour", "hours", "minute", "minutes", "second", "seconds" -> true;
      case "millisecond", "milliseconds" -> true;
      default -> false;
    };
  }

  private Node moment(Token token) throws FhirPathException {
    String text = token.text();
    if (Moment.parse(text) == null) {
      throw FhirPathException.invalid(token.position(), "a date or time that is none");
    }
    boolean time = text.startsWith("T");
    String type = time ? Types.TIME : text.indexOf('T') > 0 ? Types.DATE_TIME : Types.DATE;
    return constant(new Item(new JsonPrimitive('s', time ? text.substring(1) : text), null, type));
  }

  private Node external(Token token) throws FhirPathException {
    String name = token.text();
    String value = EXTERNALS.get(name);
    if (value != null) {
      return constant(Item.of(value));
    }
    if (name.startsWith("vs-")) {
      return constant(Item.of("http://hl7.org/fhir/ValueSet/" + name.substring(3)));
    }
    if (name.startsWith("ext-")) {
      return constant(Item.of("http://hl7.org/fhir/StructureDefinition/" + name.substring(4)));
    }
    if (name.equals("resource") || name.equals("context") || name.equals("rootResource")) {
      return Nodes.Place.ROOT;
    }
    throw FhirPathException.unsupported(token.position(), "variable %" + name);
  }

  /** A name, a function call, or {@code $this} and {@code $index}. */
  private Node invocation(boolean afterDot) throws FhirPathException {
    Token token = next();
    count(token.position());
    if (token.kind() == Token.Kind.DOLLAR) {
      return switch (token.text()) {
        case "this" -> Nodes.Place.SELF;
        case "index" -> Parser::index;
        default ->
            throw FhirPathException.unsupported(token.position(), "variable $" + token.text());
      };
    }
    boolean reserved = token.kind() == Token.Kind.WORD && RESERVED.contains(token.text());
    if ((token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.DELIMITED) || reserved) {
      throw FhirPathException.invalid(token.position(), "a name is missing");
    }
    if (peek().is("(")) {
      return call(token);
    }
    String name = token.text();
    if (!afterDot && !name.isEmpty() && Character.isUpperCase(name.charAt(0))) {
      return typeName(token);
    }
    return new Nodes.Member(name, token.position());
  }

  private static List<Item> index(Focus focus) throws FhirPathException {
    if (focus.index() < 0) {
      throw FhirPathException.evaluation("$index where nothing is counted");
    }
    return List.of(Item.of(focus.index()));
  }

  /** A type's name at the start of a path: no element of FHIR begins with a capital letter. */
  private static Node typeName(Token token) throws FhirPathException {
    String type = token.text();
    if (!Types.known(type)) {
      throw FhirPathException.invalid(token.position(), "an unknown type: " + type);
    }
    return new Nodes.TypeName(type, token.position());
  }

  private Node call(Token name) throws FhirPathException {
    enter(name.position());
    next();
    if (TypeTest.isFunction(name.text())) {
      Token first = peek();
      TypeTest test = new TypeTest(typeSpecifier(), first.position());
      expect(")");
      depth--;
      return test.node(name.text(), Nodes.Place.INPUT);
    }
    List<Node> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(expression(0));
      while (peek().is(",")) {
        next();
        arguments.add(expression(0));
      }
    }
    expect(")");
    depth--;
    return Functions.call(name, arguments);
  }

  /** {@code Quantity}, {@code FHIR.Quantity}, {@code System.String}, any of them in back-ticks. */
  private String typeSpecifier() throws FhirPathException {
    Token token = next();
    count(token.position());
    if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.DELIMITED) {
      throw FhirPathException.invalid(token.position(), "the name of a type is missing");
    }
    if (!peek().is(".")) {
      return token.text();
    }
    next();
    Token second = next();
    if (second.kind() != Token.Kind.WORD && second.kind() != Token.Kind.DELIMITED) {
      throw FhirPathException.invalid(second.position(), "the name of a type is missing");
    }
    return token.text() + '.' + second.text();
  }

  private static Node constant(Item item) {
    return new Nodes.Constant(item, List.of(item));
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    at += token.kind() == Token.Kind.END ? 0 : 1;
    return token;
  }

  private void expect(String symbol) throws FhirPathException {
    Token token = next();
    if (!token.is(symbol)) {
      throw FhirPathException.invalid(token.position(), symbol + " is missing");
    }
  }

  private void enter(int position) throws FhirPathException {
    if (++depth > PathLimits.DEPTH) {
      throw new FhirPathException(
          FhirPathException.Kind.TOO_COMPLEX, position, "nested deeper than " + PathLimits.DEPTH);
    }
  }

  private void count(int position) throws FhirPathException {
    if (++nodes > PathLimits.NODES) {
      throw new FhirPathException(
          FhirPathException.Kind.TOO_COMPLEX, position, "more than " + PathLimits.NODES + " parts");
    }
  }
}
