package dev.vitrine.gateway.auditevent;

import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Disclosed;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Slot;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the disclosures of patients' data that a caller may know of: of its own records; all, for
 * operators; and for others those of senders whose policies show them every slot of {@code
 * vitrine.disclosure.v1}. Who looks at what was disclosed of another's records is logged as well.
 * Calls block.
 */
@Singleton
class AuditTrail {
  /** Disclosures that one search opens; then it answers with what it has, and where to go on. */
  private static final int MAX_OPENED = 4096;

  private static final String OPERATES = "operator";

  private final TagIndex tags;
  private final RecordBatches records;
  private final Policies policies;
  private final Disclosures disclosures;

  AuditTrail(TagIndex tags, RecordBatches records, Policies policies, Disclosures disclosures) {
    this.tags = tags;
    this.records = records;
    this.policies = policies;
    this.disclosures = disclosures;
  }

  /**
   * One page.
   *
   * @param after where to go on, packed
   */
  record Page(List<DisclosureEntry> entries, long after, boolean more) {}

  /**
   * One disclosure.
   *
   * @throws GatewayException.NotFound if there is none, or none that the caller may know of
   */
  DisclosureEntry read(Caller caller, String id) {
    DisclosureEntry entry =
        RecordRef.parse(id).stream()
            .flatMap(ref -> records.open(List.of(ref)).stream())
            .flatMap(opened -> DisclosureEntry.of(opened).stream())
            .filter(found -> right(caller, found).isPresent())
            .findFirst()
            .orElseThrow(
                () ->
                    new GatewayException.NotFound("There is no such event that you may know of."));
    account(caller, List.of(entry));
    return entry;
  }

  /** Disclosures of a patient's data, oldest first. */
  Page find(Caller caller, String patient, DateRange range, long after, int size) {
    List<String> asked = new ArrayList<>(List.of("patient=" + patient));
    if (!caller.has(Roles.OPERATOR) && !caller.has(Roles.AUDITOR)) {
      asked.add("sender=" + caller.requireParty());
    }
    List<DisclosureEntry> found = new ArrayList<>();
    long last = after;
    for (int opened = 0; opened < MAX_OPENED; opened += RecordBatches.MOST) {
      List<RecordRef> refs =
          tags.find(Disclosures.schema().id(), asked, last, RecordBatches.MOST).stream()
              .map(TagIndex.Hit::ref)
              .toList();
      for (RecordBatches.Opened one : records.open(refs)) {
        Optional<DisclosureEntry> entry =
            DisclosureEntry.of(one)
                .filter(told -> range.holds(told.atMillis()))
                .filter(told -> right(caller, told).isPresent());
        if (entry.isPresent()) {
          if (found.size() == size) {
            return told(caller, new Page(found, last, true));
          }
          found.add(entry.get());
        }
        last = one.ref().packed();
      }
      if (refs.size() < RecordBatches.MOST) {
        return told(caller, new Page(found, last, false));
      }
    }
    return told(caller, new Page(found, last, true));
  }

  private Page told(Caller caller, Page page) {
    account(caller, page.entries);
    return page;
  }

  /** By what the caller may know of it, if it may. */
  private Optional<String> right(Caller caller, DisclosureEntry entry) {
    Decision decision = policies.decide(caller, entry.sender(), entry.schema());
    if (entry.schema().slots().stream()
        .map(Slot::name)
        .allMatch(slot -> decision.of(entry.schema(), slot) == Disclosure.SHOW)) {
      return Optional.of(decision.policyId());
    }
    return caller.has(Roles.OPERATOR) ? Optional.of(OPERATES) : Optional.empty();
  }

  private void account(Caller caller, List<DisclosureEntry> entries) {
    List<Disclosures.Entry> told = new ArrayList<>();
    for (DisclosureEntry entry : entries) {
      if (!Policies.owns(caller, entry.sender())) {
        told.add(
            new Disclosures.Entry(
                new Disclosed(
                    "view",
                    Optional.of(entry.ref()),
                    entry.schema().id(),
                    entry.sender(),
                    caller,
                    right(caller, entry).orElse(""),
                    entry.schema().slots().stream().map(Slot::name).toList(),
                    List.of(),
                    "",
                    ""),
                entry.subjects().stream().map(subject -> "patient=" + subject).toList()));
      }
    }
    if (!told.isEmpty()) {
      disclosures.commit(told);
    }
  }
}
