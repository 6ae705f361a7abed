package dev.vitrine.adapters.gs1.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON forwards, once, and refuses: ill-formed UTF-8, duplicate names, lone surrogates, NUL,
 * anything after the document, and whatever passes {@link EpcisLimits}. While a {@link LeafList} is
 * set it takes down every primitive passed. Not thread-safe.
 *
 * <p>Stands on a token. {@link #enterObject} and {@link #nextMember} step through an object, {@link
 * #enterArray} and {@link #nextItem} through an array; each value must be taken by one of these or
 * by a {@code take…} method before the next step.
 */
public final class JsonCursor implements AutoCloseable {
  private final byte[] body;
  private final int from;
  private final JsonParser parser;
  private final Problems problems;
  private final PointerPath path = new PointerPath();
  private final MemberNames[] names = new MemberNames[EpcisLimits.DEPTH + 2];
  private final int[] bases = new int[EpcisLimits.DEPTH + 2];
  private final int[] indexes = new int[EpcisLimits.DEPTH + 2];
  private int depth;
  private long leafBytes;
  private @Nullable JsonToken token;
  private @Nullable LeafList leaves;
  private @Nullable Node root;
  private final @Nullable Node[] parents = new Node[EpcisLimits.DEPTH + 2];
  private final String[] memberNames = new String[EpcisLimits.DEPTH + 2];

  private JsonCursor(byte[] body, int from, JsonParser parser, Problems problems) {
    this.body = body;
    this.from = from;
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * A cursor on the first token of {@code body}, which may start with a byte order mark.
   *
   * @throws InvalidDocumentException if it is too large, not UTF-8, or does not start as JSON
   */
  public static JsonCursor open(byte[] body, Problems problems) throws InvalidDocumentException {
    StrictJson.admit(body, problems);
    int from = Utf8.start(body);
    try {
      JsonCursor cursor = new JsonCursor(body, from, StrictJson.parser(body), problems);
      cursor.advance();
      if (cursor.token == null) {
        throw cursor.syntax(null);
      }
      return cursor;
    } catch (IOException e) {
      throw problems.fatal("json-syntax", "", "It is not JSON.", "Send well-formed JSON.");
    }
  }

  /** The collector this cursor reports to. */
  public Problems problems() {
    return problems;
  }

  /** Where the cursor stands, as a JSON Pointer from the document's root. */
  public String pointer() {
    return path.toString();
  }

  /** How many bytes {@link #pointer()} has. */
  public int pointerBytes() {
    return path.length();
  }

  /** Notes a problem here. */
  public void problem(String code, String reason, String remedy) throws InvalidDocumentException {
    problems.add(code, pointer(), reason, remedy);
  }

  /** Notes a problem with a member, there or missing, of where the cursor stands. */
  public void problemAt(String member, String code, String reason, String remedy)
      throws InvalidDocumentException {
    problems.add(code, pointer() + '/' + member, reason, remedy);
  }

  /** Starts taking down primitives, with pointers from here on; {@link #stopLeaves} ends it. */
  public LeafList startLeaves() {
    LeafList list = new LeafList(path.length());
    leaves = list;
    return list;
  }

  /** Stops taking down primitives. */
  public void stopLeaves() {
    leaves = null;
  }

  /** Starts building the tree of the object here, which is entered next. */
  public Node startTree() {
    Node tree = Node.object("");
    root = tree;
    return tree;
  }

  /** Stops building it. */
  public void stopTree() {
    root = null;
    Arrays.fill(parents, null);
  }

  /** Whether the value here is an object. */
  public boolean isObject() {
    return token == JsonToken.START_OBJECT;
  }

  /** Whether the value here is an array. */
  public boolean isArray() {
    return token == JsonToken.START_ARRAY;
  }

  /** Whether the value here is a string. */
  public boolean isString() {
    return token == JsonToken.VALUE_STRING;
  }

  /** Whether the value here is a number. */
  public boolean isNumber() {
    return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
  }

  /** Whether the value here is true or false. */
  public boolean isBoolean() {
    return token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
  }

  /**
   * The byte position right after what was read last: after the opening brace on entering an object
   * that is the document or in an array, after the closing one on leaving it.
   */
  public int bytePosition() {
    return from + (int) parser.currentLocation().getByteOffset();
  }

  /** The document's bytes. */
  public byte[] body() {
    return body;
  }

  /** Steps into the object here. */
  public void enterObject() {
    depth++;
    bases[depth] = path.length();
    MemberNames frame = names[depth];
    if (frame == null) {
      frame = new MemberNames();
      names[depth] = frame;
    }
    frame.clear();
    Node tree = root;
    if (tree != null) {
      Node parent = parents[depth - 1];
      if (parent != null) {
        tree = Node.object(memberNames[depth - 1]);
        parent.add(tree);
      }
      parents[depth] = tree;
    }
  }

  /** Steps to the next member's value and gives its name; null once the object is over. */
  public @Nullable String nextMember() throws InvalidDocumentException {
    path.truncate(bases[depth]);
    advance();
    if (token == JsonToken.END_OBJECT) {
      depth--;
      return null;
    }
    String name;
    try {
      name = parser.currentName();
    } catch (IOException e) {
      throw syntax(e);
    }
    StrictJson.check(name, path, problems);
    if (!path.name(name)) {
      path.truncate(bases[depth]);
      throw limit("A member below here has too long a path.", "Use shorter names.");
    }
    if (!names[depth].add(name)) {
      problem("duplicate-key", "The name occurs twice in its object.", "Keep one of the two.");
    }
    LeafList list = leaves;
    if (list != null) {
      list.name(name);
    }
    memberNames[depth] = name;
    advance();
    return name;
  }

  /** Steps into the array here. */
  public void enterArray() {
    depth++;
    bases[depth] = path.length();
    indexes[depth] = 0;
    // what is in the array becomes members of what the array is in, of its name
    parents[depth] = parents[depth - 1];
    memberNames[depth] = memberNames[depth - 1];
  }

  /** Steps to the next item; false once the array is over. */
  public boolean nextItem() throws InvalidDocumentException {
    path.truncate(bases[depth]);
    path.index(indexes[depth]);
    advance();
    if (token == JsonToken.END_ARRAY) {
      path.truncate(bases[depth]);
      depth--;
      return false;
    }
    indexes[depth]++;
    return true;
  }

  /** Takes the string here. */
  public String takeString() throws InvalidDocumentException {
    String text = text();
    StrictJson.check(text, path, problems);
    note('s', text);
    return text;
  }

  /** Takes the string here, which is a word or a URI and may be written with a prefix. */
  public String takeWord() throws InvalidDocumentException {
    String text = takeString();
    LeafList list = leaves;
    if (list != null) {
      list.words().add(text);
    }
    return text;
  }

  /** Takes the number here, as it was written. */
  public String takeNumber() throws InvalidDocumentException {
    String lexeme = text();
    note('n', lexeme);
    return lexeme;
  }

  /** Takes the boolean here. */
  public String takeBoolean() throws InvalidDocumentException {
    String value = token == JsonToken.VALUE_TRUE ? "true" : "false";
    note('b', value);
    return value;
  }

  /** Takes whatever value is here. */
  public void takeAny() throws InvalidDocumentException {
    if (token == null) {
      throw syntax(null);
    }
    switch (token) {
      case START_OBJECT -> {
        enterObject();
        while (nextMember() != null) {
          takeAny();
        }
      }
      case START_ARRAY -> {
        enterArray();
        while (nextItem()) {
          takeAny();
        }
      }
      case VALUE_STRING -> takeString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> takeNumber();
      case VALUE_TRUE, VALUE_FALSE -> takeBoolean();
      case VALUE_NULL -> note('z', "");
      default -> throw syntax(null);
    }
  }

  /** Checks that the document ends here. */
  public void end() throws InvalidDocumentException {
    advance();
    if (token != null) {
      throw problems.fatal(
          "trailing-content",
          "",
          "Something follows the document's end.",
          "Send one JSON document and nothing after it.");
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      // reads from memory: nothing can be left open
      throw new IllegalStateException(e);
    }
  }

  private void advance() throws InvalidDocumentException {
    try {
      token = parser.nextToken();
    } catch (IOException e) {
      throw syntax(e);
    }
    if (token == null && depth > 0) {
      throw syntax(null);
    }
  }

  private String text() throws InvalidDocumentException {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  private void note(char type, String value) throws InvalidDocumentException {
    if (root != null) {
      Node parent = parents[depth];
      if (parent != null) {
        parent.add(Node.leaf(memberNames[depth], type, value));
      }
    }
    LeafList list = leaves;
    if (list != null) {
      leafBytes += list.add(path, type, value) + EpcisLimits.LEAF_OVERHEAD;
      if (leafBytes > EpcisLimits.LEAF_BYTES) {
        throw limit("The document's values with their paths are too large.", "Send less at once.");
      }
    }
  }

  private InvalidDocumentException limit(String reason, String remedy) {
    return problems.fatal("limit", pointer(), reason, remedy);
  }

  private InvalidDocumentException syntax(@Nullable IOException cause) {
    if (cause instanceof StreamConstraintsException) {
      return limit(
          "Nesting, a string, a name or a number passes the limit here.",
          "Keep within "
              + EpcisLimits.DEPTH
              + " levels and "
              + EpcisLimits.STRING_CHARS
              + " characters.");
    }
    String place = "";
    if (cause instanceof JsonParseException parse && parse.getLocation() != null) {
      place =
          " (line "
              + parse.getLocation().getLineNr()
              + ", column "
              + parse.getLocation().getColumnNr()
              + ")";
    }
    return problems.fatal(
        "json-syntax",
        pointer(),
        "This is not well-formed JSON" + place + ".",
        "Send JSON as RFC 8259 has it: no comments, no NaN, nothing left open.");
  }
}
