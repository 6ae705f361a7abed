package dev.vitrine.gateway.intake;

import dev.vitrine.adapters.gs1.profile.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which profiles the events of a party must meet, as the operator says. */
final class EpcisProfiles {
  private final Map<String, List<Profile>> byParty = new TreeMap<>();

  private EpcisProfiles() {}

  /**
   * Of the names in the configuration.
   *
   * @throws IllegalArgumentException if one of them is no profile's, which stops the start
   */
  static EpcisProfiles of(Map<String, List<String>> names) {
    EpcisProfiles profiles = new EpcisProfiles();
    names.forEach(
        (party, ids) -> profiles.byParty.put(party, named(ids, "vitrine.epcis.profiles")));
    return profiles;
  }

  /**
   * The profiles of these names.
   *
   * @param where they were given, for the message
   * @throws IllegalArgumentException if there is none of a name
   */
  static List<Profile> named(List<String> ids, String where) {
    return ids.stream()
        .map(
            id ->
                Profile.named(id)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                where + ": there are only the profiles " + known() + ".")))
        .toList();
  }

  /** Those of a party; usually none. */
  List<Profile> of(String party) {
    return byParty.getOrDefault(party, List.of());
  }

  private static String known() {
    return Arrays.stream(Profile.values()).map(Profile::id).collect(Collectors.joining(", "));
  }
}
