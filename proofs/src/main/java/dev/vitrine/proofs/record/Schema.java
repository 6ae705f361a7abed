package dev.vitrine.proofs.record;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ordered list of slots under a versioned name, itself named by the SHA-256 of its canonical
 * JSON form (RFC 8785). Immutable.
 *
 * <p>Every schema ends with the text slot {@code document} (SHA-256 of the original's bytes, in
 * lower-case hex) and the root slot {@code leaves} (over every primitive of the original).
 */
public final class Schema {
  /** The last but one slot of every schema. */
  public static final String DOCUMENT = "document";

  /** The last slot of every schema. */
  public static final String LEAVES = "leaves";

  /** At most so many slots. */
  public static final int MAX_SLOTS = 64;

  private static final int MAX_TEXT = 512;
  private static final List<Slot> LAST =
      List.of(Slot.text(DOCUMENT, "sha256"), Slot.root(LEAVES, "elements"));

  private final String id;
  private final List<Slot> slots;
  private final Map<String, Integer> index;
  private final byte[] hash;

  private Schema(String id, List<Slot> slots) {
    this.id = id;
    this.slots = List.copyOf(slots);
    this.index = new LinkedHashMap<>();
    for (Slot slot : this.slots) {
      if (index.put(slot.name(), index.size()) != null) {
        throw new IllegalArgumentException("slot named twice: " + slot.name());
      }
    }
    for (Slot slot : this.slots) {
      if (!index.keySet().containsAll(slot.requires())) {
        throw new IllegalArgumentException(slot.name() + " requires a slot that is not there");
      }
    }
    this.hash = Sha256.of(canonicalJson().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A schema of these slots, to which {@code document} and {@code leaves} are added.
   *
   * @throws IllegalArgumentException if a name repeats, a required slot is missing, or a bound is
   *     passed
   */
  public static Schema of(String id, List<Slot> slots) {
    List<Slot> all = new ArrayList<>(slots);
    all.addAll(LAST);
    return checked(id, all);
  }

  private static Schema checked(String id, List<Slot> slots) {
    if (id.isEmpty() || id.length() > 128 || slots.size() > MAX_SLOTS) {
      throw new IllegalArgumentException("schema name or number of slots is out of bounds");
    }
    Slot.requirePlain("schema name", id);
    int count = slots.size();
    if (count < LAST.size() || !slots.subList(count - LAST.size(), count).equals(LAST)) {
      throw new IllegalArgumentException("a schema ends with the slots document and leaves");
    }
    return new Schema(id, slots);
  }

  /** The versioned name, as {@code gs1.epcis.v1}. */
  public String id() {
    return id;
  }

  /** The slots in order. */
  public List<Slot> slots() {
    return slots;
  }

  /** SHA-256 of {@link #canonicalJson()}. */
  public byte[] hash() {
    return hash.clone();
  }

  /** Whether there is a slot of this name. */
  public boolean has(String name) {
    return index.containsKey(name);
  }

  /**
   * The position of a slot.
   *
   * @throws IllegalArgumentException if there is no such slot
   */
  public int indexOf(String name) {
    Integer at = index.get(name);
    if (at == null) {
      throw new IllegalArgumentException(id + " has no slot " + name);
    }
    return at;
  }

  /** The slot of this name. */
  public Slot slot(String name) {
    return slots.get(indexOf(name));
  }

  /** The canonical JSON form (RFC 8785): members in order of their names, no white space. */
  public String canonicalJson() {
    StringBuilder out = new StringBuilder(64 * slots.size());
    out.append("{\"id\":");
    JsonText.quote(out, id);
    out.append(",\"slots\":[");
    String comma = "";
    for (Slot slot : slots) {
      out.append(comma).append('{');
      comma = ",";
      if (slot.provable()) {
        out.append("\"bits\":").append(slot.bits()).append(',');
      }
      out.append("\"default\":\"").append(JsonText.lower(slot.standard())).append('"');
      out.append(",\"kind\":\"").append(JsonText.lower(slot.kind())).append('"');
      out.append(",\"name\":");
      JsonText.quote(out, slot.name());
      if (slot.kind() == SlotKind.INT) {
        // as text: RFC 8785 numbers are doubles, which do not hold 64 bits
        out.append(",\"offset\":\"").append(slot.offset()).append('"');
      }
      out.append(",\"path\":");
      JsonText.quote(out, slot.path());
      out.append(",\"requires\":[");
      String between = "";
      for (String required : slot.requires()) {
        out.append(between);
        between = ",";
        JsonText.quote(out, required);
      }
      out.append(']');
      if (slot.kind() == SlotKind.INT) {
        out.append(",\"scale\":").append(slot.scale()).append(",\"unit\":");
        JsonText.quote(out, slot.unit());
      }
      out.append('}');
    }
    return out.append("]}").toString();
  }

  /** Appends this schema to {@code out}, so that a proof can carry it along. */
  public void write(CborWriter out) {
    out.array(2).text(id).array(slots.size());
    for (Slot slot : slots) {
      out.array(9)
          .text(slot.name())
          .text(slot.path())
          .integer(slot.kind().code())
          .integer(slot.bits())
          .integer(slot.scale())
          .integer(slot.offset())
          .text(slot.unit())
          .array(slot.requires().size());
      slot.requires().forEach(out::text);
      out.integer(slot.standard().code());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Schema read(CborReader in) throws CborException {
    int start = in.position();
    in.arrayOf(2);
    String id = in.text(MAX_TEXT);
    int count = in.array(MAX_SLOTS);
    List<Slot> slots = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        in.arrayOf(9);
        String name = in.text(MAX_TEXT);
        String path = in.text(MAX_TEXT);
        SlotKind kind = SlotKind.ofCode(in.unsigned(255));
        int bits = (int) in.unsigned(Slot.TEXT_BITS);
        int scale = (int) in.unsigned(18);
        long offset = in.integer();
        String unit = in.text(MAX_TEXT);
        int requiredCount = in.array(MAX_SLOTS);
        List<String> requires = new ArrayList<>();
        for (int j = 0; j < requiredCount; j++) {
          requires.add(in.text(MAX_TEXT));
        }
        Disclosure standard = Disclosure.ofCode(in.unsigned(255));
        slots.add(new Slot(name, path, kind, bits, scale, offset, unit, requires, standard));
      }
      return checked(id, slots);
    } catch (IllegalArgumentException e) {
      throw new CborException(start, "schema is not well formed");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && java.util.Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return id;
  }
}
