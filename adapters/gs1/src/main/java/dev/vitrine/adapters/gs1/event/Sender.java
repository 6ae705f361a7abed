package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.profile.Profile;
import java.util.List;

/**
 * Whose events are read.
 *
 * @param party for the slot that says who sent it
 * @param profiles what its events must meet beside EPCIS's own rules; usually none
 */
public record Sender(String party, List<Profile> profiles) {
  /** Copies the list. */
  public Sender {
    profiles = List.copyOf(profiles);
  }
}
