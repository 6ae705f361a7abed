package dev.vitrine.adapters.fhir.opinion;

/**
 * One error that HAPI's validator has with a resource.
 *
 * @param code HAPI's name for the kind of error, or nothing where it has none
 * @param location the place in the resource as HAPI says it, without anything of its content
 */
public record Finding(String code, String location) {}
