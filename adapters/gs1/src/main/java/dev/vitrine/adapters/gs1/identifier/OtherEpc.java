package dev.vitrine.adapters.gs1.identifier;

/**
 * An EPC of a scheme that no Application Identifier stands for, so that it has no Digital Link and
 * stays as it is.
 *
 * @param scheme one of those without a primary key
 * @param uri as it was sent; the form of its components was checked
 */
public record OtherEpc(EpcScheme scheme, String uri) implements Parsed {}
