package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.identifier.DigitalLink.Attribute;
import dev.vitrine.adapters.gs1.identifier.Gs1Identifier.Element;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every well-formed identifier. */
class IdentifierProperty {
  private static final String SET_82 =
      "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  private static final String SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** All but the model number, whose check characters only its makers compute. */
  private static final List<PrimaryKey> KEYS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(PrimaryKey.GMN)));

  private static final int ROUNDS = 4_000;

  private final Random random = new Random(20_261_125);

  /** EPC URI, link, and back; one canonical link for both; the pattern matches both. */
  @Test
  void thereAndBack() {
    for (int i = 0; i < ROUNDS; i++) {
      Gs1Identifier id = identifier();
      String link = id.link("https://example.com/x");
      assertEquals(id, Gs1Identifier.parse(link), link);
      String canonical = id.canonicalLink();
      assertEquals(canonical, Identifiers.canonical(link));
      assertEquals(canonical, Identifiers.canonical(canonical));
      int length = 6 + random.nextInt(7);
      Translation there = id.toEpcUri(GcpLengths.of(length));
      String urn = there.uri();
      if (urn == null) {
        boolean noForm = id.scheme() == null;
        assertEquals(noForm ? Reason.NO_EPC_FORM : Reason.COMPANY_PREFIX, there.reason(), link);
        continue;
      }
      Gs1Identifier back = Gs1IdentifierTest.parsed(urn);
      assertEquals(canonical, back.canonicalLink(), urn);
      assertEquals(length, back.companyPrefixLength());
      assertEquals(there, back.toEpcUri(GcpLengths.unknown()));
      assertEquals(id.level(), back.level());
      if (id.level() == Level.INSTANCE) {
        String pattern = urn.replace("urn:epc:id:", "urn:epc:idpat:");
        IdPattern one = IdPattern.of(pattern);
        assertNotNull(one, pattern);
        assertTrue(one.matches(urn) && one.matches(link) && one.matches(canonical), pattern);
      }
    }
  }

  /** No digit of a key may be another, but for a serial number inside of it. */
  @Test
  void aChangedDigitIsNoticed() {
    for (int i = 0; i < ROUNDS; i++) {
      Gs1Identifier id = identifier();
      PrimaryKey key = id.key();
      int checked = key == PrimaryKey.ITIP ? 14 : key.digits();
      if (checked == 0) {
        continue;
      }
      int at = random.nextInt(checked);
      char other = (char) ('0' + (id.value().charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
      String changed = id.value().substring(0, at) + other + id.value().substring(at + 1);
      assertEquals(
          NotIdentifier.of(Reason.CHECK_DIGIT),
          Gs1Identifier.parse("https://id.gs1.org/" + key.ai() + '/' + escaped(changed)));
    }
  }

  @Test
  void compressedAndBack() {
    for (int i = 0; i < ROUNDS; i++) {
      List<Attribute> attributes = new ArrayList<>();
      if (random.nextBoolean()) {
        attributes.add(new Attribute("17", text("0123456789", 6, 6)));
      }
      if (random.nextBoolean()) {
        attributes.add(new Attribute("3103", text("0123456789", 6, 6)));
        attributes.add(new Attribute("98", text(SET_82, 1, 90)));
      }
      if (random.nextInt(4) == 0) {
        attributes.add(new Attribute("own", "1"));
      }
      DigitalLink link = new DigitalLink("https://example.com/x", identifier(), attributes);
      assertEquals(link, DigitalLink.of(link.toString()));
      for (boolean optimised : new boolean[] {false, true}) {
        String compressed = CompressedLink.write(link, optimised);
        DigitalLink back = CompressedLink.read(compressed);
        assertNotNull(back, compressed);
        assertEquals(link.identifier(), back.identifier(), compressed);
        assertEquals(link.stem(), back.stem());
        for (Attribute attribute : attributes) {
          assertEquals(attribute.value(), back.attribute(attribute.name()), compressed);
        }
        assertEquals(attributes.size(), back.attributes().size());
      }
    }
  }

  @Test
  void aConstrainedLinkIsOneThatACanonicalLinkIs() {
    for (int i = 0; i < ROUNDS; i++) {
      Gs1Identifier id = identifier();
      if (id.scheme() != null) {
        assertNull(ConstrainedLink.fault(id.canonicalLink()), id.canonicalLink());
      }
    }
  }

  private Gs1Identifier identifier() {
    PrimaryKey key = KEYS.get(random.nextInt(KEYS.size()));
    List<Element> qualifiers = new ArrayList<>();
    for (Qualifier qualifier : key.qualifiers()) {
      boolean alone =
          qualifier == Qualifier.THIRD_PARTY_SERIAL || qualifier == Qualifier.UIC_EXTENSION;
      if (random.nextInt(3) == 0 && (!alone || qualifiers.isEmpty())) {
        qualifiers.add(new Element(qualifier, value(qualifier)));
      }
    }
    return Gs1Identifier.of(key, value(key), qualifiers);
  }

  private String value(Qualifier qualifier) {
    return switch (qualifier) {
      case UIC_EXTENSION -> text("0123456789", 1, 1) + text(SET_82, 3, 3);
      case PART_SERIAL -> text("123456789", 1, 12);
      case SERVICE_INSTANCE -> text("0123456789", 1, 10);
      // "0" stands for no extension in an EPC URI
      case GLN_EXTENSION -> text(SET_82, 2, 20);
      case THIRD_PARTY_SERIAL -> text(SET_82, 1, 28);
      default -> text(SET_82, 1, 20);
    };
  }

  private String value(PrimaryKey key) {
    return switch (key) {
      case GIAI, GINC -> text("0123456789", 4, 12) + text(SET_82, 1, 18);
      case CPID -> text("0123456789", 4, 12) + text(SET_39, 1, 18);
      case ITIP -> checked(14) + text("0123456789", 4, 4);
      case GRAI -> grai() + text(SET_82, 0, 16);
      case GDTI -> checked(13) + text(SET_82, 0, 17);
      case GCN -> checked(13) + text("0123456789", 0, 12);
      default -> checked(key.digits());
    };
  }

  private String grai() {
    String body = "0" + text("0123456789", 12, 12);
    return body + CheckDigits.digit(body, 13);
  }

  private String checked(int digits) {
    String body = text("0123456789", digits - 1, digits - 1);
    return body + CheckDigits.digit(body, digits - 1);
  }

  private String text(String alphabet, int least, int most) {
    int length = least + random.nextInt(most - least + 1);
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    Characters.encode(out, value, Characters.UNRESERVED);
    return out.toString();
  }
}
