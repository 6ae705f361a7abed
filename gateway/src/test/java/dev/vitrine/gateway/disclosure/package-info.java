/** Policies and decisions. */
@NullMarked
package dev.vitrine.gateway.disclosure;

import org.jspecify.annotations.NullMarked;
