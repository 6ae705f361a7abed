/**
 * The cryptosuite bbs-2023 (W3C Data Integrity BBS Cryptosuites 1.0): base proofs by an issuer,
 * derived proofs by a holder, and how both are written. Plain feature only: no holder binding, no
 * pseudonyms.
 */
@NullMarked
package dev.vitrine.proofs.internal.dataintegrity;

import org.jspecify.annotations.NullMarked;
