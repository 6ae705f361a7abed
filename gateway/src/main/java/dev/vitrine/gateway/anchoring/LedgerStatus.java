package dev.vitrine.gateway.anchoring;

import dev.vitrine.ledger.anchor.Lag;

/**
 * Where a configured ledger stands.
 *
 * @param kind the word for what it is
 * @param lag how far it is behind
 * @param alarm whether an entry has waited longer than it should
 * @param used whether this gateway is the one that uses it
 * @param unrenewed how many of its anchors could not be renewed at the last try, though due
 */
public record LedgerStatus(
    String name, String kind, Lag lag, boolean alarm, boolean used, int unrenewed) {}
