package dev.vitrine.adapters.fhir.signature;

import java.security.PublicKey;

/** Who is known to have signed, and the key that did. */
public record SignedBy(String name, PublicKey key) {}
