package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.adapters.gs1.profile.Profile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpcisProfilesTest {
  @Test
  void namesAreKnownOrStopTheStart() {
    EpcisProfiles profiles = EpcisProfiles.of(Map.of("a", List.of("dscsa", "fsma204")));

    assertEquals(List.of(Profile.DSCSA, Profile.FSMA_204), profiles.of("a"));
    assertEquals(List.of(), profiles.of("b"));
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> EpcisProfiles.of(Map.of("a", List.of("fsma"))));
    assertEquals(
        "vitrine.epcis.profiles: there are only the profiles fsma204, dscsa.",
        refusal.getMessage());
  }
}
