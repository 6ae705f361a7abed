/**
 * Public signed sets: what a publisher says is in (countries, recalled lots), in a form in which a
 * holder can later prove that a hidden value is an element, or is none, without showing which.
 *
 * <p>Elements and a publisher's key go in and a file comes out ({@link
 * dev.vitrine.proofs.set.SetPublisher}); a holder finds signatures in it ({@link
 * dev.vitrine.proofs.set.SignedSet}); a verifier needs its descriptor and a pinned publisher only.
 */
@NullMarked
package dev.vitrine.proofs.set;

import org.jspecify.annotations.NullMarked;
