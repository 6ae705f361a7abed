package dev.vitrine.adapters.fhir.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An invariant of R4 that asks only which elements are there: so it is decided by the bits that the
 * walk sets anyway.
 *
 * @param key R4's name for it, as {@code obs-6}
 * @param form what it asks
 * @param elements the elements' labels
 * @param bits a bit for each of them
 */
record Presence(String key, Form form, List<String> elements, List<Long> bits) {
  /** What may be asked. */
  enum Form {
    /** At least one of them is there. */
    ANY,
    /** Just one of them is there. */
    ONE,
    /** Not both of them are there. */
    NOT_BOTH,
    /** If the first is there, the second is. */
    NEEDS
  }

  /** R4's invariants of these forms: type, key, form, elements. */
  private static final String TABLE =
      """
      Age qty-3 NEEDS code system
      Appointment app-2 NEEDS start end
      Appointment app-2 NEEDS end start
      Appointment.participant app-1 ANY type actor
      AppointmentResponse apr-1 ANY participantType actor
      Attachment att-1 NEEDS data contentType
      AuditEvent.entity sev-1 NOT_BOTH name query
      Bundle.entry bdl-5 ANY resource request response
      CapabilityStatement cpb-1 ANY rest messaging document
      CapabilityStatement cpb-2 ANY description software implementation
      CarePlan.activity cpl-3 NOT_BOTH detail reference
      Composition.section cmp-1 ANY text entry section
      Composition.section cmp-2 NOT_BOTH emptyReason entry
      Condition.evidence con-2 ANY code detail
      Condition.stage con-1 ANY summary assessment
      Consent ppc-1 ANY policy policyRule
      ContactPoint cpt-2 NEEDS value system
      Count qty-3 NEEDS code system
      CoverageEligibilityResponse.insurance.item ces-1 ONE category productOrService
      DataRequirement.codeFilter drq-1 ONE path searchParam
      DataRequirement.dateFilter drq-2 ONE path searchParam
      Distance qty-3 NEEDS code system
      Duration qty-3 NEEDS code system
      Duration drt-1 NEEDS code value
      ElementDefinition eld-8 NOT_BOTH pattern[x] fixed[x]
      ElementDefinition eld-15 NOT_BOTH defaultValue[x] meaningWhenMissing
      ElementDefinition eld-22 NEEDS sliceIsConstraining sliceName
      ElementDefinition.slicing eld-1 ANY discriminator description
      Expression exp-1 ANY expression reference
      Extension ext-1 ONE extension value[x]
      FamilyMemberHistory fhs-1 NOT_BOTH age[x] born[x]
      FamilyMemberHistory fhs-2 NEEDS estimatedAge age[x]
      Goal.target gol-1 NEEDS detail[x] measure
      Immunization.education imm-1 ANY documentType reference
      ImmunizationRecommendation.recommendation imr-1 ANY vaccineCode targetDisease
      InsurancePlan ipn-1 ANY identifier name
      List lst-1 NOT_BOTH emptyReason entry
      MedicationAdministration.dosage mad-1 ANY dose rate[x]
      MolecularSequence.referenceSeq msq-5 NEEDS chromosome genomeBuild
      MolecularSequence.referenceSeq msq-5 NEEDS genomeBuild chromosome
      MolecularSequence.referenceSeq msq-6 ONE genomeBuild referenceSeqId referenceSeqPointer referenceSeqString
      Observation obs-6 NOT_BOTH dataAbsentReason value[x]
      Observation.referenceRange obs-3 ANY low high text
      OperationDefinition.parameter opd-1 ANY type part
      Organization org-1 ANY identifier name
      Parameters.parameter inv-1 ONE value[x] resource part
      Patient.contact pat-1 ANY name telecom address organization
      Quantity qty-3 NEEDS code system
      Questionnaire.item que-4 NOT_BOTH answerOption answerValueSet
      Questionnaire.item que-11 NOT_BOTH answerOption initial
      QuestionnaireResponse.item qrs-1 NOT_BOTH answer item
      Ratio rat-1 NEEDS numerator denominator
      Ratio rat-1 NEEDS denominator numerator
      Ratio rat-1 ANY numerator extension
      RequestGroup.action rqg-1 ONE resource action
      SearchParameter spd-1 NEEDS xpath xpathUsage
      ServiceRequest prr-1 NEEDS orderDetail code
      SimpleQuantity qty-3 NEEDS code system
      StructureDefinition sdf-6 ANY snapshot differential
      StructureDefinition.mapping sdf-2 ANY name uri
      StructureMap.group.rule.target smp-1 NEEDS element context
      StructureMap.group.rule.target smp-2 NEEDS context contextType
      TestReport.test.action inv-2 ONE operation assert
      TestScript.setup.action tst-1 ONE operation assert
      TestScript.test.action tst-2 ONE operation assert
      Timing.repeat tim-1 NEEDS duration durationUnit
      Timing.repeat tim-2 NEEDS period periodUnit
      Timing.repeat tim-6 NEEDS periodMax period
      Timing.repeat tim-7 NEEDS durationMax duration
      Timing.repeat tim-8 NEEDS countMax count
      Timing.repeat tim-9 NEEDS offset when
      Timing.repeat tim-10 NOT_BOTH timeOfDay when
      TriggerDefinition trd-1 NOT_BOTH data timing[x]
      TriggerDefinition trd-2 NEEDS condition data
      ValueSet.compose.include vsd-1 ANY valueSet system
      ValueSet.compose.include vsd-2 NEEDS concept system
      ValueSet.compose.include vsd-2 NEEDS filter system
      ValueSet.compose.include vsd-3 NOT_BOTH concept filter
      ValueSet.expansion.contains vsd-6 ANY code display
      ValueSet.expansion.contains vsd-10 NEEDS code system
      """;

