package dev.vitrine.proofs.set;

/**
 * A publisher of sets as a verifier pins it. Comes from the verifier's own configuration, never
 * along with what is verified. During a change of keys a publisher may be pinned twice.
 *
 * @param id the publisher's name, which its descriptors carry
 * @param key its key
 */
public record TrustedPublisher(String id, PublisherKey.Public key) {}
