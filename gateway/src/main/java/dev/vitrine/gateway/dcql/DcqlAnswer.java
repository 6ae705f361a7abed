package dev.vitrine.gateway.dcql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which records answer a query, and by which slots: the rules of sections 6.4.1 and 6.4.2. A record
 * answers one credential query. A slot that may not be shown is one that the record does not have:
 * its value is never looked at.
 */
public final class DcqlAnswer {
  /**
   * A record that is to be shown.
   *
   * @param candidate its place in the list of records
   * @param slots names of slots
   */
  public record Chosen(int candidate, List<String> slots) {
    /** Copies the list. */
    public Chosen {
      slots = List.copyOf(slots);
    }
  }

  private final List<? extends Candidate> candidates;
  private final Set<Integer> used = new HashSet<>();

  private DcqlAnswer(List<? extends Candidate> candidates) {
    this.candidates = candidates;
  }

  /** What answers {@code query}, in the order of its credentials; empty where nothing does. */
  public static List<Chosen> of(DcqlQuery query, List<? extends Candidate> candidates) {
    DcqlAnswer answer = new DcqlAnswer(candidates);
    Map<String, List<Chosen>> found = new HashMap<>();
    for (DcqlQuery.Credential credential : query.credentials()) {
      List<Chosen> chosen = answer.chosen(credential);
      if (!chosen.isEmpty()) {
        found.put(credential.id(), chosen);
      }
    }
    Set<String> wanted = new HashSet<>();
    if (query.sets().isEmpty()) {
      query.credentials().forEach(credential -> wanted.add(credential.id()));
    }
    for (DcqlQuery.CredentialSet set : query.sets()) {
      Optional<List<String>> option =
          set.options().stream().filter(ids -> found.keySet().containsAll(ids)).findFirst();
      if (option.isEmpty() && set.required()) {
        return List.of();
      }
      option.ifPresent(wanted::addAll);
    }
    if (!found.keySet().containsAll(wanted)) {
      return List.of();
    }
    List<Chosen> all = new ArrayList<>();
    for (DcqlQuery.Credential credential : query.credentials()) {
      if (wanted.contains(credential.id())) {
        all.addAll(Objects.requireNonNull(found.get(credential.id())));
      }
    }
    return all;
  }

  private List<Chosen> chosen(DcqlQuery.Credential credential) {
    List<Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      boolean fits =
          credential.schemas().isEmpty() || credential.schemas().contains(candidate.schema());
      if (!fits || used.contains(i) || (!chosen.isEmpty() && !credential.multiple())) {
        continue;
      }
      Optional<List<String>> slots = slots(credential, candidate);
      if (slots.isPresent()) {
        used.add(i);
        chosen.add(new Chosen(i, slots.get()));
      }
    }
    return chosen;
  }

  /** The slots of the first combination that the record has; empty where it has none. */
  private static Optional<List<String>> slots(
      DcqlQuery.Credential credential, Candidate candidate) {
    Map<String, DcqlQuery.Claim> byId = new HashMap<>();
    credential.claims().forEach(claim -> claim.id().ifPresent(id -> byId.put(id, claim)));
    List<List<DcqlQuery.Claim>> options = new ArrayList<>();
    for (List<String> set : credential.claimSets()) {
      options.add(set.stream().map(id -> Objects.requireNonNull(byId.get(id))).toList());
    }
    if (options.isEmpty()) {
      options.add(credential.claims());
    }
    return options.stream()
        .filter(claims -> claims.stream().allMatch(claim -> holds(claim, candidate)))
        .findFirst()
        .map(claims -> claims.stream().map(DcqlQuery.Claim::slot).toList());
  }

  private static boolean holds(DcqlQuery.Claim claim, Candidate candidate) {
    if (!candidate.shows(claim.slot())) {
      return false;
    }
    Optional<String> value = candidate.value(claim.slot());
    return value.isPresent() && (claim.values().isEmpty() || claim.values().contains(value.get()));
  }
}
