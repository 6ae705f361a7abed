package dev.vitrine.ledger.cose;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A header map of a COSE message (RFC 9052 §3), protected or not: labels and values. A label whose
 * value is of the wrong type is refused where it is asked for. Immutable.
 *
 * @param map integers or texts, and what they stand for
 */
public record CoseHeader(Map<CborItem, CborItem> map) {
  /** The signature algorithm. */
  public static final long ALG = 1;

  /** Which labels a reader must understand. */
  public static final long CRIT = 2;

  /** The payload's media type. */
  public static final long CONTENT_TYPE = 3;

  /** A hint at the key. */
  public static final long KID = 4;

  /** CWT claims in a header (RFC 9597). */
  public static final long CWT_CLAIMS = 15;

  /** The message's own media type (RFC 9596). */
  public static final long TYP = 16;

  /** The signer's certificates, its own first (RFC 9360). */
  public static final long X5CHAIN = 33;

  /** A digest of the signer's certificate (RFC 9360). */
  public static final long X5T = 34;

  /** Receipts for this message (RFC 9942). */
  public static final long RECEIPTS = 394;

  /** Which verifiable data structure (RFC 9942). */
  public static final long VDS = 395;

  /** Proofs from it (RFC 9942). */
  public static final long VDP = 396;

  /** The claim that names who says it (RFC 8392). */
  public static final long ISSUER = 1;

  /** The claim that names what it is about (RFC 8392). */
  public static final long SUBJECT = 2;

  /** A header with nothing in it. */
  public static final CoseHeader EMPTY = new CoseHeader(Map.of());

  /** Copies the map. */
  public CoseHeader {
    map = Map.copyOf(map);
  }

  /** Reads a protected header; no bytes are an empty one. */
  static CoseHeader parse(byte[] bytes) {
    if (bytes.length == 0) {
      return EMPTY;
    }
    return of(CborItems.parse(bytes), "the protected header");
  }

  static CoseHeader of(CborItem item, String what) {
    return new CoseHeader(
        item.pairs().orElseThrow(() -> new MalformedCoseException(what + " is not a map")));
  }

  /** This header and one label more; what was there under the label is replaced. */
  public CoseHeader with(long label, CborItem value) {
    return with(CborItem.of(label), value);
  }

  /** This header and one label more; what was there under the label is replaced. */
  public CoseHeader with(CborItem label, CborItem value) {
    Map<CborItem, CborItem> more = new HashMap<>(map);
    more.put(label, value);
    return new CoseHeader(more);
  }

  /** This header without a label. */
  public CoseHeader without(long label) {
    Map<CborItem, CborItem> less = new HashMap<>(map);
    less.remove(CborItem.of(label));
    return new CoseHeader(less);
  }

  /** The value under a label. */
  public Optional<CborItem> get(long label) {
    return get(CborItem.of(label));
  }

  /** The value under a label. */
  public Optional<CborItem> get(CborItem label) {
    return Optional.ofNullable(map.get(label));
  }

  /** An integer under a label. */
  public Optional<Long> integer(long label) {
    return get(label)
        .map(
            item ->
                item.integer()
                    .orElseThrow(
                        () -> new MalformedCoseException("label " + label + " is no integer")));
  }

  /** A byte string under a label. */
  public Optional<byte[]> bytes(long label) {
    return get(label)
        .map(
            item ->
                item.bytes()
                    .orElseThrow(
                        () -> new MalformedCoseException("label " + label + " is no bytes")));
  }

  /** A text among the CWT claims. */
  public Optional<String> claim(long claim) {
    return get(CWT_CLAIMS)
        .map(
            item ->
                item.pairs()
                    .orElseThrow(() -> new MalformedCoseException("the CWT claims are no map")))
        .map(claims -> claims.get(CborItem.of(claim)))
        .map(
            item ->
                item.text()
                    .orElseThrow(
                        () -> new MalformedCoseException("CWT claim " + claim + " is no text")));
  }

  /** Its bytes as an item. */
  CborItem item() {
    return CborItem.of(map);
  }
}
