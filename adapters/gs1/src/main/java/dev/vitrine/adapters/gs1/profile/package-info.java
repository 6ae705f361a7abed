/**
 * Business rules beyond EPCIS's own, as a regulation or a trading partner asks for them. In comes
 * an event that EPCIS accepts; out comes what the profile misses in it.
 */
@NullMarked
package dev.vitrine.adapters.gs1.profile;

import org.jspecify.annotations.NullMarked;
