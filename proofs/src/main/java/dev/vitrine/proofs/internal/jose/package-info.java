/**
 * JSON Web Signatures (RFC 7515) of the one kind that credentials use: compact, ES256. Texts in and
 * out; a key is given by whoever calls, never by the token.
 */
@NullMarked
package dev.vitrine.proofs.internal.jose;

import org.jspecify.annotations.NullMarked;
