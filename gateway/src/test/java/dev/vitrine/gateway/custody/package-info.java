/** Chains of custody: how they are kept, raced for, and followed. */
@NullMarked
package dev.vitrine.gateway.custody;

import org.jspecify.annotations.NullMarked;
