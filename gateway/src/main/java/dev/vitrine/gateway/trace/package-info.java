/**
 * Where objects have been: chains of custody, shown and proved, and the graph of what an object was
 * packed in, made from and made into. In come an object's identifier and a caller; out goes only
 * what policies let that caller see, and only after it is on record.
 */
@NullMarked
package dev.vitrine.gateway.trace;

import org.jspecify.annotations.NullMarked;
