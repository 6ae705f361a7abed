package dev.vitrine.adapters.fhir.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.generate.Definitions;
import dev.vitrine.adapters.fhir.generate.ElementRow;
import dev.vitrine.adapters.fhir.generate.R4TableGenerator;
import dev.vitrine.adapters.fhir.generate.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table in the jar says what HL7's StructureDefinitions say. */
class TableConformance {
  /** Value sets on lists that R4 does not carry; docs/fhir.md names them. */
  private static final SortedSet<String> UNCHECKED =
      new TreeSet<>(
          List.of(
              "http://hl7.org/fhir/ValueSet/currencies|4.0.1",
              "http://hl7.org/fhir/ValueSet/mimetypes|4.0.1",
              "http://hl7.org/fhir/ValueSet/ucum-units|4.0.1",
              "http://loinc.org/vs/LL379-9|4.0.1"));

  @Test
  void theSameDefinitionsGiveTheSameBytes() throws IOException {
    byte[] table = R4TableGenerator.table();
    assertArrayEquals(table, R4TableGenerator.table());
    try (InputStream shipped = TableReader.class.getResourceAsStream(TableReader.FILE)) {
      assertArrayEquals(Objects.requireNonNull(shipped).readAllBytes(), table);
    }
  }

  @Test
  void everyElementOfEveryTypeIsThere() throws IOException {
    int members = 0;
    Set<String> resources = new TreeSet<>();
    SortedSet<String> unchecked = new TreeSet<>();
    for (Structure structure : Definitions.structures()) {
      if (structure.kind().equals("resource") && !structure.isAbstract()) {
        resources.add(structure.name());
      }
      if (structure.kind().equals("primitive-type")) {
        assertEquals(R4Type.Kind.PRIMITIVE, type(structure.name()).kind());
        continue;
      }
      for (ElementRow row : structure.elements()) {
        int dot = row.path().lastIndexOf('.');
        if (dot >= 0) {
          members += check(structure, row, row.path().substring(0, dot), unchecked);
        }
      }
    }
    assertEquals(146, resources.size());
    assertEquals(resources, R4.resourceTypes());
    assertEquals(UNCHECKED, unchecked);
    System.out.println("members of R4's types: " + members);
    assertTrue(members > 7_600, "members " + members);
  }

  private static int check(
      Structure structure, ElementRow row, String parent, SortedSet<String> unchecked) {
    String label = row.path().substring(parent.length() + 1);
    int found = 0;
    for (ElementRow.Type type : row.types()) {
      String name = label;
      if (label.endsWith("[x]")) {
        String code = type.code();
        name = label.replace("[x]", Character.toUpperCase(code.charAt(0)) + code.substring(1));
      }
      R4Element element = type(parent).member(name);
      assertNotNull(element, row.path() + " as " + name);
      assertEquals(row.min() == 1, element.required(), row.path());
      assertEquals(row.max().equals("*"), element.repeats(), row.path());
      assertEquals(row.modifier(), element.modifier(), row.path());
      assertEquals(label.endsWith("[x]"), element.choice(), row.path());
      assertEquals(type.targets(), element.targets(), row.path());
      String below = element.type().name();
      boolean parts = below.equals(row.path());
      boolean id = label.equals("id") && structure.kind().equals("resource");
      assertTrue(parts || below.equals(type.code()) || type.simple() || id, row.path() + below);
      if (!row.valueSet().isEmpty() && element.codes() == null) {
        unchecked.add(row.valueSet());
      }
      assertFalse(row.valueSet().isEmpty() && element.codes() != null, row.path());
      found++;
    }
    if (!row.content().isEmpty()) {
      R4Element element = Objects.requireNonNull(type(parent).member(label), row.path());
      assertEquals(row.content(), element.type().name());
      found++;
    }
    assertNull(type(parent).member(label + "x"), row.path());
    return found;
  }

  private static R4Type type(String name) {
    return Objects.requireNonNull(R4.type(name), name);
  }

