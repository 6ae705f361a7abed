/**
 * Benchmarks of the proof systems that need no harness: each figure comes with the limit that the
 * bare operations set, timed in the same run.
 */
@NullMarked
package dev.vitrine.proofs.bench;

import org.jspecify.annotations.NullMarked;
