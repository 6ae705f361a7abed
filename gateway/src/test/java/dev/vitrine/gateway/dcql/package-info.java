/** Tests of DCQL. */
@NullMarked
package dev.vitrine.gateway.dcql;

import org.jspecify.annotations.NullMarked;
