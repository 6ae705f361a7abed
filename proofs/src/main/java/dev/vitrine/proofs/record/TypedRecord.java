package dev.vitrine.proofs.record;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One value, or none, for each slot of a schema, with the original it was read from.
 *
 * <p>Arrays are handed in and out without copies, for speed: whoever holds a record must not change
 * them. Holds personal data; {@link #toString()} shows none of it.
 */
public final class TypedRecord {
  private final Schema schema;
  private final long[] ints;
  private final byte[] @Nullable [] texts;
  private final @Nullable List<byte[]>[] lists;
  private final @Nullable TypedRecord[] links;
  private final byte[] document;
  private final String mediaType;
  private final List<String> tags;

  private TypedRecord(Builder builder) {
    this.schema = builder.schema;
    this.ints = builder.ints;
    this.texts = builder.texts;
    this.lists = builder.lists;
    this.links = builder.links;
    this.document = builder.document;
    this.mediaType = builder.mediaType;
    this.tags = List.copyOf(builder.tags);
  }

  /** The longest original in bytes. */
  public static final int MAX_DOCUMENT = 16 << 20;

  /** The longest media type in bytes of UTF-8. */
  public static final int MAX_MEDIA_TYPE = 256;

  /**
   * Starts a record of {@code schema} read from {@code document}.
   *
   * @throws IllegalArgumentException if the document or its media type is too long to be kept
   */
  public static Builder of(Schema schema, byte[] document, String mediaType) {
    if (document.length > MAX_DOCUMENT
        || mediaType.getBytes(StandardCharsets.UTF_8).length > MAX_MEDIA_TYPE) {
      throw new IllegalArgumentException("document or media type is too long");
    }
    return new Builder(schema, document, mediaType);
  }

  /** The record's schema. */
  public Schema schema() {
    return schema;
  }

  /** The original's bytes, as they were received. */
  public byte[] document() {
    return document;
  }

  /** The original's media type. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * What the record can be looked up by: {@code name=value}, as {@code epc=urn:…} or {@code
   * patient=Patient/1}. Stored only under a keyed hash.
   */
  public List<String> tags() {
    return tags;
  }

  /** The encoded value of an INT slot; 0 is absent. */
  public long integer(int slot) {
    return ints[slot];
  }

  /** The UTF-8 bytes of a TEXT slot, or null where absent. */
  public byte @Nullable [] text(int slot) {
    return texts[slot];
  }

  /** The elements under a ROOT slot, or null where absent or a link. */
  public @Nullable List<byte[]> list(int slot) {
    return lists[slot];
  }

  /** The record a ROOT slot points to, or null. */
  public @Nullable TypedRecord link(int slot) {
    return links[slot];
  }

  @Override
  public String toString() {
    return "TypedRecord[" + schema.id() + ", " + document.length + " bytes]";
  }

  /** Collects a record's values. Not thread-safe; used once. */
  public static final class Builder {
    private final Schema schema;
    private final long[] ints;
    private final byte[] @Nullable [] texts;
    private final @Nullable List<byte[]>[] lists;
    private final @Nullable TypedRecord[] links;
    private final byte[] document;
    private final String mediaType;
    private final List<String> tags = new ArrayList<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Builder(Schema schema, byte[] document, String mediaType) {
      int count = schema.slots().size();
      this.schema = schema;
      this.ints = new long[count];
      this.texts = new byte[count][];
      this.lists = new List[count];
      this.links = new TypedRecord[count];
      this.document = document;
      this.mediaType = mediaType;
      texts[schema.indexOf(Schema.DOCUMENT)] =
          HexFormat.of().formatHex(Sha256.of(document)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Sets a TEXT slot; null leaves it absent. */
    public Builder text(String slot, @Nullable String value) {
      if (value != null) {
        texts[at(slot, SlotKind.TEXT)] = value.getBytes(StandardCharsets.UTF_8);
      }
      return this;
    }

    /**
     * Sets an INT slot to an encoding; empty leaves it absent.
     *
     * @throws IllegalArgumentException if the slot can't hold it
     */
    public Builder integer(String slot, OptionalLong encoded) {
      if (encoded.isPresent()) {
        int at = at(slot, SlotKind.INT);
        if (!schema.slots().get(at).holds(encoded.getAsLong())) {
          throw new IllegalArgumentException(slot + ": not an encoding of this slot");
        }
        ints[at] = encoded.getAsLong();
      }
      return this;
    }

    /** Sets a ROOT slot to a list of elements; an empty list leaves it absent. */
    public Builder list(String slot, List<byte[]> elements) {
      if (!elements.isEmpty()) {
        lists[at(slot, SlotKind.ROOT)] = elements;
      }
      return this;
    }

    /**
     * Sets a ROOT slot to the record root of {@code other}, which must be committed before or with
     * this one.
     */
    public Builder link(String slot, TypedRecord other) {
      links[at(slot, SlotKind.ROOT)] = other;
      return this;
    }

    /** Adds a look-up tag; null adds none. */
    public Builder tag(String name, @Nullable String value) {
      if (value != null) {
        tags.add(name + '=' + value);
      }
      return this;
    }

    /** The record. */
    public TypedRecord build() {
      return new TypedRecord(this);
    }

    private int at(String slot, SlotKind kind) {
      int at = schema.indexOf(slot);
      if (schema.slots().get(at).kind() != kind) {
        throw new IllegalArgumentException(schema.id() + "." + slot + " is not of kind " + kind);
      }
      return at;
    }
  }
}
