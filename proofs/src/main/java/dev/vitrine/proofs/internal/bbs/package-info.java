/**
 * BBS signatures of draft-irtf-cfrg-bbs-signatures (revision 08 and later) in both ciphersuites:
 * keys, signing, verifying, and zero-knowledge proofs that show some of the signed messages.
 *
 * <p>The operations take scalars and the scheme's api_id is given, so that a protocol may map its
 * own messages. Foreign bytes come in through {@code parse} methods; values or {@link
 * dev.vitrine.proofs.internal.bbs.BbsRefusedException}, which names the failing step, go out.
 */
@NullMarked
package dev.vitrine.proofs.internal.bbs;

import org.jspecify.annotations.NullMarked;
