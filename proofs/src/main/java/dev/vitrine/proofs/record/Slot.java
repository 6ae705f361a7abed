package dev.vitrine.proofs.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/**
 * One named place of a {@link Schema}.
 *
 * <p>An {@link SlotKind#INT} slot encodes a number {@code x} as {@code x·10^scale + offset}, which
 * must be a whole number from 1 to 2^bits − 1; 0 means absent. What can't be encoded exactly is not
 * encoded at all: nothing is ever rounded. For other kinds {@code scale} and {@code offset} are 0
 * and {@code unit} is empty; {@code bits} is 0, or {@link #TEXT_BITS} for a {@link SlotKind#TEXT}
 * slot whose values are committed in columns too, so that facts about them can be proved in
 * anchored mode.
 *
 * @param name the slot's name, unique in its schema, 1 to 64 characters
 * @param path where in the source document it comes from, for people; at most 160 characters
 * @param kind what it holds
 * @param bits 8 to 64 in steps of 8, for INT; 0 or 255 for TEXT
 * @param scale decimal digits kept, 0 to 18, for INT
 * @param offset added after scaling, for INT
 * @param unit the unit's code (UCUM, or {@code ms}, {@code d}), for INT; may be empty; at most 64
 *     characters
 * @param requires slots that must be shown wherever this one is: a value without its unit or status
 *     is dangerous
 * @param standard what a policy that is silent about this slot allows
 */
public record Slot(
    String name,
    String path,
    SlotKind kind,
    int bits,
    int scale,
    long offset,
    String unit,
    List<String> requires,
    Disclosure standard) {

  /** The bits of a text slot with a column: those of the scalar that stands for the text. */
  public static final int TEXT_BITS = 255;

  private static final int MAX_PATH = 160;
  private static final int MAX_UNIT = 64;
  private static final int UNPAIRED = Character.SURROGATE;

  /** Checks the ranges above. */
  public Slot {
    requires = List.copyOf(requires);
    if (name.isEmpty() || name.length() > 64) {
      throw new IllegalArgumentException("slot name must have 1 to 64 characters");
    }
    if (path.length() > MAX_PATH || unit.length() > MAX_UNIT) {
      throw new IllegalArgumentException(name + ": path or unit is too long");
    }
    requirePlain("slot name", name);
    requirePlain("path", path);
    requirePlain("unit", unit);
    if (kind == SlotKind.INT) {
      if (bits < 8 || bits > 64 || bits % 8 != 0) {
        throw new IllegalArgumentException(name + ": bits must be 8, 16 … 64");
      }
      if (scale < 0 || scale > 18) {
        throw new IllegalArgumentException(name + ": scale must be 0 to 18");
      }
    } else {
      if (scale != 0 || offset != 0 || !unit.isEmpty()) {
        throw new IllegalArgumentException(name + ": scale, offset and unit are for INT");
      }
      if (bits != 0 && !(kind == SlotKind.TEXT && bits == TEXT_BITS)) {
        throw new IllegalArgumentException(name + ": bits are for INT, and 255 for TEXT");
      }
    }
  }

  /** A text slot, hidden unless a policy says otherwise. */
  public static Slot text(String name, String path, String... requires) {
    return new Slot(name, path, SlotKind.TEXT, 0, 0, 0, "", List.of(requires), Disclosure.HIDE);
  }

  /** A text slot with a column, hidden unless a policy says otherwise. */
  public static Slot provableText(String name, String path, String... requires) {
    return new Slot(
        name, path, SlotKind.TEXT, TEXT_BITS, 0, 0, "", List.of(requires), Disclosure.HIDE);
  }

  /** A root slot, hidden unless a policy says otherwise. */
  public static Slot root(String name, String path, String... requires) {
    return new Slot(name, path, SlotKind.ROOT, 0, 0, 0, "", List.of(requires), Disclosure.HIDE);
  }

  /** An integer slot, hidden unless a policy says otherwise. */
  public static Slot integer(
      String name, String path, int bits, int scale, long offset, String unit, String... requires) {
    return new Slot(
        name, path, SlotKind.INT, bits, scale, offset, unit, List.of(requires), Disclosure.HIDE);
  }

  /** Whether its values are committed in columns, so that facts about them can be proved. */
  public boolean provable() {
    return bits != 0;
  }

  /** Whether {@code encoded}, taken as unsigned, is what an INT slot like this can hold. */
  public boolean holds(long encoded) {
    return encoded != 0 && (bits == Long.SIZE || encoded >>> bits == 0);
  }

  /**
   * Refuses control characters, which would let a foreign schema write on a reader's terminal, and
   * unpaired surrogates, which have no UTF-8 and so no canonical form.
   */
  static void requirePlain(String what, String text) {
    boolean plain =
        text.codePoints()
            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == UNPAIRED);
    if (!plain) {
      throw new IllegalArgumentException(what + " holds a control character or half a character");
    }
  }

  /** The encoding of {@code value}, or empty where it can't be encoded exactly. */
  public OptionalLong encode(BigDecimal value) {
    if (value.precision() - (long) value.scale() + scale > 40 || value.scale() > 1_000) {
      return OptionalLong.empty();
    }
    BigDecimal scaled = value.movePointRight(scale).add(BigDecimal.valueOf(offset));
    BigInteger whole;
    try {
      whole = scaled.toBigIntegerExact();
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
    return whole.signum() > 0 && whole.bitLength() <= bits
        ? OptionalLong.of(whole.longValue())
        : OptionalLong.empty();
  }

  /** The same for a whole number. */
  public OptionalLong encode(long value) {
    return encode(BigDecimal.valueOf(value));
  }

  /**
   * The number behind an encoding, taken as unsigned.
   *
   * @throws IllegalArgumentException for 0, which stands for absent
   */
  public BigDecimal decode(long encoded) {
    if (encoded == 0) {
      throw new IllegalArgumentException(name + ": 0 stands for absent");
    }
    return new BigDecimal(new BigInteger(Long.toUnsignedString(encoded)))
        .subtract(BigDecimal.valueOf(offset))
        .movePointLeft(scale);
  }
}
