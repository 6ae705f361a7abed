package dev.vitrine.adapters.fhir.rules;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of those R4 types that templates read from, so that what a template finds has the type
 * it counts on. Types without a table are checked by the rules that hold for all.
 */
final class R4Elements {
  private static final Map<String, ElementTable> TABLES = new HashMap<>();

  private R4Elements() {}

  /** The table of a type, or null where there is none. */
  static @Nullable ElementTable of(String type) {
    return TABLES.get(type);
  }

  static {
    TABLES.put(
        "Patient",
        ElementTable.resource(
            """
            identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint gender:code
            birthDate:date deceased[x]:boolean|dateTime address*:Address
            maritalStatus:CodeableConcept multipleBirth[x]:boolean|integer photo*:Attachment
            contact*:any communication*:any generalPractitioner*:Reference
            managingOrganization:Reference link*:Patient.link"""));
    TABLES.put("Patient.link", ElementTable.backbone("other!:Reference type!:code"));
    TABLES.put(
        "Observation",
        ElementTable.resource(
            """
            identifier*:Identifier basedOn*:Reference partOf*:Reference status!:code
            category*:CodeableConcept code!:CodeableConcept subject:Reference focus*:Reference
            encounter:Reference effective[x]:dateTime|Period|Timing|instant issued:instant
            performer*:Reference
            value[x]:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period
            dataAbsentReason:CodeableConcept interpretation*:CodeableConcept note*:any
            bodySite:CodeableConcept method:CodeableConcept specimen:Reference device:Reference
            referenceRange*:any hasMember*:Reference derivedFrom*:Reference
            component*:Observation.component"""));
    TABLES.put(
        "Observation.component",
        ElementTable.backbone(
            """
            code!:CodeableConcept
            value[x]:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period
            dataAbsentReason:CodeableConcept interpretation*:CodeableConcept referenceRange*:any"""));
    TABLES.put(
        "Immunization",
        ElementTable.resource(
            """
            identifier*:Identifier status!:code statusReason:CodeableConcept
            vaccineCode!:CodeableConcept patient!:Reference encounter:Reference
            occurrence[x]!:dateTime|string recorded:dateTime primarySource:boolean
            reportOrigin:CodeableConcept location:Reference manufacturer:Reference lotNumber:string
            expirationDate:date site:CodeableConcept route:CodeableConcept doseQuantity:Quantity
            performer*:Immunization.performer note*:any reasonCode*:CodeableConcept
            reasonReference*:Reference isSubpotent:boolean subpotentReason*:CodeableConcept
            education*:any programEligibility*:CodeableConcept fundingSource:CodeableConcept
            reaction*:any protocolApplied*:Immunization.protocolApplied"""));
    TABLES.put(
        "Immunization.performer",
        ElementTable.backbone("function:CodeableConcept actor!:Reference"));
    TABLES.put(
        "Immunization.protocolApplied",
        ElementTable.backbone(
            """
            series:string authority:Reference targetDisease*:CodeableConcept
            doseNumber[x]!:positiveInt|string seriesDoses[x]:positiveInt|string"""));
    TABLES.put(
        "MedicationDispense",
        ElementTable.resource(
            """
            identifier*:Identifier partOf*:Reference status!:code
            statusReason[x]:CodeableConcept|Reference category:CodeableConcept
            medication[x]!:CodeableConcept|Reference subject:Reference context:Reference
            supportingInformation*:Reference performer*:MedicationDispense.performer
            location:Reference authorizingPrescription*:Reference type:CodeableConcept
            quantity:Quantity daysSupply:Quantity whenPrepared:dateTime whenHandedOver:dateTime
            destination:Reference receiver*:Reference note*:any dosageInstruction*:any
            substitution:MedicationDispense.substitution detectedIssue*:Reference
            eventHistory*:Reference"""));
    TABLES.put(
        "MedicationDispense.performer",
        ElementTable.backbone("function:CodeableConcept actor!:Reference"));
    TABLES.put(
        "MedicationDispense.substitution",
        ElementTable.backbone(
            """
            wasSubstituted!:boolean type:CodeableConcept reason*:CodeableConcept
            responsibleParty*:Reference"""));
    TABLES.put(
        "Medication",
        ElementTable.resource(
            """
            identifier*:Identifier code:CodeableConcept status:code manufacturer:Reference
            form:CodeableConcept amount:Ratio ingredient*:any batch:Medication.batch"""));
    TABLES.put(
        "Medication.batch", ElementTable.backbone("lotNumber:string expirationDate:dateTime"));
    TABLES.put(
        "Condition",
        ElementTable.resource(
            """
            identifier*:Identifier clinicalStatus:CodeableConcept verificationStatus:CodeableConcept
            category*:CodeableConcept severity:CodeableConcept code:CodeableConcept
            bodySite*:CodeableConcept subject!:Reference encounter:Reference
            onset[x]:dateTime|Age|Period|Range|string
            abatement[x]:dateTime|Age|Period|Range|string recordedDate:dateTime recorder:Reference
            asserter:Reference stage*:any evidence*:any note*:any"""));
    TABLES.put(
        "Meta",
        ElementTable.datatype(
            """
            versionId:id lastUpdated:instant source:uri profile*:canonical security*:Coding
            tag*:Coding"""));
    TABLES.put("CodeableConcept", ElementTable.datatype("coding*:Coding text:string"));
    TABLES.put(
        "Coding",
        ElementTable.datatype(
            "system:uri version:string code:code display:string userSelected:boolean"));
    TABLES.put(
        "Reference",
        ElementTable.datatype("reference:string type:uri identifier:Identifier display:string"));
    TABLES.put(
        "Identifier",
        ElementTable.datatype(
            """
            use:code type:CodeableConcept system:uri value:string period:Period
            assigner:Reference"""));
    TABLES.put("Period", ElementTable.datatype("start:dateTime end:dateTime"));
    TABLES.put(
        "HumanName",
        ElementTable.datatype(
            """
            use:code text:string family:string given*:string prefix*:string suffix*:string
            period:Period"""));
    TABLES.put(
        "Address",
        ElementTable.datatype(
            """
            use:code type:code text:string line*:string city:string district:string state:string
            postalCode:string country:string period:Period"""));
    TABLES.put(
        "ContactPoint",
        ElementTable.datatype("system:code value:string use:code rank:positiveInt period:Period"));
    TABLES.put(
        "Quantity",
        ElementTable.datatype("value:decimal comparator:code unit:string system:uri code:code"));
    TABLES.put("Age", TABLES.get("Quantity"));
    TABLES.put("Ratio", ElementTable.datatype("numerator:Quantity denominator:Quantity"));
    TABLES.put("Range", ElementTable.datatype("low:Quantity high:Quantity"));
  }
}
