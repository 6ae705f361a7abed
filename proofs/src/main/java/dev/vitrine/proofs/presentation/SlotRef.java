package dev.vitrine.proofs.presentation;

/**
 * A slot of one of a presentation's records.
 *
 * @param record position of the record in the statement, from 0
 * @param slot position of the slot in that record's schema, from 0
 */
public record SlotRef(int record, int slot) {}