  @Test
  void valueSetsAreExpandedAsDefined() {
    CodeSet gender = codes("Patient", "gender");
    assertEquals("female, male, other, unknown", gender.listed());
    assertTrue(gender.contains("http://hl7.org/fhir/administrative-gender", "male"));
    assertFalse(gender.contains("http://hl7.org/fhir/observation-status", "male"));
    // a whole code system with kinds of kinds, and one that is a selection of codes
    assertTrue(codes("Observation", "status").contains("entered-in-error"));
    assertTrue(codes("Timing.repeat", "periodUnit").contains("wk"));
    assertTrue(codes("Condition", "clinicalStatus").contains("recurrence"));
    // one that brings in others
    assertTrue(codes("OperationDefinition.parameter", "type").contains("Patient"));
  }

  private static CodeSet codes(String type, String member) {
    R4Element element = Objects.requireNonNull(type(type).member(member), member);
    return Objects.requireNonNull(element.codes(), member);
  }

  @Test
  void modifiersAndTargetsCanBeAskedFor() {
    List<String> modifiers = new ArrayList<>();
    for (R4Element each : type("Observation").members()) {
      if (each.modifier()) {
        modifiers.add(each.name());
      }
    }
    assertEquals(List.of("implicitRules", "modifierExtension", "status"), modifiers);
    R4Element subject = Objects.requireNonNull(type("Observation").member("subject"));
    assertEquals(List.of("Device", "Group", "Location", "Patient"), subject.targets());
    assertTrue(subject.allowsTarget("Patient"));
    assertFalse(subject.allowsTarget("Practitioner"));
    R4Element focus = Objects.requireNonNull(type("Observation").member("focus"));
    assertTrue(focus.targets().isEmpty() && focus.allowsTarget("Practitioner"));
  }

  /** Each rule on presence is one of R4's, of the type it is listed under, and can be broken. */
  @Test
  void rulesOnPresenceAreR4s() throws IOException {
    Map<String, List<String[]>> rows = Presence.rows();
    Map<String, Structure> structures = new HashMap<>();
    for (Structure structure : Definitions.structures()) {
      structures.put(structure.name(), structure);
    }
    for (Map.Entry<String, List<String[]>> entry : rows.entrySet()) {
      String path = entry.getKey().equals("SimpleQuantity") ? "Quantity" : entry.getKey();
      Structure structure = Objects.requireNonNull(structures.get(path.split("\\.")[0]), path);
      for (String[] row : entry.getValue()) {
        ElementRow element =
            structure.elements().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
        assertTrue(element.constraints().contains(row[1]), Arrays.toString(row));
      }
      for (Presence rule : type(entry.getKey()).presences()) {
        broken(rule);
      }
    }
    assertEquals(80, rows.values().stream().mapToInt(List::size).sum());
  }

  private static void broken(Presence rule) {
    long first = rule.bits().get(0);
    long all = rule.bits().stream().reduce(0L, (a, b) -> a | b);
    switch (rule.form()) {
      case ANY -> {
        assertFalse(rule.holds(0), rule.key());
        assertTrue(rule.holds(first) && rule.holds(all), rule.key());
      }
      case ONE -> {
        assertFalse(rule.holds(0) || rule.holds(all), rule.key());
        assertTrue(rule.holds(first), rule.key());
      }
      case NOT_BOTH -> {
        assertFalse(rule.holds(all), rule.key());
        assertTrue(rule.holds(0) && rule.holds(first), rule.key());
      }
      case NEEDS -> {
        assertFalse(rule.holds(first), rule.key());
        assertTrue(rule.holds(0) && rule.holds(all) && rule.holds(all & ~first), rule.key());
      }
    }
    assertTrue(rule.reason().contains(rule.key()) && !rule.remedy().isEmpty());
  }

  @Test
  void theTableIsReadFast() {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    assertEquals(683, TableReader.read().size());
    System.out.printf(
        "the table of R4 read in %.1f ms of CPU time%n",
        (threads.getCurrentThreadCpuTime() - start) / 1e6);
  }
}
