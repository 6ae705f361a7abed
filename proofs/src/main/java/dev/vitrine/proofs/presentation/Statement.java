package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.record.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a presentation claims: everything public about it, bound whole into its proof (protocol §6).
 *
 * @param mode which kind of proof follows
 * @param records what is shown of each record, at most {@value #MAX_RECORDS}
 * @param predicates what is proved of hidden slots, at most {@value #MAX_PREDICATES}
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
    List<RecordClaim> records,
    List<Predicate> predicates,
    String audience,
    byte[] nonce,
    String purpose,
    String policyId,
    long issuedAtMillis,
    long expiresAtMillis,
    Anchor anchor) {

  /** The most records in one presentation. */
  public static final int MAX_RECORDS = 64;

  /** The most predicates in one presentation. */
  public static final int MAX_PREDICATES = 256;

  /** The longest audience, in bytes of UTF-8. */
  public static final int MAX_AUDIENCE = 256;

  /** The shortest nonce in bytes. */
  public static final int MIN_NONCE = 16;

  /** The longest nonce in bytes. */
  public static final int MAX_NONCE = 64;

  /** The longest purpose, policy id and log origin, in bytes of UTF-8. */
  public static final int MAX_TEXT = 512;

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

  /**
   * Checks bounds, kinds, required slots, that the anchor is of the mode's form, and that every
   * predicate can be proved of its slots.
   *
   * @throws IllegalArgumentException if not; the message says what to change
   */
  public Statement {
    records = List.copyOf(records);
    predicates = List.copyOf(predicates);
    if (records.size() > MAX_RECORDS || predicates.size() > MAX_PREDICATES) {
      throw new IllegalArgumentException("too many records or predicates");
    }
    if (audience.isEmpty() || utf8Length(audience) > MAX_AUDIENCE) {
      throw new IllegalArgumentException("audience must have 1 to " + MAX_AUDIENCE + " bytes");
    }
    if (audience.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("audience must not hold control characters");
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
    if (mode == Mode.PRIVATE) {
      records.forEach(RecordClaim::requireUnlinkable);
    }
    PredicateRules.check(mode, records, predicates);
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The schema of a slot's record. */
  Schema schemaOf(SlotRef ref) {
    return records.get(ref.record()).schema();
  }

  /** The statement's bytes: deterministic CBOR. */
  public byte[] encode() {
    return StatementCodec.encode(this);
  }

  /**
   * Reads a statement strictly.
   *
   * @throws UnknownPredicateException if it claims a fact of a kind that this version can't check
   */
  public static Statement decode(byte[] encoded) throws CborException, UnknownPredicateException {
    return StatementCodec.decode(encoded);
  }
}
