/**
 * Byte encodings shared by everything that is hashed or signed: deterministic CBOR and SHA-256.
 * Bytes in, typed values or {@link dev.vitrine.proofs.encoding.CborException} out; no I/O.
 */
@NullMarked
package dev.vitrine.proofs.encoding;

import org.jspecify.annotations.NullMarked;
