package dev.vitrine.ledger.cose;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one item of foreign CBOR within bounds, and writes items deterministically.
 *
 * <p>What COSE messages of other makers hold need not be deterministic: heads may be longer than
 * need be, maps in any order. What is refused: indefinite lengths, an integer beyond 64 bits
 * signed, a map's key that is neither integer nor text or is there twice, invalid UTF-8, reserved
 * heads, anything left over, more than {@value #MAX_DEPTH} levels and more than {@value #MAX_ITEMS}
 * items. Every length and count is checked against what is left of the input before memory is
 * taken.
 */
public final class CborItems {
  /** The deepest nesting that is read. */
  public static final int MAX_DEPTH = 16;

  /** The most items that are read, keys included. */
  public static final int MAX_ITEMS = 4096;

  private final byte[] in;
  private int at;
  private int items;

  private CborItems(byte[] in) {
    this.in = in;
  }

  /**
   * Reads one item that fills {@code in} whole.
   *
   * @throws MalformedCoseException if it does not, or breaks a bound
   */
  public static CborItem parse(byte[] in) {
    CborItems reader = new CborItems(in);
    CborItem item = reader.item(MAX_DEPTH);
    if (reader.at != in.length) {
      throw reader.refused("bytes are left over");
    }
    return item;
  }

  /** Writes an item: shortest heads, maps by their keys' encodings (RFC 8949 §4.2.1). */
  public static byte[] encode(CborItem item) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, item);
    return out.toByteArray();
  }

  private CborItem item(int depth) {
    if (depth == 0) {
      throw refused("nested more than " + MAX_DEPTH + " deep");
    }
    if (++items > MAX_ITEMS) {
      throw refused("more than " + MAX_ITEMS + " items");
    }
    int first = next();
    int major = first >>> 5;
    int info = first & 0x1f;
    long value = argument(info);
    return switch (major) {
      case 0 -> new CborItem.Int(positive(value));
      case 1 -> new CborItem.Int(-1 - positive(value));
      case 2 -> new CborItem.Bytes(string(value));
      case 3 -> new CborItem.Text(utf8(string(value)));
      case 4 -> array(value, depth);
      case 5 -> map(value, depth);
      case 6 -> new CborItem.Tagged(positive(value), item(depth - 1));
      default -> simple(info, value);
    };
  }

  private CborItem array(long count, int depth) {
    requireLeft(count, 1);
    List<CborItem> found = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      found.add(item(depth - 1));
    }
    return new CborItem.Items(found);
  }

  private CborItem map(long count, int depth) {
    requireLeft(count, 2);
    Map<CborItem, CborItem> found = new HashMap<>();
    for (long i = 0; i < count; i++) {
      CborItem key = item(depth - 1);
      if (!(key instanceof CborItem.Int || key instanceof CborItem.Text)) {
        throw refused("a map's key is neither an integer nor a text");
      }
      if (found.put(key, item(depth - 1)) != null) {
        throw refused("a map's key is there twice");
      }
    }
    return new CborItem.Pairs(found);
  }

  private CborItem simple(int info, long value) {
    if (info == 24 && value < 32) {
      throw refused("a simple value is reserved");
    }
    return new CborItem.Simple(info, value);
  }

  private long argument(int info) {
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw refused("a length is indefinite or reserved");
    }
    long value = 0;
    for (int i = 0; i < 1 << (info - 24); i++) {
      value = value << 8 | next();
    }
    return value;
  }

  private long positive(long value) {
    if (value < 0) {
      throw refused("an integer does not fit 64 bits");
    }
    return value;
  }

  private byte[] string(long length) {
    requireLeft(length, 1);
    byte[] value = Arrays.copyOfRange(in, at, at + (int) length);
    at += (int) length;
    return value;
  }

  private String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("a text is not UTF-8");
    }
  }

  /** Whether {@code count} items of at least {@code each} bytes can still come. */
  private void requireLeft(long count, int each) {
    if (count < 0 || count > (in.length - at) / each) {
      throw refused("the input ends early");
    }
  }

  private int next() {
    if (at >= in.length) {
      throw refused("the input ends early");
    }
    return in[at++] & 0xff;
  }

  private MalformedCoseException refused(String reason) {
    return new MalformedCoseException("CBOR: " + reason + " at byte " + at);
  }

  private static void write(ByteArrayOutputStream out, CborItem item) {
    if (item instanceof CborItem.Int number) {
      long value = number.value();
      head(out, value >= 0 ? 0 : 1, value >= 0 ? value : -1 - value);
    } else if (item instanceof CborItem.Bytes bytes) {
      head(out, 2, bytes.value().length);
      out.writeBytes(bytes.value());
    } else if (item instanceof CborItem.Text text) {
      byte[] utf8 = text.value().getBytes(StandardCharsets.UTF_8);
      head(out, 3, utf8.length);
      out.writeBytes(utf8);
    } else if (item instanceof CborItem.Items array) {
      head(out, 4, array.value().size());
      array.value().forEach(each -> write(out, each));
    } else if (item instanceof CborItem.Pairs map) {
      head(out, 5, map.value().size());
      map.value().entrySet().stream()
          .map(pair -> new byte[][] {encode(pair.getKey()), encode(pair.getValue())})
          .sorted((a, b) -> Arrays.compareUnsigned(a[0], b[0]))
          .forEach(
              pair -> {
                out.writeBytes(pair[0]);
                out.writeBytes(pair[1]);
              });
    } else if (item instanceof CborItem.Tagged tagged) {
      head(out, 6, tagged.tag());
      write(out, tagged.item());
    } else if (item instanceof CborItem.Simple simple) {
      out.write(7 << 5 | simple.info());
      if (simple.info() >= 24) {
        bigEndian(out, simple.bits(), 1 << (simple.info() - 24));
      }
    }
  }

  private static void head(ByteArrayOutputStream out, int major, long value) {
    int top = major << 5;
    if (value < 24) {
      out.write(top | (int) value);
    } else if (value < 1L << 8) {
      out.write(top | 24);
      bigEndian(out, value, 1);
    } else if (value < 1L << 16) {
      out.write(top | 25);
      bigEndian(out, value, 2);
    } else if (value < 1L << 32) {
      out.write(top | 26);
      bigEndian(out, value, 4);
    } else {
      out.write(top | 27);
      bigEndian(out, value, 8);
    }
  }

  private static void bigEndian(ByteArrayOutputStream out, long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
