package dev.vitrine.gateway.consent;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.identity.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one door to decisions about records of any kind. */
@Singleton
public class Permissions {
  private final Policies policies;
  private final Consents consents;
  private final VitrineConfig.Consent mode;
  private final Clock clock;

  Permissions(Policies policies, Consents consents, VitrineConfig config, Clock clock) {
    this.policies = policies;
    this.consents = consents;
    this.mode = config.consent();
    this.clock = clock;
  }

  /** For one request of a caller: to be thrown away with it, for it looks each patient up once. */
  public CallerPermissions of(Caller caller) {
    return new CallerPermissions(caller, policies, consents, mode, clock.millis());
  }
}
