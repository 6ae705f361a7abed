/**
 * Schemas, typed records and what a format adapter has to deliver. In come values read from a
 * document; out go {@link dev.vitrine.proofs.record.TypedRecord}s, ready to be committed. No
 * parsing of document formats here, and no cryptography beyond the hash that names a schema.
 */
@NullMarked
package dev.vitrine.proofs.record;

import org.jspecify.annotations.NullMarked;
