/**
 * The words of the Core Business Vocabulary and of the GS1 Web Vocabulary's measurement types, in
 * every form they are written in, and the one form kept. In come texts, out go texts.
 */
@NullMarked
package dev.vitrine.adapters.gs1.vocabulary;

import org.jspecify.annotations.NullMarked;
