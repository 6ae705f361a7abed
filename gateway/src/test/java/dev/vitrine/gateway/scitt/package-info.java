/** Registration of signed statements over HTTP, and what is refused. */
@NullMarked
package dev.vitrine.gateway.scitt;

import org.jspecify.annotations.NullMarked;
