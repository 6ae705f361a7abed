package dev.vitrine.adapters.gs1.identifier;

/** What a text turned out to be: a {@link Gs1Identifier}, an {@link OtherEpc}, or neither. */
public sealed interface Parsed permits Gs1Identifier, OtherEpc, NotIdentifier {}
