package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.adapters.gs1.json.Utf8;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML 1.0 with name spaces forwards, once, and refuses what is not well-formed. Beyond that
 * it refuses: any encoding but UTF-8 and its part US-ASCII, a document type that declares anything,
 * entities other than the five of XML itself, and whatever passes {@link EpcisLimits}. Comments and
 * processing instructions are passed over. Not thread-safe.
 *
 * <p>Text is given as a range of bytes: of the document where {@code from} is not negative, else of
 * {@link #scratch()}, from {@code ~from} on, until {@link #forget()}.
 */
final class XmlScanner {
  enum Token {
    START,
    TEXT,
    END,
    END_OF_DOCUMENT
  }

  private final byte[] in;
  private final Problems problems;
  private final boolean part;
  private final XmlNames names = new XmlNames();
  private final NameSpaces spaces = new NameSpaces();
  private final Scratch scratch = new Scratch(256);
  private final int xmlns = names.number("xmlns");
  private final int xml = names.number("xml");
  private final int[] open = new int[EpcisLimits.DEPTH + 1];
  private final int[] marks = new int[EpcisLimits.DEPTH + 1];
  private int[] attributeNames = new int[16];
  private int[] attributeFrom = new int[16];
  private int[] attributeTo = new int[16];
  private int[] attributeSpaces = new int[16];
  private int attributes;
  private int at;
  private int depth;
  private int tokenStart;
  private boolean empty;
  private boolean rootSeen;
  private boolean typeSeen;
  private int from;
  private int to;

  /**
   * @param part whether this is an element cut out of a document, whose prefixes were declared
   *     there
   * @throws InvalidDocumentException if it is too large, or in another encoding
   */
  XmlScanner(byte[] in, Problems problems, boolean part) throws InvalidDocumentException {
    this.in = in;
    this.problems = problems;
    this.part = part;
    spaces.declare(xml, NameSpaces.XML);
    admit();
  }

  /** Steps to the next token; between two tags there is at most one TEXT. */
  Token next() throws InvalidDocumentException {
    if (empty) {
      empty = false;
      tokenStart = at;
      return closed();
    }
    if (depth == 0) {
      return outside();
    }
    if (text()) {
      return Token.TEXT;
    }
    tokenStart = at;
    if (peek(1) == '/') {
      return endTag();
    }
    return startTag();
  }

  /** Passes over the rest of the element whose START was the last token. */
  void skip() throws InvalidDocumentException {
    int around = depth - 1;
    while (next() != Token.END || depth > around) {
      forget();
    }
  }

  XmlNames names() {
    return names;
  }

  NameSpaces spaces() {
    return spaces;
  }

  /** The name of the element of the last START. */
  int name() {
    return open[depth];
  }

  /** How many elements are open; the one of a START is among them, that of an END is not. */
  int depth() {
    return depth;
  }

  /** Where the last token starts, in bytes. */
  int start() {
    return tokenStart;
  }

  /** Where it ends. */
  int end() {
    return at;
  }

  int attributes() {
    return attributes;
  }

  int attributeName(int index) {
    return attributeNames[index];
  }

  int attributeFrom(int index) {
    return attributeFrom[index];
  }

  int attributeTo(int index) {
    return attributeTo[index];
  }

  /** Of the last TEXT. */
  int textFrom() {
    return from;
  }

  int textTo() {
    return to;
  }

  /** The bytes that a range with this start is one of. */
  byte[] bytesOf(int rangeFrom) {
    return rangeFrom < 0 ? scratch.array() : in;
  }

  Scratch scratch() {
    return scratch;
  }

  /** Drops all text that was put together. */
  void forget() {
    scratch.truncate(0);
  }

  /** Whether the last TEXT is white space only. */
  boolean isBlank() {
    byte[] bytes = bytesOf(from);
    for (int i = from < 0 ? ~from : from, end = from < 0 ? ~to : to; i < end; i++) {
      if (!XmlChars.isSpace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  /** The open elements' names, as {@code /a/b}. */
  String path() {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= depth; i++) {
      out.append('/').append(names.name(i == 1 ? names.local(open[i]) : open[i]));
    }
    return out.toString();
  }

  private void admit() throws InvalidDocumentException {
    if (in.length > EpcisLimits.DOCUMENT_BYTES) {
      throw problems.fatal(
          "limit",
          "",
          "The document has more than " + EpcisLimits.DOCUMENT_BYTES + " bytes.",
          "Send it in smaller documents.");
    }
    at = Utf8.start(in);
    int invalid = Utf8.firstInvalid(in, at);
    if (invalid >= 0) {
      throw encoding("Byte " + invalid + " is not well-formed UTF-8, or is NUL.");
    }
    int forbidden = XmlChars.firstForbidden(in);
    if (forbidden >= 0) {
      throw problems.fatal(
          "character",
          "",
          "Byte " + forbidden + " starts a character that XML does not allow.",
          "Leave the character out.");
    }
    if (startsWith("<?xml") && !XmlChars.inName(peek(5)) && peek(5) != ':') {
      declaration();
    }
  }

  /** {@code <?xml version="1.0" encoding="…" standalone="…"?>}. */
  private void declaration() throws InvalidDocumentException {
    at += 5;
    String version = pseudoAttribute("version");
    if (version == null || !version.equals("1.0")) {
      throw syntax("an XML declaration names version 1.0 first");
    }
    String encoding = pseudoAttribute("encoding");
    String standalone = pseudoAttribute("standalone");
    if (standalone != null && !standalone.equals("yes") && !standalone.equals("no")) {
      throw syntax("standalone is yes or no");
    }
    space();
    if (!startsWith("?>")) {
      throw syntax("the XML declaration goes on with something else");
    }
    at += 2;
    if (encoding == null || encoding.equalsIgnoreCase("UTF-8")) {
      return;
    }
    if (!encoding.equalsIgnoreCase("US-ASCII")) {
      throw encoding("The XML declaration names another encoding than UTF-8.");
    }
    for (byte b : in) {
      if (b < 0) {
        throw encoding("The document is not in the encoding that its XML declaration names.");
      }
    }
  }

  private @Nullable String pseudoAttribute(String name) throws InvalidDocumentException {
    int before = at;
    space();
    if (at == before || !startsWith(name)) {
      at = before;
      return null;
    }
    at += name.length();
    space();
    expect('=');
    space();
    int quote = peek(0);
    if (quote != '"' && quote != '\'') {
      throw syntax("a value in quotes is missing");
    }
    int start = ++at;
    StringBuilder value = new StringBuilder();
    while (peek(0) != quote) {
      if (at == in.length || at - start > 40) {
        throw syntax("a value in the XML declaration is open or too long");
      }
      value.append((char) (in[at++] & 0xff));
    }
    at++;
    return value.toString();
  }

  private Token outside() throws InvalidDocumentException {
    while (true) {
      space();
      if (at == in.length) {
        if (!rootSeen) {
          throw syntax("there is no element");
        }
        tokenStart = at;
        return Token.END_OF_DOCUMENT;
      }
      if (in[at] != '<') {
        throw outsideText();
      }
      if (startsWith("<!--")) {
        comment();
      } else if (peek(1) == '?') {
        instruction();
      } else if (peek(1) == '!') {
        documentType();
      } else if (rootSeen) {
        throw outsideText();
      } else {
        rootSeen = true;
        tokenStart = at;
        return startTag();
      }
    }
  }

  private InvalidDocumentException outsideText() {
    if (rootSeen) {
      return problems.fatal(
          "trailing-content",
          "",
          "Something follows the document's end.",
          "Send one XML document and nothing after it.");
    }
    return syntax("something stands before the first element");
  }

  /** One that declares nothing, as a name alone, does no harm and is published so. */
  private void documentType() throws InvalidDocumentException {
    boolean bare = startsWith("<!DOCTYPE") && !rootSeen && !typeSeen;
    if (bare) {
      typeSeen = true;
      at += 9;
      int before = at;
      space();
      bare = at > before;
      before = at;
      while (XmlChars.inName(peek(0)) || peek(0) == ':') {
        at++;
      }
      bare &= at > before;
      space();
    }
    if (!bare || peek(0) != '>') {
      throw problems.fatal(
          "document-type",
          path(),
          "A document type may declare nothing here" + where() + '.',
          "Leave the DOCTYPE out.");
    }
    at++;
  }

  /** Passes over what stands before the next tag; whether there was any text. */
  private boolean text() throws InvalidDocumentException {
    int start = at;
    while (true) {
      int b = peek(0);
      if (b == '<') {
        int c = peek(1);
        if (c != '!' && c != '?') {
          from = start;
          to = at;
          tokenStart = start;
          return at > start;
        }
        break;
      }
      if (b == '&' || b == '\r') {
        break;
      }
      plain(b);
    }
    return pieces(start);
  }

  /** The same where it must be put together. */
  private boolean pieces(int start) throws InvalidDocumentException {
    int first = scratch.length();
    scratch.add(in, start, at);
    boolean any = at > start;
    while (true) {
      int b = peek(0);
      if (b == '&') {
        reference();
        any = true;
      } else if (b == '\r') {
        newline();
        any = true;
      } else if (b != '<') {
        scratch.add(b);
        plain(b);
        any = true;
      } else if (startsWith("<!--")) {
        comment();
      } else if (startsWith("<![CDATA[")) {
        characterData();
        any = true;
      } else if (peek(1) == '?') {
        instruction();
      } else {
        break;
      }
    }
    from = ~first;
    to = ~scratch.length();
    tokenStart = start;
    return any;
  }

  private void plain(int b) throws InvalidDocumentException {
    if (b < 0 && at >= in.length) {
      throw syntax("an element is not closed");
    }
    if (b == ']' && startsWith("]]>")) {
      throw syntax("]]> must not stand in text");
    }
    at++;
  }

  /** A line's end is one U+000A, however it is written. */
  private void newline() {
    at++;
    if (peek(0) == '\n') {
      at++;
    }
    scratch.add('\n');
  }

  private void characterData() throws InvalidDocumentException {
    at += 9;
    while (!startsWith("]]>")) {
      if (at >= in.length) {
        throw syntax("a CDATA section is not closed");
      }
      if (in[at] == '\r') {
        newline();
      } else {
        scratch.add(in[at++]);
      }
    }
    at += 3;
  }

  /** A character, or one of the five entities of XML itself; no other is ever expanded. */
  private void reference() throws InvalidDocumentException {
    int start = ++at;
    while (peek(0) != ';') {
      if (at >= in.length || at - start > 16) {
        throw syntax("a reference is not closed");
      }
      at++;
    }
    String name = new String(in, start, at - start, StandardCharsets.ISO_8859_1);
    at++;
    switch (name) {
      case "lt" -> scratch.add('<');
      case "gt" -> scratch.add('>');
      case "amp" -> scratch.add('&');
      case "apos" -> scratch.add('\'');
      case "quot" -> scratch.add('"');
      default -> {
        int c = name.startsWith("#") ? codePoint(name) : -1;
        if (c < 0) {
          throw problems.fatal(
              "entity",
              path(),
              "This refers to an entity, or to a character that there is not" + where() + '.',
              "Write the text itself.");
        }
        scratch.addCodePoint(c);
      }
    }
  }

  private static int codePoint(String reference) {
    boolean hex = reference.startsWith("#x");
    int value = 0;
    int start = hex ? 2 : 1;
    for (int i = start; i < reference.length(); i++) {
      char c = reference.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, hex ? 16 : 10) : -1;
      if (digit < 0 || value > 0x10ffff) {
        return -1;
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return reference.length() > start && XmlChars.isChar(value) ? value : -1;
  }

  private void comment() throws InvalidDocumentException {
    at += 4;
    while (!startsWith("--")) {
      if (at >= in.length) {
        throw syntax("a comment is not closed");
      }
      at++;
    }
    if (peek(2) != '>') {
      throw syntax("-- must not stand in a comment");
    }
    at += 3;
  }

  private void instruction() throws InvalidDocumentException {
    int start = at + 2;
    at = start;
    qualifiedName();
    boolean reserved =
        at - start == 3
            && (in[start] | 0x20) == 'x'
            && (in[start + 1] | 0x20) == 'm'
            && (in[start + 2] | 0x20) == 'l';
    if (reserved || (!startsWith("?>") && !XmlChars.isSpace(peek(0)))) {
      throw syntax("this is no processing instruction");
    }
    while (!startsWith("?>")) {
      if (at >= in.length) {
        throw syntax("a processing instruction is not closed");
      }
      at++;
    }
    at += 2;
  }

  private Token startTag() throws InvalidDocumentException {
    if (depth == EpcisLimits.DEPTH) {
      throw limit(
          "The elements nest deeper than " + EpcisLimits.DEPTH + " levels.", "Nest them less.");
    }
    at++;
    int start = at;
    qualifiedName();
    int name = names.number(in, start, at);
    depth++;
    open[depth] = name;
    marks[depth] = spaces.mark();
    attributes = 0;
    boolean more = true;
    while (more) {
      int before = at;
      space();
      int b = peek(0);
      if (b == '>') {
        at++;
        more = false;
      } else if (b == '/') {
        at++;
        expect('>');
        empty = true;
        more = false;
      } else if (at == before) {
        throw syntax("a tag is not closed");
      } else {
        attribute();
      }
    }
    checkPrefixes(name);
    return Token.START;
  }

  private void attribute() throws InvalidDocumentException {
    int start = at;
    qualifiedName();
    int name = names.number(in, start, at);
    space();
    expect('=');
    space();
    value();
    if (name == xmlns || names.prefix(name) == xmlns) {
      declare(name);
      return;
    }
    for (int i = 0; i < attributes; i++) {
      if (attributeNames[i] == name) {
        throw syntax("an attribute is there twice");
      }
    }
    if (attributes == EpcisLimits.ATTRIBUTES) {
      throw limit(
          "The element has more than " + EpcisLimits.ATTRIBUTES + " attributes.",
          "Write them as elements.");
    }
    if (attributes == attributeNames.length) {
      attributeNames = Arrays.copyOf(attributeNames, 2 * attributes);
      attributeFrom = Arrays.copyOf(attributeFrom, 2 * attributes);
      attributeTo = Arrays.copyOf(attributeTo, 2 * attributes);
      attributeSpaces = Arrays.copyOf(attributeSpaces, 2 * attributes);
    }
    attributeNames[attributes] = name;
    attributeFrom[attributes] = from;
    attributeTo[attributes++] = to;
  }

  /** An attribute's value, into {@link #from} and {@link #to}. */
  private void value() throws InvalidDocumentException {
    int quote = peek(0);
    if (quote != '"' && quote != '\'') {
      throw syntax("a value in quotes is missing");
    }
    at++;
    from = at;
    int b;
    while ((b = peek(0)) != quote && b != '&' && b != '\r' && b != '\n' && b != '\t') {
      inValue(b);
      at++;
    }
    if (b == quote) {
      to = at++;
      return;
    }
    int first = scratch.length();
    scratch.add(in, from, at);
    while ((b = peek(0)) != quote) {
      inValue(b);
      if (b == '&') {
        reference();
      } else if (b == '\r' || b == '\n' || b == '\t') {
        at++;
        if (b == '\r' && peek(0) == '\n') {
          at++;
        }
        scratch.add(' ');
      } else {
        scratch.add(b);
        at++;
      }
    }
    at++;
    from = ~first;
    to = ~scratch.length();
  }

  private void inValue(int b) throws InvalidDocumentException {
    if (b == '<' || (b < 0 && at >= in.length)) {
      throw syntax("a value is not closed");
    }
  }

  private void declare(int name) throws InvalidDocumentException {
    byte[] bytes = bytesOf(from);
    int start = from < 0 ? ~from : from;
    String space = new String(bytes, start, (from < 0 ? ~to : to) - start, StandardCharsets.UTF_8);
    int prefix = name == xmlns ? 0 : names.local(name);
    boolean reserved =
        prefix == xmlns
            || space.equals(NameSpaces.XMLNS)
            || (prefix == xml) != space.equals(NameSpaces.XML)
            || (prefix != 0 && space.isEmpty());
    if (reserved) {
      throw syntax("a prefix or name space is declared that must not be");
    }
    for (int i = marks[depth]; i < spaces.count(); i++) {
      if (spaces.prefix(i) == prefix) {
        throw syntax("a prefix is declared twice");
      }
    }
    if (space.length() > EpcisLimits.NAME_CHARS || !spaces.declare(prefix, space)) {
      throw limit(
          "A name space has more than "
              + EpcisLimits.NAME_CHARS
              + " characters, or more than "
              + EpcisLimits.PREFIXES
              + " are declared.",
          "Declare those that are used.");
    }
  }

  private void checkPrefixes(int name) throws InvalidDocumentException {
    checkPrefix(name);
    for (int i = 0; i < attributes; i++) {
      int attribute = attributeNames[i];
      attributeSpaces[i] = NameSpaces.NONE;
      if (names.prefix(attribute) == 0) {
        continue;
      }
      checkPrefix(attribute);
      int space = spaces.of(names.prefix(attribute));
      attributeSpaces[i] = space;
      for (int j = 0; j < i; j++) {
        if (space == attributeSpaces[j]
            && space > NameSpaces.NONE
            && names.local(attributeNames[j]) == names.local(attribute)) {
          throw syntax("an attribute is there twice, with two prefixes");
        }
      }
    }
  }

  private void checkPrefix(int name) throws InvalidDocumentException {
    int prefix = names.prefix(name);
    if (prefix == xmlns || (prefix != 0 && !part && spaces.of(prefix) == NameSpaces.UNDECLARED)) {
      throw syntax("the prefix of a name is not declared");
    }
  }

  private Token endTag() throws InvalidDocumentException {
    byte[] name = names.bytes(open[depth]);
    int start = at + 2;
    if (start + name.length > in.length
        || !Arrays.equals(in, start, start + name.length, name, 0, name.length)) {
      throw syntax("the tag closes another element than the open one");
    }
    at = start + name.length;
    space();
    expect('>');
    return closed();
  }

  private Token closed() {
    spaces.release(marks[depth]);
    depth--;
    return Token.END;
  }

  /** Passes over a name with at most one colon between two good parts. */
  private void qualifiedName() throws InvalidDocumentException {
    int start = at;
    int colon = -1;
    boolean first = true;
    while (true) {
      int b = peek(0);
      if (b == ':' && colon < 0 && !first) {
        colon = at++;
        first = true;
        continue;
      }
      int c = b;
      int length = 1;
      if (b < 0 && at < in.length) {
        length = b >= (byte) 0xf0 ? 4 : b >= (byte) 0xe0 ? 3 : 2;
        c = decoded(length);
      }
      if (c < 0 || !(first ? XmlChars.startsName(c) : XmlChars.inName(c))) {
        break;
      }
      first = false;
      at += length;
      if (at - start > EpcisLimits.NAME_CHARS) {
        throw limit("A name is longer than " + EpcisLimits.NAME_CHARS + " bytes.", "Shorten it.");
      }
    }
    if (first) {
      throw syntax("a name is missing, or has no good form");
    }
  }

  private int decoded(int length) {
    int c = in[at] & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      c = c << 6 | (in[at + i] & 0x3f);
    }
    return c;
  }

  private void space() {
    while (at < in.length && XmlChars.isSpace(in[at])) {
      at++;
    }
  }

  private void expect(char c) throws InvalidDocumentException {
    if (peek(0) != c) {
      throw syntax("'" + c + "' is missing");
    }
    at++;
  }

  /** The byte so many places on; negative beyond the end, as beyond ASCII. */
  private int peek(int offset) {
    int place = at + offset;
    return place < in.length ? in[place] : -1;
  }

  private boolean startsWith(String ascii) {
    if (at + ascii.length() > in.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (in[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private InvalidDocumentException encoding(String reason) {
    return problems.fatal("encoding", "", reason, "Encode the document as UTF-8, and say so.");
  }

  private InvalidDocumentException limit(String reason, String remedy) {
    return problems.fatal("limit", path(), reason, remedy);
  }

  private InvalidDocumentException syntax(String what) {
    return problems.fatal(
        "xml-syntax",
        path(),
        "This is not well-formed XML: " + what + where() + '.',
        "Send XML 1.0 with name spaces, nothing left open.");
  }

  private String where() {
    int line = 1;
    int column = 1;
    for (int i = Utf8.start(in); i < Math.min(at, in.length); i++) {
      if (in[i] == '\n') {
        line++;
        column = 1;
      } else if ((in[i] & 0xc0) != 0x80) {
        column++;
      }
    }
    return " (line " + line + ", column " + column + ")";
  }
}
