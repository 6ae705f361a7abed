package dev.vitrine.gateway.intake;

import dev.vitrine.proofs.record.Submission;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One submission on its way through intake. Touched by one thread at a time. */
final class Ticket {
  final String party;
  final Submission submission;
  final UUID documentKey;

  /** The ticket under way for the same document, whose result will be this one's too. */
  @Nullable Ticket original;

  /** Set once it is durable. */
  @Nullable Accepted result;

  /** Done when the result is there, or never will be. */
  final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

  Ticket(String party, Submission submission, UUID documentKey) {
    this.party = party;
    this.submission = submission;
    this.documentKey = documentKey;
  }
}
