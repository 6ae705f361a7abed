package dev.vitrine.gateway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policies that the tested gateway starts with. */
public final class TestPolicies {
  /** A hospital that lets others see some of its records. */
  public static final String HOSPITAL_A = "hospital-a";

  /** May see HOSPITAL_A's patients to treat them, and some of their elements. */
  public static final String HOSPITAL_B = "hospital-b";

  /** May see a gender; its grant names elements under a root that it may not be shown. */
  public static final String HOSPITAL_C = "hospital-c";

  /** May have facts proved of HOSPITAL_A's patients and of SUPPLIER_A's events, to treat. */
  public static final String HOSPITAL_D = "hospital-d";

  /** A hospital that shows others all of some records, as far as patients consent. */
  public static final String HOSPITAL_K = "hospital-k";

  /** The fewest of HOSPITAL_A's blood pressures that a researcher may have summed up. */
  public static final int FEWEST = 4;

  /** A supplier that lets another see some of its events. */
  public static final String SUPPLIER_A = "supplier-a";

  /** May see SUPPLIER_A's event types and one EPC. */
  public static final String SUPPLIER_B = "supplier-b";

  /** May see SUPPLIER_A's events with these members: who, what step, where, when. */
  public static final String SUPPLIER_C = "supplier-c";

  /** May see SUPPLIER_A's events whole. */
  public static final String SUPPLIER_D = "supplier-d";

  /** The one EPC that SUPPLIER_B may be shown. */
  public static final String SHOWN_EPC = "urn:epc:id:sgtin:9506000.013435.SHOWN";

  /** A maker of packs that lets WHOLESALER see the chains of some, and not who sent the events. */
  public static final String MAKER = "maker-a";

  /** The GLN in whose name MAKER's packs are verified; its company prefix is 9506000. */
  public static final String MAKER_GLN = "9506000000013";

  /** Ships foods; its events must meet profile fsma204. */
  public static final String FOOD_SHIPPER = "food-shipper";

  /** Buys from MAKER, and may ask about its packs. */
  public static final String WHOLESALER = "wholesaler-a";

  private TestPolicies() {}

