package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Holds foreign ASN.1 to a shape before a parser sees it: one value, whole, its nesting and the
 * number of its parts bounded. A parser that descends by recursion is safe after that.
 */
public final class Asn1Shape {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_PARTS = 20_000;
  private static final int INDEFINITE = -1;

  private Asn1Shape() {}

  /**
   * Parses bytes that have the shape.
   *
   * @param maxBytes the most that are looked at
   * @param step the check to name in a refusal
   * @throws RefusedException if they have not
   */
  public static ASN1Primitive parse(byte[] bytes, int maxBytes, String step)
      throws RefusedException {
    if (bytes.length > maxBytes) {
      throw RefusedException.invalid(
          step, bytes.length + " bytes; at most " + maxBytes + " are read");
    }
    if (!wellNested(bytes)) {
      throw RefusedException.invalid(step, "not one whole ASN.1 value, or nested too deep");
    }
    try {
      return ASN1Primitive.fromByteArray(bytes);
    } catch (IOException | RuntimeException e) {
      throw RefusedException.invalid(step, "not ASN.1");
    }
  }

  private static boolean wellNested(byte[] bytes) {
    Deque<Integer> ends = new ArrayDeque<>();
    int at = 0;
    for (int parts = 0; parts < MAX_PARTS; parts++) {
      if (at + 2 > bytes.length) {
        return false;
      }
      int tag = bytes[at] & 0xff;
      int length = bytes[at + 1] & 0xff;
      at += 2;
      boolean constructed = (tag & 0x20) != 0;
      if ((tag & 0x1f) == 0x1f) {
        return false; // long tags: none of the formats has any
      }
      if (tag == 0 && length == 0) {
        if (ends.isEmpty() || ends.pop() != INDEFINITE) {
          return false;
        }
      } else if (length == 0x80) {
        if (!constructed) {
          return false;
        }
        ends.push(INDEFINITE);
      } else {
        if (length > 0x80) {
          int octets = length - 0x80;
          if (octets > 3 || at + octets > bytes.length) {
            return false;
          }
          length = 0;
          for (int i = 0; i < octets; i++) {
            length = (length << 8) | (bytes[at++] & 0xff);
          }
        }
        int limit = ends.isEmpty() || ends.peek() == INDEFINITE ? bytes.length : ends.peek();
        if (length > limit - at) {
          return false;
        }
        if (constructed) {
          ends.push(at + length);
        } else {
          at += length;
        }
      }
      while (!ends.isEmpty() && ends.peek() == at) {
        ends.pop();
      }
      if (ends.isEmpty()) {
        return at == bytes.length;
      }
      if (ends.size() > MAX_DEPTH) {
        return false;
      }
    }
    return false;
  }
}
