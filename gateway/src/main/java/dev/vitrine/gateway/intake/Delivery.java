package dev.vitrine.gateway.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Submissions that were handed in together, and the promise to say what became of them.
 *
 * @param records how many records they are, parts included
 */
record Delivery(List<Ticket> tickets, int records, CompletableFuture<List<Accepted>> done) {}
