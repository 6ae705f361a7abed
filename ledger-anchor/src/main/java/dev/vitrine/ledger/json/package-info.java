/**
 * JSON (RFC 8259), strictly: bytes of a foreign answer come in, values go out, or a refusal with
 * its place. Only as much as JSON-RPC needs; no mapping to classes.
 */
@NullMarked
package dev.vitrine.ledger.json;

import org.jspecify.annotations.NullMarked;
