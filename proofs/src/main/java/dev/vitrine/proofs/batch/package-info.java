/**
 * The rollup unit: up to 256 records of one schema under one tree, one puncturable key and one
 * commitment per numeric column. In come records; out go a log entry, record roots and sealed
 * payloads. No storage here.
 */
@NullMarked
package dev.vitrine.proofs.batch;

import org.jspecify.annotations.NullMarked;
