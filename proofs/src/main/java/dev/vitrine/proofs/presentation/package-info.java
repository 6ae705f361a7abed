/**
 * Presentations and receipts: built by a gateway, verified by anyone, offline. In come an opened
 * record and what may be shown of it; out go self-contained files. Verification takes foreign bytes
 * and trusted keys, and answers with named steps.
 */
@NullMarked
package dev.vitrine.proofs.presentation;

import org.jspecify.annotations.NullMarked;
