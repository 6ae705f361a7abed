/** Tests of EPCIS queries. */
@NullMarked
package dev.vitrine.gateway.epcis;

import org.jspecify.annotations.NullMarked;
