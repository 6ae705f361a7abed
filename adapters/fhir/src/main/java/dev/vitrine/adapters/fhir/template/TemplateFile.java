package dev.vitrine.adapters.fhir.template;

/**
 * A file that holds a template.
 *
 * @param name what problems call it
 * @param content its bytes
 */
public record TemplateFile(String name, byte[] content) {}
