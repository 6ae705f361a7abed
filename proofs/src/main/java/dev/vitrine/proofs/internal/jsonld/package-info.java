/**
 * JSON-LD documents as canonical RDF, offline: strict JSON in, quads and their RDFC-1.0 order out,
 * and documents cut down to what JSON Pointers select. Contexts come only from those bundled or
 * handed in; nothing is fetched.
 */
@NullMarked
package dev.vitrine.proofs.internal.jsonld;

import org.jspecify.annotations.NullMarked;
