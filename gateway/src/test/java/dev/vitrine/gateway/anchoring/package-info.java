/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.gateway.anchoring;

import org.jspecify.annotations.NullMarked;
