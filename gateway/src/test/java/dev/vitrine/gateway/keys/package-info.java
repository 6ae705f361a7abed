/** The gateway's keys. */
@NullMarked
package dev.vitrine.gateway.keys;

import org.jspecify.annotations.NullMarked;
