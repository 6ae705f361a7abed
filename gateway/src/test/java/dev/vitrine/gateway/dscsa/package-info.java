/** Verification of packs and the saleable return, over HTTP and offline. */
@NullMarked
package dev.vitrine.gateway.dscsa;

import org.jspecify.annotations.NullMarked;
