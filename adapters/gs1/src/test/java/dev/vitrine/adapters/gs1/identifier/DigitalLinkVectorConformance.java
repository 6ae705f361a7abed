package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.SampleFolder;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The published pairs of EPC URI and Digital Link, taken from two open implementations. One of them
 * escapes {@code ! ( ) *} and other reserved characters in links as the Digital Link standard says,
 * the other copies a serial number as it stands from one form into the other, so that some of its
 * texts are no URIs at all; and it does not look at check digits.
 *
 * <p>A vector that is not followed to the letter is listed here with what comes out of it instead.
 * Each of these is checked twice: it gives that, and once it is set right (escaped, with the right
 * check digit) it gives what the vector says.
 */
class DigitalLinkVectorConformance {
  private static final String WRONG_CHECK_DIGIT = "CHECK_DIGIT";
  private static final String NOT_ESCAPED = "CHARACTER";
  private static final String SPLIT_BY_A_SLASH = "OTHER_URI";

  /**
   * @param gives what the input gives as it stands
   * @param raw the part of the input that is not escaped; null where nothing can be set right
   */
  private record Deviation(String input, String gives, @Nullable String raw) {}

  private static final Map<String, Deviation> DEVIATIONS =
      List.of(
              // a link has "!" as %21, an EPC URI has it plain
              new Deviation(
                  "urn:epc:id:gdti:124757.578484.!",
                  "https://id.gs1.org/253/1247575784846%21",
                  "!"),
              // the key ends where the fragment starts
              new Deviation(
                  "https://id.gs1.org/8010/30056867890#1294-5A/8011/4893",
                  "urn:epc:idpat:cpi:30056867.890.*",
                  "890#1294-5A"),
              // a part has a reference of one character at least, and a company prefix has digits
              new Deviation("urn:epc:idpat:cpi:164759476414..*", "LENGTH", null),
              new Deviation("https://id.gs1.org/8010/123457-57578", "COMPANY_PREFIX", null),
              new Deviation("urn:epc:id:cpi:6282274.234748947/.94304", NOT_ESCAPED, "234748947/"),
              new Deviation(
                  "https://id.gs1.org/8010/4748374/23748#94//8011/94304",
                  SPLIT_BY_A_SLASH,
                  "/23748#94/"),
              new Deviation("https://id.gs1.org/8010/8585885039434/38", SPLIT_BY_A_SLASH, "4/38"),
              new Deviation("urn:epc:id:giai:839495849585.0!\"/%_", NOT_ESCAPED, "0!\"/%_"),
              new Deviation(
                  "urn:epc:id:ginc:48493047.38473!\"%/%&'()*+,-.:=",
                  NOT_ESCAPED, "38473!\"%/%&'()*+,-.:="),
              new Deviation(
                  "urn:epc:id:ginc:48493047.38473!\"\"%/%&'()*+,-.:=",
                  NOT_ESCAPED, "38473!\"\"%/%&'()*+,-.:="),
              new Deviation(
                  "https://id.gs1.org/401/4849304738473!\"\"%/%&'()*+,-.:=",
                  SPLIT_BY_A_SLASH, "38473!\"\"%/%&'()*+,-.:="),
              new Deviation(
                  "urn:epc:id:grai:123456789012..!\"%&'()*+,-.", NOT_ESCAPED, "!\"%&'()*+,-."),
              new Deviation(
                  "urn:epc:id:grai:438478.374837.3:;<>=?AZ_az", NOT_ESCAPED, "3:;<>=?AZ_az"),
              new Deviation(
                  "https://id.gs1.org/8003/043847837483703:;<>=?AZ_az",
                  NOT_ESCAPED,
                  "3:;<>=?AZ_az"),
              new Deviation(
                  "https://id.gs1.org/8003/01234567890128!\"%&'()*+,-.",
                  NOT_ESCAPED, "!\"%&'()*+,-."),
              new Deviation(
                  "urn:epc:class:lgtin:2345678901.123.!\"%&'()*+,-./19:;<=>",
                  NOT_ESCAPED, "!\"%&'()*+,-./19:;<=>"),
              new Deviation(
                  "https://id.gs1.org/01/12345678901231/10/!\"%&'()*+,-./19:;<=>",
                  SPLIT_BY_A_SLASH, "!\"%&'()*+,-./19:;<=>"),
              new Deviation(
                  "https://id.gs1.org/01/74778478489849/10//777474", SPLIT_BY_A_SLASH, "/777474"),
              new Deviation(
                  "https://id.gs1.org/01/49557283728732/10//8484892%",
                  SPLIT_BY_A_SLASH, "/8484892%"),
              new Deviation(
                  "https://id.gs1.org/01/49367283728732/10//8484892%",
                  SPLIT_BY_A_SLASH, "/8484892%"),
              new Deviation(
                  "urn:epc:id:sgln:437473647364..\"%&'()*+,-./19:;<=>?",
                  NOT_ESCAPED, "\"%&'()*+,-./19:;<=>?"),
              new Deviation(
                  "urn:epc:id:sgtin:234567.1890123.!\"%&'()*+,-./", NOT_ESCAPED, "!\"%&'()*+,-./"),
              new Deviation(
                  "urn:epc:id:sgtin:234567.1890123./19:;<=>?AZ_az", NOT_ESCAPED, "/19:;<=>?AZ_az"),
              new Deviation(
                  "https://id.gs1.org/01/12345678901231/21//19:;<=>?AZ_az",
                  SPLIT_BY_A_SLASH,
                  "/19:;<=>?AZ_az"),
              new Deviation(
                  "https://id.gs1.org/01/78574584574857/235/!\"%&'()*+,-./",
                  NOT_ESCAPED, "!\"%&'()*+,-./"),
              new Deviation(
                  "https://id.gs1.org/01/57875874837438/235/19:;<=>?AZ_az",
                  NOT_ESCAPED,
                  "19:;<=>?AZ_az"),
              checkDigit("http://example.de/gtin-8/01/97803111"),
              checkDigit("http://example.de/01/040123451234/cpv/344/lot/ABD"),
              checkDigit("https://id.gs1.org/8017/123456789012345678"),
              checkDigit("https://google.com/8017/123456789012345678"),
              checkDigit("https://google.com/8017/645933932413121231"),
              checkDigit("https://google.com/8017/667602231213121237"),
              checkDigit("https://riseagainst.com/songs/8006/123456789012356787/21/1111"),
              checkDigit("https://id.gs1.org/8006/123456789012345678"),
              checkDigit("https://id.gs1.org/8006/495892314098876544"),
              checkDigit("https://id.gs1.org/8006/394354903094390493"),
              checkDigit("https://id.gs1.org/01/59850359038590/10/2z32746"),
              checkDigit("https://id.gs1.org/01/59046477538590/10/2z32746"),
              checkDigit("https://id.gs1.org/01/59046537003451/10/998877"),
              checkDigit("https://samsung.com/de/01/12345678901234/10/9999"),
              checkDigit("https://id.gs1.org/01/12475775757579/10/488484"),
              checkDigit("https://id.gs1.org/01/89359443847373/235/8398439"),
              checkDigit("https://id.gs1.org/01/93511525326356/235/0230293"))
          .stream()
          .collect(Collectors.toMap(Deviation::input, Function.identity()));

