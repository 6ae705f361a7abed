package dev.vitrine.ledger.cose;

import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message with one signature (COSE_Sign1, RFC 9052 §4.2), tagged. Well-formed, not verified.
 *
 * <p>Refused: another tag or none, a label in both headers, a {@code crit} that is not protected,
 * names nothing, or names a label that is not there. The protected header is kept as the bytes that
 * came, since they are what is signed; the rest is written deterministically.
 *
 * @param protectedBytes the protected header's bytes, as signed
 * @param protectedHeader what they say
 * @param unprotectedHeader what nobody has signed
 * @param payload what is signed; empty if it is detached
 * @param signature by the algorithm of the protected header
 */
public record CoseSign1(
    byte[] protectedBytes,
    CoseHeader protectedHeader,
    CoseHeader unprotectedHeader,
    Optional<byte[]> payload,
    byte[] signature) {
  /** The tag of COSE_Sign1. */
  public static final int TAG = 18;

  /** The longest message in bytes that is read. */
  public static final int MAX_BYTES = 256 << 10;

  /** The labels of protected headers that are understood here, for {@code crit}. */
  private static final Set<CborItem> UNDERSTOOD =
      Set.of(
          CborItem.of(CoseHeader.ALG),
          CborItem.of(CoseHeader.CRIT),
          CborItem.of(CoseHeader.CONTENT_TYPE),
          CborItem.of(CoseHeader.KID),
          CborItem.of(CoseHeader.CWT_CLAIMS),
          CborItem.of(CoseHeader.TYP),
          CborItem.of(CoseHeader.X5CHAIN),
          CborItem.of(CoseHeader.X5T),
          CborItem.of(CoseHeader.VDS));

  private static final String CONTEXT = "Signature1";
  private static final byte[] NO_EXTERNAL_DATA = {};

  /**
   * Reads a message.
   *
   * @throws MalformedCoseException if it is none, or longer than {@value #MAX_BYTES} bytes
   */
  public static CoseSign1 parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedCoseException("a COSE message of more than " + MAX_BYTES + " bytes");
    }
    if (!(CborItems.parse(bytes) instanceof CborItem.Tagged tagged) || tagged.tag() != TAG) {
      throw new MalformedCoseException("not a COSE_Sign1: it must have tag " + TAG);
    }
    List<CborItem> parts =
        tagged
            .item()
            .items()
            .filter(items -> items.size() == 4)
            .orElseThrow(() -> new MalformedCoseException("a COSE_Sign1 has four parts"));
    byte[] signed = bytes(parts.get(0), "protected header");
    Optional<byte[]> payload =
        parts.get(2).equals(CborItem.Simple.NULL)
            ? Optional.empty()
            : Optional.of(bytes(parts.get(2), "payload"));
    CoseSign1 message =
        new CoseSign1(
            signed,
            CoseHeader.parse(signed),
            CoseHeader.of(parts.get(1), "the unprotected header"),
            payload,
            bytes(parts.get(3), "signature"));
    message.requireDisjoint();
    message.requireCritical();
    return message;
  }

  /** Whether the bytes begin as a tagged COSE_Sign1 does. */
  public static boolean looksLikeOne(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xff) == 0xd2 && (bytes[1] & 0xff) == 0x84;
  }

  /**
   * Signs with Ed25519.
   *
   * @param protectedHeader what else is signed; its {@code alg} is set to EdDSA
   * @param attached whether the message carries its payload
   * @throws dev.vitrine.ledger.checkpoint.SigningException if the key can't be reached now
   */
  public static CoseSign1 sign(
      SigningKey key,
      CoseHeader protectedHeader,
      CoseHeader unprotectedHeader,
      byte[] payload,
      boolean attached) {
    CoseHeader signed = protectedHeader.with(CoseHeader.ALG, CborItem.of(CoseAlgorithm.EDDSA.id()));
    byte[] bytes = CborItems.encode(signed.item());
    return new CoseSign1(
        bytes,
        signed,
        unprotectedHeader,
        attached ? Optional.of(payload) : Optional.empty(),
        key.sign(toBeSigned(bytes, payload)));
  }

  /** What is signed (Sig_structure, RFC 9052 §4.4), without external data. */
  static byte[] toBeSigned(byte[] protectedBytes, byte[] payload) {
    return new CborWriter()
        .array(4)
        .text(CONTEXT)
        .bytes(protectedBytes)
        .bytes(NO_EXTERNAL_DATA)
        .bytes(payload)
        .toBytes();
  }

  /**
   * The algorithm that the protected header names.
   *
   * @throws RefusedException at {@code step}: INVALID if none is named, CANNOT_TELL if it is not
   *     supported
   */
  CoseAlgorithm algorithm(String step) throws RefusedException {
    Optional<Long> named;
    try {
      named = protectedHeader.integer(CoseHeader.ALG);
    } catch (MalformedCoseException e) {
      named = Optional.empty();
    }
    if (named.isEmpty()) {
      throw RefusedException.invalid(step, "the protected header names no algorithm");
    }
    Optional<CoseAlgorithm> known = CoseAlgorithm.of(named.get());
    if (known.isEmpty()) {
      throw RefusedException.cannotTell(step, "algorithm " + named.get() + " is not supported");
    }
    return known.get();
  }

  /**
   * Refuses labels that must be understood and are not, named by {@code crit} (RFC 9052 §3.1).
   *
   * @throws RefusedException at {@code step}, as CANNOT_TELL
   */
  void requireUnderstood(String step) throws RefusedException {
    Optional<CborItem> critical = protectedHeader.get(CoseHeader.CRIT);
    if (critical.isPresent()) {
      for (CborItem label : critical.get().items().orElse(List.of())) {
        if (!UNDERSTOOD.contains(label)) {
          throw RefusedException.cannotTell(
              step, "the message wants a header understood that is not known here");
        }
      }
    }
  }

  /** Whether {@code key} signed this message over {@code content}, whatever it carries itself. */
  boolean signedBy(CoseKey key, CoseAlgorithm algorithm, byte[] content) {
    return key.verify(algorithm, toBeSigned(protectedBytes, content), signature);
  }

  /** The same message with another unprotected header, which no signature covers. */
  public CoseSign1 withUnprotected(CoseHeader header) {
    return new CoseSign1(protectedBytes, protectedHeader, header, payload, signature);
  }

  /** The message's bytes, tagged: all but the protected header deterministic. */
  public byte[] encode() {
    return CborItems.encode(
        new CborItem.Tagged(
            TAG,
            CborItem.of(
                List.of(
                    CborItem.of(protectedBytes),
                    unprotectedHeader.item(),
                    payload.map(CborItem::of).orElse(CborItem.Simple.NULL),
                    CborItem.of(signature)))));
  }

  private void requireDisjoint() {
    for (CborItem label : unprotectedHeader.map().keySet()) {
      if (protectedHeader.get(label).isPresent()) {
        throw new MalformedCoseException("a label is in both headers");
      }
    }
  }

  private void requireCritical() {
    if (unprotectedHeader.get(CoseHeader.CRIT).isPresent()) {
      throw new MalformedCoseException("crit is not protected");
    }
    Optional<CborItem> critical = protectedHeader.get(CoseHeader.CRIT);
    if (critical.isEmpty()) {
      return;
    }
    List<CborItem> labels = critical.get().items().orElse(List.of());
    if (labels.isEmpty()) {
      throw new MalformedCoseException("crit names no label");
    }
    for (CborItem label : labels) {
      if (protectedHeader.get(label).isEmpty()) {
        throw new MalformedCoseException("crit names a label that is not there");
      }
    }
  }

  private static byte[] bytes(CborItem item, String what) {
    return item.bytes()
        .orElseThrow(() -> new MalformedCoseException("the " + what + " is no byte string"));
  }

  @Override
  public String toString() {
    return "CoseSign1[" + signature.length + " bytes of signature]";
  }
}
