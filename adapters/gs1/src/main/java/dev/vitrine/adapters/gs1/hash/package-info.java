/**
 * The EPCIS event hash of the Core Business Vocabulary 2.0 (§8.9): in goes an event, out comes a
 * {@code ni:///sha-256;…?ver=CBV2.0}, by the standard's text or as its reference implementation
 * computes it. It names an event and commits to nothing: whoever can guess an event can check the
 * guess, so it is neither published nor logged.
 */
@NullMarked
package dev.vitrine.adapters.gs1.hash;

import org.jspecify.annotations.NullMarked;
