package dev.vitrine.gateway.disclosure;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.template.Templates;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.custody.CustodySchema;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.TemplateFolder;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides what a caller may do with a sender's records. Grants only add up; without any, nothing is
 * allowed. A sender may always see its own records. Read at start: a change takes a restart.
 */
@Startup
@Singleton
public class Policies {
  private static final String OWN = "own-records";
  private static final int MAX_ID = 256;

  private final List<Policy> policies;
  private final List<Schema> known;

  @jakarta.inject.Inject
  Policies(VitrineConfig config) {
    try {
      DataFolder folder = DataFolder.open(config.data());
      known = schemas(TemplateFolder.read(folder.templates()));
      policies = PolicyFile.folder(folder.policy(), known);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  Policies(List<Policy> policies) {
    this.policies = List.copyOf(policies);
    this.known = schemas();
  }

  /** All schemas that this gateway's records can be of, those of added templates too. */
  public List<Schema> known() {
    return known;
  }

  /**
   * What {@code caller} may do with records of {@code schema} that {@code sender} handed in.
   *
   * @throws IllegalArgumentException for schemas of patients' records, on which consents have a
   *     say: {@code gateway.consent.Permissions} decides on those
   */
  public Decision decide(Caller caller, String sender, Schema schema) {
    if (isOfPatients(schema)) {
      throw new IllegalArgumentException("a patient's consent is needed too");
    }
    return decideWithoutConsent(caller, sender, schema);
  }

  /** Whether a schema's records may be of patients: all that are not known not to be. */
  public static boolean isOfPatients(Schema schema) {
    return isOfPatients(schema.id());
  }

  /** Whether records of a schema of that name may be of patients. */
  public static boolean isOfPatients(String schema) {
    return !schema.startsWith("gs1.") && !schema.startsWith("vitrine.");
  }

  /** Whether the caller handed in what {@code sender} did, and so sees it. */
  public static boolean owns(Caller caller, String sender) {
    return caller.party().filter(sender::equals).isPresent()
        && (caller.has(Roles.SUPPLIER) || caller.has(Roles.HOSPITAL));
  }

  /** What policies allow at most, before a patient is asked. For {@code gateway.consent} alone. */
  public Decision decideWithoutConsent(Caller caller, String sender, Schema schema) {
    int count = schema.slots().size();
    if (owns(caller, sender)) {
      Map<String, List<String>> all = new HashMap<>();
      schema.slots().forEach(slot -> all.put(slot.name(), List.of(Grant.ANY)));
      Map<String, Integer> sums = new HashMap<>();
      schema.slots().forEach(slot -> sums.put(slot.name(), 1));
      return new Decision(
          OWN, Collections.nCopies(count, Disclosure.SHOW), all, Set.of(Grant.ANY), sums, "");
    }
    List<Disclosure> slots = new ArrayList<>(Collections.nCopies(count, Disclosure.HIDE));
    Map<String, List<String>> elements = new HashMap<>();
    Set<String> search = new TreeSet<>();
    Map<String, Integer> aggregate = new HashMap<>();
    Set<String> ids = new TreeSet<>();
    for (Policy policy : policies) {
      if (policy.speaksOf(sender)) {
        for (Grant grant : policy.grants()) {
          if (grant.covers(caller, schema.id())) {
            ids.add(policy.id());
            add(grant, schema, slots);
            grant
                .elements()
                .forEach(
                    (slot, allowed) ->
                        elements.computeIfAbsent(slot, s -> new ArrayList<>()).addAll(allowed));
            search.addAll(grant.search());
            grant.aggregate().forEach((slot, least) -> aggregate.merge(slot, least, Math::min));
          }
        }
      }
    }
    String id = String.join(",", ids);
    return new Decision(
        id.length() > MAX_ID ? id.substring(0, MAX_ID) : id,
        slots,
        elements,
        search,
        aggregate,
        "");
  }

  /**
   * Reads a folder's policy files and forgets them again.
   *
   * @throws IOException if one of them would stop the start; the message says which and why
   */
  public static void check(Path folder, Templates templates) throws IOException {
    PolicyFile.folder(folder, schemas(templates));
  }

  private static void add(Grant grant, Schema schema, List<Disclosure> slots) {
    for (int i = 0; i < slots.size(); i++) {
      Disclosure granted = grant.of(schema.slots().get(i).name());
      if (granted.compareTo(slots.get(i)) > 0) {
        slots.set(i, granted);
      }
    }
  }

  /** All schemas that records can be of where no template was added. */
  public static List<Schema> schemas() {
    return schemas(Templates.builtIn());
  }

  /** All schemas that records can be of. */
  public static List<Schema> schemas(Templates templates) {
    List<Schema> schemas = new ArrayList<>(List.of(DisclosureFormat.SCHEMA, CustodySchema.SCHEMA));
    schemas.addAll(new EpcisFormat().schemas());
    schemas.addAll(new FhirFormat(templates).schemas());
    return schemas;
  }
}
