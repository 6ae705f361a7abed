package dev.vitrine.adapters.fhir.template;

/** Why a template's file was refused. Its message names the file and the place in it. */
public final class InvalidTemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidTemplateException(String file, String place, String reason) {
    super(file + ": " + (place.isEmpty() ? "" : place + ": ") + reason);
  }
}
