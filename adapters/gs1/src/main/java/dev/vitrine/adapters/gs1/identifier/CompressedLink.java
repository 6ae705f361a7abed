package dev.vitrine.adapters.gs1.identifier;

import dev.vitrine.adapters.gs1.identifier.ApplicationIdentifiers.Component;
import dev.vitrine.adapters.gs1.identifier.DigitalLink.Attribute;
import dev.vitrine.adapters.gs1.identifier.Gs1Identifier.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compressed GS1 Digital Links (GS1 Digital Link 1.1, compression, now GS1 Digital Link: URI
 * Compression): Application Identifiers and values as bits, in one last path segment of base64url.
 * The primary key may stand before that segment uncompressed.
 *
 * <p>What is read is bounded: a segment has {@link #MAX_CHARS} characters, every character that
 * comes out has taken three bits, and no Application Identifier comes twice. Left-over bits must be
 * zero and fewer than a byte.
 *
 * <p>Any word could be such a segment by its looks. That one was read tells that its bits make
 * sense as keys with right check digits, no more; ask only where a compressed link is expected.
 */
public final class CompressedLink {
  /** Characters of a compressed segment. */
  public static final int MAX_CHARS = 1024;

  private CompressedLink() {}

  /** Reads a compressed or partly compressed link; null where {@code uri} is none. */
  public static @Nullable DigitalLink read(String uri) {
    if (uri.length() > Gs1Identifier.MAX_CHARS || !LinkReader.isWeb(uri)) {
      return null;
    }
    int host = uri.indexOf("//") + 2;
    int end = LinkReader.pathEnd(uri, host);
    int slash = uri.lastIndexOf('/', end - 1);
    if (slash <= host || end - slash - 1 > MAX_CHARS || end == slash + 1) {
      return null;
    }
    for (int i = slash + 1; i < end; i++) {
      if (!Base64Url.is(uri.charAt(i))) {
        return null;
      }
    }
    List<Attribute> query = DigitalLink.query(uri, end);
    if (query == null) {
      return null;
    }
    String segment = uri.substring(slash + 1, end);
    for (boolean sorted : new boolean[] {false, true}) {
      Map<String, String> found = new LinkedHashMap<>();
      List<Attribute> others = new ArrayList<>();
      if (new Unpacking(new BitReader(segment), found, others, sorted).run()) {
        others.addAll(query);
        DigitalLink link = link(uri, slash, found, others);
        if (link != null) {
          return link;
        }
      }
    }
    return null;
  }

  /** Sorts what was found into primary key, qualifiers and attributes. */
  private static @Nullable DigitalLink link(
      String uri, int slash, Map<String, String> found, List<Attribute> others) {
    String stem = uri.substring(0, slash);
    PrimaryKey key = null;
    for (Map.Entry<String, String> entry : found.entrySet()) {
      PrimaryKey named = PrimaryKey.named(entry.getKey(), 0, entry.getKey().length());
      if (named != null) {
        if (key != null) {
          return null;
        }
        key = named;
      }
    }
    String value = key == null ? null : found.remove(key.ai());
    LinkReader before = LinkReader.of(stem);
    if (before != null && before.read() instanceof Gs1Identifier id) {
      if (key != null || !id.qualifiers().isEmpty()) {
        return null;
      }
      key = id.key();
      value = id.value();
      stem = stem.substring(0, before.stemEnd());
    }
    if (key == null || value == null) {
      return null;
    }
    if (key.fault(value) != null) {
      return null;
    }
    List<Element> qualifiers = new ArrayList<>();
    for (Qualifier qualifier : key.qualifiers()) {
      String text = found.remove(qualifier.ai());
      if (text != null) {
        if (qualifier.fault(text) != null) {
          return null;
        }
        qualifiers.add(new Element(qualifier, text));
      }
    }
    if (!LinkReader.inOrder(key, qualifiers)) {
      return null;
    }
    List<Attribute> attributes = new ArrayList<>();
    found.forEach((ai, text) -> attributes.add(new Attribute(ai, text)));
    attributes.addAll(others);
    return new DigitalLink(
        stem, new Gs1Identifier(key, value, List.copyOf(qualifiers), 0), attributes);
  }

  /**
   * Compresses all of {@code link} that is GS1's; other parameters stay in the query.
   *
   * @param optimised whether common sequences get a code of one byte, which is shorter
   */
  public static String write(DigitalLink link, boolean optimised) {
    Gs1Identifier id = link.identifier();
    TreeMap<String, String> left = new TreeMap<>();
    left.put(id.key().ai(), id.value());
    id.qualifiers().forEach(each -> left.put(each.qualifier().ai(), each.value()));
    List<Attribute> others = new ArrayList<>();
    for (Attribute attribute : link.attributes()) {
      if (!attribute.isGs1() || left.putIfAbsent(attribute.name(), attribute.value()) != null) {
        others.add(attribute);
      }
    }
    BitWriter bits = new BitWriter();
    OptimisedSequence sequence = optimised ? OptimisedSequence.best(left.keySet()) : null;
    while (sequence != null) {
      bits.write(sequence.code(), 8);
      for (String ai : sequence.identifiers()) {
        String value = left.remove(ai);
        pack(bits, ai, value == null ? "" : value);
      }
      sequence = OptimisedSequence.best(left.keySet());
    }
    left.forEach(
        (ai, value) -> {
          for (int i = 0; i < ai.length(); i++) {
            bits.write(ai.charAt(i) - '0', 4);
          }
          pack(bits, ai, value);
        });
    StringBuilder out = new StringBuilder(link.stem()).append('/').append(bits);
    DigitalLink.appendQuery(out, others);
    return out.toString();
  }

  private static void pack(BitWriter bits, String ai, String value) {
    List<Component> format = ApplicationIdentifiers.formatOf(ai);
    if (format == null) {
      throw new IllegalArgumentException("no Application Identifier " + ai);
    }
    int from = 0;
    for (Component component : format) {
      int to = Math.min(value.length(), from + component.length());
      String text = value.substring(from, to);
      from = to;
      Packing packing = component.numeric() ? Packing.DIGITS : Packing.of(text);
      if (!component.numeric()) {
        bits.write(packing.indicator(), 3);
      }
      if (!component.fixed()) {
        bits.write(text.length(), Packing.lengthBits(component.length()));
      }
      packing.write(bits, text);
    }
  }

  /** One way to read the bits of a segment. */
  private record Unpacking(
      BitReader bits, Map<String, String> found, List<Attribute> others, boolean sorted) {
    /** Whether the bits were Application Identifiers with values to the end. */
    boolean run() {
      while (bits.left() >= 8) {
        int first = bits.read(4);
        int second = bits.read(4);
        if (!entry(first, second)) {
          return false;
        }
      }
      return bits.read(bits.left()) == 0;
    }

    private boolean entry(int first, int second) {
      if (first <= 9 && second <= 9) {
        return element(first * 10 + second);
      }
      return first == 15 ? other(second) : sequence((first << 4) | second);
    }

    private boolean element(int firstTwo) {
      int digits = ApplicationIdentifiers.digits(firstTwo);
      if (digits == 0 || bits.left() < 4 * (digits - 2)) {
        return false;
      }
      StringBuilder ai = new StringBuilder(4).append(firstTwo / 10).append(firstTwo % 10);
      for (int i = 2; i < digits; i++) {
        int digit = bits.read(4);
        if (digit > 9) {
          return false;
        }
        ai.append(digit);
      }
      return value(ai.toString());
    }

    private boolean sequence(int code) {
      OptimisedSequence sequence = OptimisedSequence.of(code);
      if (sequence == null) {
        return false;
      }
      for (String ai : sorted ? sequence.sorted() : sequence.identifiers()) {
        if (!value(ai)) {
          return false;
        }
      }
      return true;
    }

    private boolean value(String ai) {
      List<Component> format = ApplicationIdentifiers.formatOf(ai);
      if (format == null) {
        return false;
      }
      StringBuilder value = new StringBuilder();
      for (Component component : format) {
        Packing packing = Packing.DIGITS;
        if (!component.numeric()) {
          packing = bits.left() < 3 ? null : Packing.indicated(bits.read(3));
        }
        int length = component.length();
        if (!component.fixed()) {
          int lengthBits = Packing.lengthBits(length);
          length = bits.left() < lengthBits ? Integer.MAX_VALUE : bits.read(lengthBits);
        }
        if (packing == null || length > component.length() || !packing.read(bits, length, value)) {
          return false;
        }
      }
      String text = value.toString();
      return ApplicationIdentifiers.fits(ai, text) && found.putIfAbsent(ai, text) == null;
    }

    /** A parameter of the owner's own: four bits of ones, then seven of the name's length. */
    private boolean other(int second) {
      if (bits.left() < 3 || others.size() == DigitalLink.MAX_ATTRIBUTES) {
        return false;
      }
      int nameLength = (second << 3) | bits.read(3);
      StringBuilder name = new StringBuilder();
      if (nameLength == 0 || !Packing.BASE64_URL.read(bits, nameLength, name) || bits.left() < 10) {
        return false;
      }
      Packing packing = Packing.indicated(bits.read(3));
      StringBuilder value = new StringBuilder();
      if (packing == null || !packing.read(bits, bits.read(7), value)) {
        return false;
      }
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) <= ' ' || value.charAt(i) == 127) {
          return false;
        }
      }
      StringBuilder escaped = new StringBuilder();
      Characters.encode(escaped, value.toString(), Characters.UNRESERVED);
      others.add(new Attribute(name.toString(), escaped.toString()));
      return ApplicationIdentifiers.formatOf(name.toString()) == null;
    }
  }
}
