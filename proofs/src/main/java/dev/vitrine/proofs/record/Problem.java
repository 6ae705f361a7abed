package dev.vitrine.proofs.record;

/**
 * One thing wrong with a document, said so that its sender can mend it. Carries no value of the
 * document, only places and rules.
 *
 * @param code a stable name of the rule, in the field's terms, as {@code duplicate-key}
 * @param location where: a JSON Pointer (RFC 6901) for EPCIS, a FHIRPath for FHIR; empty for the
 *     whole
 * @param reason what is wrong, in a sentence
 * @param remedy what to do about it, in a sentence
 */
public record Problem(String code, String location, String reason, String remedy) {}