  private static Deviation checkDigit(String input) {
    return new Deviation(input, WRONG_CHECK_DIGIT, "");
  }

  @Test
  void everyVector() throws IOException, InvalidDocumentException {
    Path folder = SampleFolder.require();
    GcpLengths table =
        GcpLengths.read(
            Files.readAllBytes(folder.resolve("gcp-length-table/gcpprefixformatlist.json")));
    List<String> lines =
        Files.readAllLines(
            folder.resolve("derived-digital-link/dl-vectors.tsv"), StandardCharsets.UTF_8);
    int followed = 0;
    Set<String> unmet = new HashSet<>(DEVIATIONS.keySet());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertEquals(4, cells.length, line);
      GcpLengths lengths =
          switch (cells[2]) {
            case "" -> GcpLengths.unknown();
            case "auto" -> table;
            default -> GcpLengths.of(Integer.parseInt(cells[2]));
          };
      Deviation deviation = DEVIATIONS.get(cells[1]);
      String given = outcome(cells[0], cells[1], lengths);
      if (deviation == null) {
        assertEquals(cells[3], given.matches("[A-Z_]+") ? "INVALID" : given, line);
        followed++;
        continue;
      }
      unmet.remove(cells[1]);
      assertEquals(deviation.gives(), given, line);
      if (deviation.raw() != null) {
        String right = setRight(cells[1], deviation.raw());
        String expected = setRight(cells[3], deviation.raw());
        assertEquals(expected, outcome(cells[0], right, lengths), line);
      }
    }
    assertEquals(209, lines.size() - 1);
    assertEquals(166, followed);
    assertEquals(Set.of(), unmet, "deviations that no vector needs any more");
  }

  /** Each link of a vector is read back from the EPC URI that it gave, to the same identifier. */
  @Test
  void thereAndBack() throws IOException {
    Path folder = SampleFolder.require();
    int count = 0;
    for (String line : Files.readAllLines(folder.resolve("derived-digital-link/dl-vectors.tsv"))) {
      for (String cell : line.split("\t", -1)) {
        if (Gs1Identifier.parse(cell) instanceof Gs1Identifier id
            && id.scheme() != null
            && !cell.endsWith("123457-57578")) {
          Translation there = id.toEpcUri(GcpLengths.of(6));
          assertEquals(
              id.canonicalLink(), Identifiers.canonical(String.valueOf(there.uri())), cell);
          count++;
        }
      }
    }
    assertTrue(count > 280, () -> "too few");
  }

  private static String outcome(String operation, String input, GcpLengths lengths) {
    Parsed parsed = Gs1Identifier.parse(input);
    if (!(parsed instanceof Gs1Identifier id)) {
      return parsed instanceof NotIdentifier no ? no.reason().name() : "OTHER_EPC";
    }
    if (operation.startsWith("toURN")) {
      Translation there = id.toEpcUri(lengths);
      return there.uri() == null ? String.valueOf(there.reason()) : there.uri();
    }
    return id.canonicalLink();
  }

  private static String setRight(String uri, String raw) {
    boolean urn = uri.startsWith("urn:");
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      String plain = urn ? "!'()*+,-.:;=_" : "-._";
      if (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append("%%%02X".formatted((int) c));
      }
    }
    int at = raw.isEmpty() ? uri.length() : uri.lastIndexOf(raw);
    assertTrue(at >= 0, uri);
    String whole = uri.substring(0, at) + escaped + uri.substring(at + raw.length());
    return urn ? whole : withCheckDigit(whole);
  }

  private static String withCheckDigit(String link) {
    String[] parts = link.split("/", -1);
    int key = Arrays.asList(parts).lastIndexOf("01");
    int length = key < 0 ? 0 : parts[key + 1].length();
    for (String ai : List.of("8006", "8017")) {
      int at = Arrays.asList(parts).indexOf(ai);
      if (at >= 0) {
        key = at;
        length = ai.equals("8006") ? 14 : 18;
      }
    }
    if (key < 0) {
      return link;
    }
    int sum = 0;
    for (int i = 0; i < length - 1; i++) {
      int digit = parts[key + 1].charAt(length - 2 - i) - '0';
      sum += i % 2 == 0 ? 3 * digit : digit;
    }
    String value = parts[key + 1];
    parts[key + 1] =
        value.substring(0, length - 1) + (10 - sum % 10) % 10 + value.substring(length);
    return String.join("/", parts);
  }
}