  private static final Map<String, List<String[]>> ROWS = rows();

  /** The rows of the table by type, each as type, key, form and elements. */
  static Map<String, List<String[]>> rows() {
    Map<String, List<String[]>> rows = new HashMap<>();
    for (String line : TABLE.split("\n")) {
      String[] row = line.split(" ");
      rows.computeIfAbsent(row[0], key -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  /** Those of a type, whose elements have these labels. */
  static List<Presence> of(String type, List<String> labels) {
    List<Presence> found = new ArrayList<>();
    for (String[] row : ROWS.getOrDefault(type, List.of())) {
      List<String> elements = List.of(row).subList(3, row.length);
      List<Long> bits = new ArrayList<>();
      for (String element : elements) {
        int index = labels.indexOf(element);
        if (index < 0) {
          throw new IllegalStateException(type + " of R4 has no " + element);
        }
        bits.add(1L << index);
      }
      found.add(new Presence(row[1], Form.valueOf(row[2]), elements, List.copyOf(bits)));
    }
    return List.copyOf(found);
  }

  /** Whether an object in which the elements of these bits are there keeps it. */
  boolean holds(long seen) {
    int present = 0;
    for (long bit : bits) {
      present += (seen & bit) != 0 ? 1 : 0;
    }
    return switch (form) {
      case ANY -> present > 0;
      case ONE -> present == 1;
      case NOT_BOTH -> present < 2;
      case NEEDS -> present == 2 || (seen & bits.get(0)) == 0;
    };
  }

  /** What is asked, in words. */
  String reason() {
    String names = String.join(", ", elements);
    return switch (form) {
      case ANY -> "None of " + names + " is there (" + key + ").";
      case ONE -> "Just one of " + names + " may be there, and one must (" + key + ").";
      case NOT_BOTH -> "Of " + names + " only one may be there (" + key + ").";
      case NEEDS -> elements.get(0) + " is there without " + elements.get(1) + " (" + key + ").";
    };
  }

  /** What to do about it. */
  String remedy() {
    return switch (form) {
      case ANY -> "Give one of them, or leave the whole element out.";
      case ONE, NOT_BOTH -> "Keep one of them.";
      case NEEDS -> "Give both, or leave out " + elements.get(0) + ".";
    };
  }
}
