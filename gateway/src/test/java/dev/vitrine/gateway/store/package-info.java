/** Storage on a real PostgreSQL. */
@NullMarked
package dev.vitrine.gateway.store;

import org.jspecify.annotations.NullMarked;
