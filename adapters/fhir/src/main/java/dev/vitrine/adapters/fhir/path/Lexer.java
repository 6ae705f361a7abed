package dev.vitrine.adapters.fhir.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts an expression into words, by the lexical rules of FHIRPath's grammar. */
final class Lexer {
  private static final Set<String> PAIRS = Set.of("<=", ">=", "!=", "!~");
  private static final String SINGLE = ".[](){},+-*/|&=~<>";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The words of {@code text}, the last of kind END. */
  static List<Token> words(String text) throws FhirPathException {
    if (text.length() > PathLimits.LENGTH) {
      throw new FhirPathException(
          FhirPathException.Kind.TOO_COMPLEX,
          PathLimits.LENGTH,
          "longer than " + PathLimits.LENGTH + " characters");
    }
    Lexer lexer = new Lexer(text);
    while (lexer.next()) {
      if (lexer.tokens.size() > PathLimits.LENGTH) {
        throw new AssertionError("more words than characters");
      }
    }
    return lexer.tokens;
  }

  private boolean next() throws FhirPathException {
    skip();
    int start = at;
    if (at == text.length()) {
      tokens.add(new Token(Token.Kind.END, "", at));
      return false;
    }
    char c = text.charAt(at);
    if (letter(c)) {
      tokens.add(new Token(Token.Kind.WORD, word(), start));
    } else if (c == '`') {
      tokens.add(new Token(Token.Kind.DELIMITED, quoted('`'), start));
    } else if (c == '\'') {
      tokens.add(new Token(Token.Kind.STRING, quoted('\''), start));
    } else if (digit(c)) {
      tokens.add(new Token(Token.Kind.NUMBER, number(), start));
    } else if (c == '$') {
      at++;
      tokens.add(new Token(Token.Kind.DOLLAR, word(), start));
    } else if (c == '%') {
      at++;
      tokens.add(new Token(Token.Kind.EXTERNAL, external(), start));
    } else if (c == '@') {
      at++;
      tokens.add(new Token(Token.Kind.MOMENT, moment(), start));
    } else {
      tokens.add(new Token(Token.Kind.SYMBOL, symbol(), start));
    }
    return true;
  }

  /** Steps over white space and comments. */
  private void skip() throws FhirPathException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if (text.startsWith("//", at)) {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw FhirPathException.invalid(at, "a comment does not end");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private String word() throws FhirPathException {
    int start = at;
    while (at < text.length() && (letter(text.charAt(at)) || digit(text.charAt(at)))) {
      at++;
    }
    if (at == start) {
      throw FhirPathException.invalid(start, "a name is missing");
    }
    return text.substring(start, at);
  }

  private String external() throws FhirPathException {
    if (at < text.length() && (text.charAt(at) == '`' || text.charAt(at) == '\'')) {
      return quoted(text.charAt(at));
    }
    return word();
  }

  private String number() {
    int start = at;
    digits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && digit(text.charAt(at + 1))) {
      at++;
      digits();
    }
    return text.substring(start, at);
  }

  /** The characters of a date or time; whether they are one is seen later. */
  private String moment() {
    int start = at;
    boolean time = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean fraction = c == '.' && time && at + 1 < text.length() && digit(text.charAt(at + 1));
      boolean sign = c == '-' || (c == '+' && time);
      if (!digit(c) && c != ':' && c != 'T' && !(c == 'Z' && time) && !fraction && !sign) {
        break;
      }
      time |= c == 'T';
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted(char quote) throws FhirPathException {
    int start = at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    if (at == text.length()) {
      throw FhirPathException.invalid(start, "a string does not end");
    }
    at++;
    return out.toString();
  }

  private char escaped() throws FhirPathException {
    int start = at - 1;
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '\\', '/', '\'', '"', '`' -> c;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode(start);
      default -> throw FhirPathException.invalid(start, "an unknown escape in a string");
    };
  }

  private char unicode(int start) throws FhirPathException {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = at < text.length() ? hex(text.charAt(at)) : -1;
      if (digit < 0) {
        throw FhirPathException.invalid(start, "\\u without four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private String symbol() throws FhirPathException {
    if (at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2))) {
      at += 2;
      return text.substring(at - 2, at);
    }
    char c = text.charAt(at);
    if (SINGLE.indexOf(c) < 0) {
      throw FhirPathException.invalid(at, "a character that begins no word");
    }
    at++;
    return String.valueOf(c);
  }

  private void digits() {
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
