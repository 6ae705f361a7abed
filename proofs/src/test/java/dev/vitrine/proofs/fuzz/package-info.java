/**
 * One class for each parser of foreign bytes, with the entry point that Jazzer drives; the corpus
 * kept beside them is replayed by {@code CorpusFuzz} in every test run.
 */
@NullMarked
package dev.vitrine.proofs.fuzz;

import org.jspecify.annotations.NullMarked;
