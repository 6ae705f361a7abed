package dev.vitrine.gateway.identity;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers how the gateway sees them: the first thing to look at when something is refused.
 */
@Path("/whoami")
@Produces(MediaType.APPLICATION_JSON)
public class WhoAmIResource {

  private final SecurityIdentity identity;

  WhoAmIResource(SecurityIdentity identity) {
    this.identity = identity;
  }

  @GET
  @Authenticated
  public Answer whoAmI() {
    Caller caller = Caller.from(identity);
    return new Answer(
        caller.subject(),
        caller.party().orElse(null),
        caller.roles().stream().sorted().toList(),
        caller.purpose().map(Purpose::name).orElse(null),
        caller.scopes().stream().sorted().toList());
  }

  /** What the token says, as understood. */
  public record Answer(
      String subject,
      @Nullable String party,
      List<String> roles,
      @Nullable String purpose,
      List<String> scopes) {}
}
