/**
 * {@code vitrine bench}: how fast this build is on this machine. Starts a gateway of its own and
 * loads it from outside; each figure stands beside what limits it, measured in the same run. Out go
 * figures, as a table or as JSON; nothing of it runs in a serving gateway.
 */
@NullMarked
package dev.vitrine.gateway.bench;

import org.jspecify.annotations.NullMarked;
