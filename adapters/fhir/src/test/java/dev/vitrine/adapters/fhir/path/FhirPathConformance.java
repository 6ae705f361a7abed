package dev.vitrine.adapters.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.adapters.fhir.Samples;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** HL7's FHIRPath tests for R4: what is not refused is answered as they say. */
class FhirPathConformance {
  private static final Map<String, String> INPUTS =
      Map.of(
          "patient-example.xml",
          "Patient-example.json",
          "observation-example.xml",
          "Observation-example.json",
          "",
          "Patient-example.json");

  @Test
  void run() throws Exception {
    Path folder = Samples.folder();
    Map<String, JsonObject> inputs = new LinkedHashMap<>();
    for (var e : INPUTS.entrySet()) {
      inputs.put(
          e.getKey(),
          StrictJsonReader.read(
              Files.readAllBytes(
                  folder.resolve("hl7.fhir.r4.examples-4.0.1").resolve(e.getValue())),
              new Problems()));
    }
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Integer> refused = new TreeMap<>();
    NodeList tests =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("fhir-test-cases/fhirpath/tests-fhir-r4.xml").toFile())
            .getElementsByTagName("test");
    for (int i = 0; i < tests.getLength(); i++) {
      Element test = (Element) tests.item(i);
      String outcome;
      try {
        outcome = outcome(test, inputs);
      } catch (FhirPathException e) {
        outcome = "FAIL " + e.getMessage();
      }
      if (outcome.startsWith("refused ")) {
        refused.merge(
            outcome.substring(outcome.indexOf(':') + 2).replaceAll(" \\(at.*", ""),
            1,
            Integer::sum);
        outcome = "refused";
      }
      if (outcome.startsWith("FAIL")) {
        System.err.println(
            ((Element) test.getParentNode()).getAttribute("name")
                + "/"
                + test.getAttribute("name")
                + " "
                + outcome
                + " <- "
                + test.getElementsByTagName("expression").item(0).getTextContent());
        outcome = "FAIL";
      }
      counts.merge(outcome, 1, Integer::sum);
    }
    System.err.println(counts);
    System.err.println(refused);
    assertEquals(null, counts.get("FAIL"));
  }

  private static String outcome(Element test, Map<String, JsonObject> inputs)
      throws FhirPathException {
    Element expression = (Element) test.getElementsByTagName("expression").item(0);
    boolean invalid = expression.hasAttribute("invalid");
    FhirPath path;
    try {
      path = FhirPath.compile(expression.getTextContent());
    } catch (FhirPathException e) {
      if (e.kind() == FhirPathException.Kind.UNSUPPORTED) {
        return "refused " + e.getMessage();
      }
      return invalid ? "pass" : "FAIL " + e.getMessage();
    }
    JsonObject input = inputs.get(test.getAttribute("inputfile"));
    if (input == null) {
      return "no input";
    }
    List<String> wanted = new ArrayList<>();
    NodeList outputs = test.getElementsByTagName("output");
    for (int i = 0; i < outputs.getLength(); i++) {
      String text = outputs.item(i).getTextContent();
      wanted.add(text.startsWith("@") ? text.replaceFirst("@T?", "") : text);
    }
    List<Item> items;
    try {
      items = path.items(input, References.NONE);
    } catch (FhirPathException e) {
      return invalid ? "pass" : "FAIL " + e.getMessage();
    }
    if (invalid) {
      return "FAIL not refused";
    }
    if (test.getAttribute("predicate").equals("true")) {
      items = List.of(Item.of(Logic.of(items).orElse(false)));
    }
    List<String> found = new ArrayList<>();
    for (Item item : items) {
      found.add(item.primitive() == null ? "?" : item.primitive().text());
    }
    if (test.getAttribute("ordered").equals("false")) {
      found.sort(null);
      wanted.sort(null);
    }
    return found.equals(wanted) ? "pass" : "FAIL " + found + " instead of " + wanted;
  }
}
