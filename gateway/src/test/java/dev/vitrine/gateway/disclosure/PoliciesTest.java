package dev.vitrine.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final Schema SCHEMA =
      Schema.of("gs1.s.v1", List.of(Slot.text("x", "x"), Slot.text("y", "y"), Slot.root("r", "r")));

  @Test
  void withoutAGrantNothingIsAllowed() {
    Decision decision = new Policies(List.of()).decide(hospital("b", "TREAT"), "a", SCHEMA);
    assertFalse(decision.visible());
    SCHEMA.slots().forEach(s -> assertEquals(Disclosure.HIDE, decision.of(SCHEMA, s.name())));
    assertFalse(decision.allowsElement("leaves", "/n"));
    assertTrue(decision.search().isEmpty());
  }

  @Test
  void aGrantHoldsForItsRolePartyPurposeSchemaAndOwnerOnly() {
    Policies policies =
        new Policies(List.of(policy("p", "a", grant(Map.of("x", Disclosure.SHOW)))));
    assertTrue(policies.decide(hospital("b", "TREAT"), "a", SCHEMA).visible());
    assertFalse(policies.decide(hospital("c", "TREAT"), "a", SCHEMA).visible(), "party");
    assertFalse(policies.decide(hospital("b", "HRESCH"), "a", SCHEMA).visible(), "purpose");
    assertFalse(policies.decide(hospital("b", ""), "a", SCHEMA).visible(), "no purpose");
    assertFalse(policies.decide(hospital("b", "TREAT"), "z", SCHEMA).visible(), "owner");
    assertFalse(
        policies.decide(caller(Roles.RESEARCHER, "b", "TREAT"), "a", SCHEMA).visible(), "role");
    assertFalse(
        policies
            .decide(
                hospital("b", "TREAT"), "a", Schema.of("gs1.s.v2", List.of(Slot.text("x", "x"))))
            .visible(),
        "schema");
    assertFalse(
        policies
            .decide(
                new Caller(
                    "s",
                    Optional.empty(),
                    Set.of(Roles.HOSPITAL),
                    Optional.of(Purpose.TREAT),
                    Set.of()),
                "a",
                SCHEMA)
            .visible(),
        "no party");
  }

  @Test
  void grantsAddUpAndHidingInOneTakesNothingFromAnother() {
    Policies policies =
        new Policies(
            List.of(
                policy(
                    "p",
                    "a",
                    grant(Map.of("x", Disclosure.PROVE, "*", Disclosure.HIDE)),
                    grant(Map.of("x", Disclosure.HIDE, "y", Disclosure.PROVE))),
                policy("q", "*", grant(Map.of("x", Disclosure.SHOW))),
                policy("unrelated", "z", grant(Map.of("*", Disclosure.SHOW)))));
    Decision decision = policies.decide(hospital("b", "TREAT"), "a", SCHEMA);
    assertEquals(Disclosure.SHOW, decision.of(SCHEMA, "x"));
    assertEquals(Disclosure.PROVE, decision.of(SCHEMA, "y"));
    assertEquals(Disclosure.HIDE, decision.of(SCHEMA, "r"));
    assertEquals(Disclosure.HIDE, decision.of(SCHEMA, Schema.DOCUMENT));
    assertEquals("p,q", decision.policyId());
  }

  @Test
  void aNamedSlotIsNotCoveredByTheStar() {
    Decision decision =
        new Policies(
                List.of(
                    policy("p", "a", grant(Map.of("*", Disclosure.SHOW, "x", Disclosure.HIDE)))))
            .decide(hospital("b", "TREAT"), "a", SCHEMA);
    assertEquals(Disclosure.HIDE, decision.of(SCHEMA, "x"));
    assertEquals(Disclosure.SHOW, decision.of(SCHEMA, "y"));
  }

  @Test
  void elementsAreAllowedByPointerUnderLeavesAndByWholeTextElsewhere() {
    Grant grant =
        new Grant(
            Roles.HOSPITAL,
            "b",
            Set.of("TREAT"),
            "gs1.s.v1",
            Map.of("*", Disclosure.SHOW),
            Map.of("leaves", List.of("/name", "/a~1b/0"), "r", List.of("https://id.example/01/1")),
            Set.of(),
            Map.of());
    Decision decision =
        new Policies(List.of(policy("p", "a", grant))).decide(hospital("b", "TREAT"), "a", SCHEMA);
    assertTrue(decision.allowsElement("leaves", "/name"));
    assertTrue(decision.allowsElement("leaves", "/name/0/family"));
    assertFalse(decision.allowsElement("leaves", "/names"));
    assertFalse(decision.allowsElement("leaves", "/nam"));
    assertFalse(decision.allowsElement("leaves", ""));
    assertTrue(decision.allowsElement("leaves", "/a~1b/0/c"));
    assertFalse(decision.allowsElement("leaves", "/a~1b/01"));
    assertTrue(decision.allowsElement("r", "https://id.example/01/1"));
    assertFalse(
        decision.allowsElement("r", "https://id.example/01/1/21/7"), "a class is not its items");
    assertFalse(decision.allowsElement("other", "/name"));
  }

  @Test
  void aSenderSeesItsOwnRecordsButAnotherRoleOfTheSamePartyDoesNot() {
    Policies policies = new Policies(List.of());
    Decision own = policies.decide(caller(Roles.SUPPLIER, "a", ""), "a", SCHEMA);
    SCHEMA.slots().forEach(s -> assertEquals(Disclosure.SHOW, own.of(SCHEMA, s.name())));
    assertTrue(own.allowsElement("leaves", "/anything"));
    assertFalse(policies.decide(caller(Roles.RESEARCHER, "a", ""), "a", SCHEMA).visible());
    assertFalse(policies.decide(caller(Roles.AUDITOR, "a", "TREAT"), "a", SCHEMA).visible());
  }

  @Test
  void onPatientsRecordsNothingIsDecidedWithoutTheirConsents() {
    Policies policies = new Policies(List.of());
    for (String name : List.of("fhir.Patient.v1", "own-template.v1", "gs1", "vitrine")) {
      Schema ofPatients = Schema.of(name, List.of(Slot.text("x", "x")));
      assertTrue(Policies.isOfPatients(ofPatients), name);
      assertThrows(
          IllegalArgumentException.class,
          () -> policies.decide(hospital("b", "TREAT"), "a", ofPatients),
          name);
    }
    assertFalse(Policies.isOfPatients("gs1.epcis.v1"));
    assertFalse(Policies.isOfPatients("vitrine.disclosure.v1"));
  }

  @Test
  void itNeverFailsOnALongListOfPolicies() {
    List<Policy> many =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> policy("policy-" + i, "a", grant(Map.of("x", Disclosure.SHOW))))
            .toList();
    Decision decision = new Policies(many).decide(hospital("b", "TREAT"), "a", SCHEMA);
    assertEquals(256, decision.policyId().length());
  }

  private static Policy policy(String id, String owner, Grant... grants) {
    return new Policy(id, owner, List.of(grants));
  }

  private static Grant grant(Map<String, Disclosure> slots) {
    return new Grant(
        Roles.HOSPITAL, "b", Set.of("TREAT"), "gs1.s.v1", slots, Map.of(), Set.of(), Map.of());
  }

  private static Caller hospital(String party, String purpose) {
    return caller(Roles.HOSPITAL, party, purpose);
  }

  private static Caller caller(String role, String party, String purpose) {
    return new Caller("subject", Optional.of(party), Set.of(role), Purpose.of(purpose), Set.of());
  }
}
