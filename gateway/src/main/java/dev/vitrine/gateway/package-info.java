/** The gateway service. Its packages are capabilities; here is only what all of them share. */
@NullMarked
package dev.vitrine.gateway;

import org.jspecify.annotations.NullMarked;
