package dev.vitrine.gateway.dcql;

import java.util.Optional;

/** A record that may answer a query, as its caller may see it. */
public interface Candidate {
  /** The name of its schema. */
  String schema();

  /** Whether the caller may be shown a slot of this name, and all that it requires. */
  boolean shows(String slot);

  /** The value of a slot that may be shown, as text; empty where the record has none. */
  Optional<String> value(String slot);
}