  static void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("hospital-a.json"),
        """
        {"id": "hospital-a-care", "owner": "hospital-a", "grants": [
          {"role": "hospital", "party": "hospital-b", "purposes": ["TREAT", "ETREAT"],
           "schema": "fhir.Patient.v1",
           "slots": {"*": "show", "document": "hide", "address.city": "prove"},
           "elements": {"leaves": ["/name", "/gender"]},
           "search": ["_id", "identifier"]},
          {"role": "hospital", "party": "hospital-c", "purposes": ["TREAT"],
           "schema": "fhir.Patient.v1",
           "slots": {"gender": "show", "active": "show", "deceased": "show", "link": "show",
                     "modifierExtensions": "show", "implicitRules": "show", "leaves": "prove"},
           "elements": {"leaves": ["*"]}},
          {"role": "hospital", "party": "hospital-d", "purposes": ["TREAT"],
           "schema": "fhir.Patient.v1",
           "slots": {"gender": "show", "active": "show", "deceased": "show", "link": "show",
                     "modifierExtensions": "show", "implicitRules": "show",
                     "birthDate.lo": "prove", "birthDate.hi": "prove"}},
          {"role": "researcher", "party": "*", "purposes": ["HRESCH"],
           "schema": "fhir.BloodPressure.v1", "slots": {}, "search": ["code", "patient"],
           "aggregate": {"slots": ["systolic"], "minimum": 4}},
          {"role": "researcher", "party": "*", "purposes": ["HRESCH"],
           "schema": "fhir.Observation.v1",
           "slots": {"code": "show", "status": "show", "modifierExtensions": "show",
                     "implicitRules": "show", "value": "prove"},
           "search": ["code"]}]}
        """);
    Files.writeString(
        folder.resolve("hospital-k.json"),
        """
        {"id": "hospital-k-care", "owner": "hospital-k", "grants": [
          {"role": "auditor", "party": "*", "purposes": ["HOPERAT"],
           "schema": "vitrine.disclosure.v1", "slots": {"*": "show"}},
          {"role": "hospital", "party": "hospital-b", "purposes": ["TREAT", "HRESCH", "BTG"],
           "schema": "fhir.Patient.v1", "slots": {"*": "show"}, "search": ["*"]},
          {"role": "hospital", "party": "hospital-b", "purposes": ["TREAT", "HRESCH", "BTG"],
           "schema": "fhir.Observation.v1", "slots": {"*": "show"}, "search": ["*"]},
          {"role": "hospital", "party": "hospital-b", "purposes": ["TREAT", "HRESCH", "BTG"],
           "schema": "fhir.Condition.v1", "slots": {"*": "show"}, "search": ["*"]},
          {"role": "hospital", "party": "hospital-b", "purposes": ["TREAT", "HRESCH", "BTG"],
           "schema": "fhir.Resource.v1", "slots": {"*": "show"}, "search": ["*"]},
          {"role": "hospital", "party": "hospital-c", "purposes": ["TREAT"],
           "schema": "fhir.Observation.v1", "slots": {"*": "show"}, "search": ["*"]},
          {"role": "researcher", "party": "*", "purposes": ["HRESCH"],
           "schema": "fhir.BloodPressure.v1", "slots": {}, "search": ["patient"],
           "aggregate": {"slots": ["systolic"], "minimum": 4}}]}
        """);
    Files.writeString(
        folder.resolve("supplier-a.json"),
        """
        {"id": "supplier-a-trade", "owner": "supplier-a", "grants": [
          {"role": "supplier", "party": "supplier-b", "purposes": ["HOPERAT"],
           "schema": "gs1.epcis.v1",
           "slots": {"eventType": "show", "bizStep": "show", "epcs": "show", "leaves": "show"},
           "elements": {"epcs": ["%s"], "leaves": ["*"]},
           "search": ["epc"]},
          {"role": "supplier", "party": "supplier-c", "purposes": ["HOPERAT"],
           "schema": "gs1.epcis.v1",
           "slots": {"eventType": "show", "bizStep": "show", "errorDeclaration": "show",
                     "eventTime": "show", "readPoint": "show"}},
          {"role": "supplier", "party": "supplier-d", "purposes": ["HOPERAT"],
           "schema": "gs1.epcis.v1", "slots": {"document": "show"}},
          {"role": "hospital", "party": "hospital-d", "purposes": ["TREAT"],
           "schema": "gs1.epcis.v1",
           "slots": {"eventType": "show", "eventTime": "prove",
                     "temperatureStart": "show", "temperatureEnd": "show",
                     "lowestTemperature": "prove", "highestTemperature": "prove"}}]}
        """
            .formatted(SHOWN_EPC));
    Files.writeString(
        folder.resolve("maker-a.json"),
        """
        {"id": "maker-a-trade", "owner": "maker-a", "grants": [
          {"role": "supplier", "party": "wholesaler-a", "purposes": ["HOPERAT"],
           "schema": "gs1.custody.v1",
           "slots": {"steps": "show", "bizStep": "show", "errorDeclaration": "show",
                     "eventTime": "show", "disposition": "show"},
           "elements": {"steps": ["*"]}},
          {"role": "supplier", "party": "wholesaler-a", "purposes": ["HOPERAT"],
           "schema": "gs1.epcis.v1",
           "slots": {"bizStep": "show", "action": "show", "errorDeclaration": "show",
                     "capturingParty": "show", "lot": "show", "expiry": "prove", "epcs": "show",
                     "disposition": "prove", "eventType": "show", "parentID": "show",
                     "ilmd": "show", "context": "show"},
           "elements": {"epcs": ["*"], "ilmd": ["*"]}, "search": ["epc"]}]}
        """);
  }

  /** A schema that only this gateway has: its template is a file in its folder. */
  public static final String OWN_SCHEMA = "test.Thermometer.v1";

  /** Adds a template, for Observations of a code that nothing else uses. */
  static void template(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("thermometer.json"),
        """
        {"id": "test.Thermometer.v1", "resource": "Observation",
         "guard": "code.coding.exists(system = 'urn:oid:2.999.7' and code = 'ear')",
         "priority": 900,
         "slots": [
           {"name": "status", "path": "status", "kind": "code", "modifier": true},
           {"name": "subject", "path": "subject", "kind": "reference", "provable": true},
           {"name": "celsius", "path": "value", "kind": "measure", "unit": "Cel",
            "bits": 24, "scale": 2}],
         "tags": [{"name": "code", "path": "code.coding", "kind": "token"}]}
        """);
  }
}
