/** What parties may see and prove of where objects have been, over HTTP. */
@NullMarked
package dev.vitrine.gateway.trace;

import org.jspecify.annotations.NullMarked;
