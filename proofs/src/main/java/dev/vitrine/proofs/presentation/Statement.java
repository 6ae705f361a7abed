package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a presentation claims: everything public about it, bound whole into its proof (protocol §6).
 *
 * @param mode which kind of proof follows
 * @param schema the record's schema
 * @param shown canonical value per shown slot, by position; empty where the slot is shown to be
 *     absent
 * @param elements elements shown one by one, by position of their root slot; anchored mode only
 * @param audience whom the presentation is for, 1 to {@value #MAX_AUDIENCE} bytes
 * @param nonce the verifier's fresh value, {@value #MIN_NONCE} to {@value #MAX_NONCE} bytes
 * @param purpose the purpose of use it was given for
 * @param policyId the policy that allowed it
 * @param issuedAtMillis when it was made, by the gateway's clock
 * @param expiresAtMillis when it ceases to be fresh
 * @param anchor the log it rests on
 */
public record Statement(
    Mode mode,
    Schema schema,
    SortedMap<Integer, Optional<byte[]>> shown,
    SortedMap<Integer, List<byte[]>> elements,
    String audience,
    byte[] nonce,
    String purpose,
    String policyId,
    long issuedAtMillis,
    long expiresAtMillis,
    Anchor anchor) {

  /** The longest audience, in bytes of UTF-8. */
  public static final int MAX_AUDIENCE = 256;

  /** The shortest nonce in bytes. */
  public static final int MIN_NONCE = 16;

  /** The longest nonce in bytes. */
  public static final int MAX_NONCE = 64;

  private static final int VERSION = 1;

  /** The longest purpose, policy id and log origin, in bytes of UTF-8. */
  public static final int MAX_TEXT = 512;

  /** The longest value or element that can be shown, in bytes. */
  public static final int MAX_SHOWN_BYTES = 1 << 20;

  /** The most elements that can be shown of one slot. */
  public static final int MAX_ELEMENTS = 1024;

  /**
   * The log a presentation rests on.
   *
   * @param origin the log's name
   * @param size in anchored mode, the size of the tree; otherwise 0
   * @param root in anchored mode, its root; otherwise empty
   */
  public record Anchor(String origin, long size, byte[] root) {
    /** Of a private presentation: names the log only, since size and root would link. */
    public static Anchor originOnly(String origin) {
      return new Anchor(origin, 0, new byte[0]);
    }
  }

  /** Checks bounds, kinds, required slots, and that the anchor is of the mode's form. */
  public Statement {
    if (audience.isEmpty() || utf8Length(audience) > MAX_AUDIENCE) {
      throw new IllegalArgumentException("audience must have 1 to " + MAX_AUDIENCE + " bytes");
    }
    if (utf8Length(purpose) > MAX_TEXT
        || utf8Length(policyId) > MAX_TEXT
        || utf8Length(anchor.origin) > MAX_TEXT) {
      throw new IllegalArgumentException(
          "purpose, policy id and origin have at most " + MAX_TEXT + " bytes");
    }
    if (nonce.length < MIN_NONCE || nonce.length > MAX_NONCE) {
      throw new IllegalArgumentException(
          "nonce must have " + MIN_NONCE + " to " + MAX_NONCE + " bytes");
    }
    if (issuedAtMillis < 0 || expiresAtMillis < issuedAtMillis) {
      throw new IllegalArgumentException("expires before it is issued, or is from before 1970");
    }
    boolean bare = anchor.size == 0 && anchor.root.length == 0;
    boolean full = anchor.size > 0 && anchor.root.length == MerkleHash.LENGTH;
    if (!(mode == Mode.ANCHORED ? full : bare)) {
      throw new IllegalArgumentException(
          "an anchored presentation names a checkpoint, a private one does not");
    }
    if (mode == Mode.PRIVATE && !elements.isEmpty()) {
      throw new IllegalArgumentException("elements can be shown in anchored mode only");
    }
    shown.forEach((slot, value) -> checkShown(mode, schema, shown, slot, value));
    elements.forEach((slot, list) -> checkElements(schema, shown, slot, list));
  }

  private static void checkElements(
      Schema schema,
      SortedMap<Integer, Optional<byte[]>> shown,
      int position,
      List<byte[]> elements) {
    if (!hasValue(shown, position) || schema.slots().get(position).kind() != SlotKind.ROOT) {
      throw new IllegalArgumentException("elements can be shown only under a shown root slot");
    }
    if (elements.isEmpty()
        || elements.size() > MAX_ELEMENTS
        || elements.stream().anyMatch(element -> element.length > MAX_SHOWN_BYTES)) {
      throw new IllegalArgumentException("too many elements, too long ones, or none");
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean hasValue(SortedMap<Integer, Optional<byte[]>> shown, int slot) {
    Optional<byte[]> value = shown.get(slot);
    return value != null && value.isPresent();
  }

  private static void checkShown(
      Mode mode,
      Schema schema,
      SortedMap<Integer, Optional<byte[]>> shown,
      int position,
      Optional<byte[]> value) {
    if (position < 0 || position >= schema.slots().size()) {
      throw new IllegalArgumentException("a shown slot is not in the schema");
    }
    var slot = schema.slots().get(position);
    for (String required : slot.requires()) {
      if (!shown.containsKey(schema.indexOf(required))) {
        throw new IllegalArgumentException(
            slot.name() + " may be shown only together with " + required);
      }
    }
    boolean wellFormed =
        value
            .map(
                bytes ->
                    switch (slot.kind()) {
                      case TEXT -> bytes.length <= MAX_SHOWN_BYTES && isUtf8(bytes);
                      case INT ->
                          bytes.length == Long.BYTES
                              && slot.holds(ByteBuffer.wrap(bytes).getLong());
                      case ROOT -> bytes.length == MerkleHash.LENGTH && mode == Mode.ANCHORED;
                    })
            .orElse(true);
    if (!wellFormed) {
      throw new IllegalArgumentException(
          slot.name() + ": not a value that can be shown in this mode");
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The statement's bytes: deterministic CBOR. */
  public byte[] encode() {
    CborWriter out = new CborWriter().array(13).integer(VERSION).integer(mode.code());
    schema.write(out);
    out.map(shown.size());
    shown.forEach(
        (slot, value) -> {
          out.integer(slot);
          value.ifPresentOrElse(out::bytes, out::nil);
        });
    out.map(elements.size());
    elements.forEach(
        (slot, list) -> {
          out.integer(slot).array(list.size());
          list.forEach(out::bytes);
        });
    out.array(0); // predicates: none is known in this version
    out.text(audience).bytes(nonce).text(purpose).text(policyId);
    out.integer(issuedAtMillis).integer(expiresAtMillis);
    out.array(3).text(anchor.origin).integer(anchor.size).bytes(anchor.root);
    return out.toBytes();
  }

  /**
   * Reads a statement strictly.
   *
   * @throws UnknownPredicateException if it claims a fact of a kind that this version can't check
   */
  public static Statement decode(byte[] encoded) throws CborException, UnknownPredicateException {
    CborReader in = new CborReader(encoded);
    in.arrayOf(13);
    if (in.unsigned(255) != VERSION) {
      throw new CborException(1, "statement version is unknown");
    }
    int modeCode = (int) in.unsigned(255);
    if (modeCode != Mode.ANCHORED.code() && modeCode != Mode.PRIVATE.code()) {
      throw new CborException(2, "mode is unknown");
    }
    Mode mode = modeCode == Mode.ANCHORED.code() ? Mode.ANCHORED : Mode.PRIVATE;
    Schema schema = Schema.read(in);
    int slots = schema.slots().size();
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    int shownCount = in.map(slots);
    for (int i = 0; i < shownCount; i++) {
      int slot = ascending(in, shown, slots);
      shown.put(slot, in.nil() ? Optional.empty() : Optional.of(in.bytes(MAX_SHOWN_BYTES)));
    }
    SortedMap<Integer, List<byte[]>> elements = new TreeMap<>();
    int elementSlots = in.map(slots);
    for (int i = 0; i < elementSlots; i++) {
      int slot = ascending(in, elements, slots);
      int size = in.array(MAX_ELEMENTS);
      List<byte[]> list = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        list.add(in.bytes(MAX_SHOWN_BYTES));
      }
      elements.put(slot, list);
    }
    if (in.array(MAX_ELEMENTS) != 0) {
      throw new UnknownPredicateException();
    }
    String audience = in.text(MAX_AUDIENCE);
    byte[] nonce = in.bytes(MAX_NONCE);
    String purpose = in.text(MAX_TEXT);
    String policyId = in.text(MAX_TEXT);
    long issuedAt = in.unsigned(Long.MAX_VALUE);
    long expiresAt = in.unsigned(Long.MAX_VALUE);
    in.arrayOf(3);
    String origin = in.text(MAX_TEXT);
    long size = in.unsigned(Long.MAX_VALUE);
    byte[] root = in.bytes(MerkleHash.LENGTH);
    in.end();
    try {
      return new Statement(
          mode,
          schema,
          shown,
          elements,
          audience,
          nonce,
          purpose,
          policyId,
          issuedAt,
          expiresAt,
          new Anchor(origin, size, root));
    } catch (IllegalArgumentException e) {
      throw new CborException(0, "statement contradicts itself");
    }
  }

  private static int ascending(CborReader in, SortedMap<Integer, ?> sofar, int slots)
      throws CborException {
    int at = in.position();
    int slot = (int) in.unsigned(slots - 1L);
    if (!sofar.isEmpty() && slot <= sofar.lastKey()) {
      throw new CborException(at, "slots are not in order");
    }
    return slot;
  }
}
