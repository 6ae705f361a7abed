/** Tests of signatures in Provenance resources. */
@NullMarked
package dev.vitrine.gateway.provenance;

import org.jspecify.annotations.NullMarked;
