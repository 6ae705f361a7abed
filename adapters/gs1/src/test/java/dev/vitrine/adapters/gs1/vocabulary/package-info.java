/** Tests of the vocabularies. */
@NullMarked
package dev.vitrine.adapters.gs1.vocabulary;

import org.jspecify.annotations.NullMarked;
