package dev.vitrine.gateway.consent;

import dev.vitrine.adapters.fhir.consent.ConsentAnswer;
import dev.vitrine.adapters.fhir.consent.ConsentRequest;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may do with records, for the length of one request. Looks each patient's consents
 * up once. Calls block; not for several threads.
 */
public final class CallerPermissions {
  /** Of so many consents a disclosure names the records. */
  private static final int NAMED = 8;

  private final Caller caller;
  private final Policies policies;
  private final Consents consents;
  private final VitrineConfig.Consent mode;
  private final long nowMillis;
  private final Map<Patient, PatientConsents> looked = new HashMap<>();
  private final Map<String, Boolean> senders = new HashMap<>();
  private @Nullable List<String> kinds;

  CallerPermissions(
      Caller caller,
      Policies policies,
      Consents consents,
      VitrineConfig.Consent mode,
      long nowMillis) {
    this.caller = caller;
    this.policies = policies;
    this.consents = consents;
    this.mode = mode;
    this.nowMillis = nowMillis;
  }

  private record Patient(String sender, Set<String> names) {}

  /**
   * The most that may be done with any of a sender's records: what policies allow. Of a single
   * record nothing may be told by this alone, unless {@link #hold} says so.
   */
  public Decision most(String sender, Schema schema) {
    return policies.decideWithoutConsent(caller, sender, schema);
  }

  /** Whether {@link #most} is certain to hold for each of a sender's records. */
  public boolean hold(String sender, Schema schema) {
    if (mode == VitrineConfig.Consent.OFF
        || !Policies.isOfPatients(schema)
        || Policies.owns(caller, sender)) {
      return true;
    }
    return mode == VitrineConfig.Consent.NARROW
        && senders.computeIfAbsent(sender, name -> !consents.mayHave(name, kinds()));
  }

  /** What may be done with one record that {@code sender} handed in. */
  public Decision of(String sender, OpenedRecord record) {
    Schema schema = record.commitment().schema();
    Decision most = most(sender, schema);
    return hold(sender, schema) ? most : narrowed(most, sender, record);
  }

  private Decision narrowed(Decision most, String sender, OpenedRecord record) {
    ConsentAnswer all = ConsentAnswer.SILENT;
    SortedSet<String> permitting = new TreeSet<>();
    SortedSet<String> others = new TreeSet<>();
    boolean silence = false;
    try {
      for (PatientRecord part :
          PatientRecord.of(StrictJsonReader.read(record.document(), new Problems()))) {
        ConsentRequest request = request(part);
        silence |= part.ofUnknown();
        for (Set<String> names : part.patients()) {
          PatientConsents.Answer answer =
              looked
                  .computeIfAbsent(
                      new Patient(sender, names),
                      patient -> consents.of(sender, kinds(), patient.names))
                  .answer(request);
          all = all.and(answer.answer());
          silence |= answer.answer() == ConsentAnswer.SILENT;
          (answer.answer() == ConsentAnswer.PERMIT ? permitting : others).addAll(named(answer));
        }
      }
    } catch (InvalidDocumentException e) {
      // it was read when it was taken in; what is not understood now is nobody's to see
      all = ConsentAnswer.DENY;
    }
    if (all != ConsentAnswer.DENY && !(silence && mode == VitrineConfig.Consent.REQUIRED)) {
      return permitting.isEmpty() ? most : most.because("permit", few(permitting));
    }
    // a grant holds for the purposes it names, so one for BTG names it
    return caller.purpose().filter(Purpose.BTG::equals).isPresent()
        ? most.because("break-glass", few(others))
        : most.hidden();
  }

  private List<String> kinds() {
    List<String> known = kinds;
    if (known == null) {
      known = consents.kinds();
      kinds = known;
    }
    return known;
  }

  private ConsentRequest request(PatientRecord part) {
    return new ConsentRequest(
        caller.party().map(party -> Set.of(party, "Organization/" + party)).orElse(Set.of()),
        caller.purpose().map(Purpose::name).orElse(""),
        part.record(),
        nowMillis);
  }

  private static List<String> named(PatientConsents.Answer answer) {
    return answer.by().stream().map(RecordRef::toString).toList();
  }

  private static String few(SortedSet<String> refs) {
    return refs.stream().limit(NAMED).collect(Collectors.joining(","));
  }
}
