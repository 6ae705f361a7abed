package dev.vitrine.adapters.gs1.identifier;

/**
 * A text that is no GS1 identifier. That is an answer and no error: URIs of one's own are allowed
 * wherever EPCIS takes an identifier.
 *
 * @param reason what was found first
 */
public record NotIdentifier(Reason reason) implements Parsed {
  static NotIdentifier of(Reason reason) {
    return new NotIdentifier(reason);
  }
}
