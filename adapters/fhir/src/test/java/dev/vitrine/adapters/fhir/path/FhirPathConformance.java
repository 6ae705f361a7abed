package dev.vitrine.adapters.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.Samples;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.path.FhirPathException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * HL7's FHIRPath tests for R4. An expression that uses something outside of the subset is refused
 * when it is compiled; every other one is answered as the test says.
 */
class FhirPathConformance {
  /** The inputs that are among the samples, in JSON; a test without one needs none. */
  private static final Map<String, String> INPUTS =
      Map.of(
          "", "Patient-example.json",
          "patient-example.xml", "Patient-example.json",
          "observation-example.xml", "Observation-example.json");

  /** Tests about an extension that the sample of that name does not have. */
  private static final Set<String> OTHER_INPUT =
      Set.of("testFHIRPathIsFunction8", "testFHIRPathIsFunction9", "testFHIRPathIsFunction10");

  private static Path folder = Path.of("");
  private static final List<Element> TESTS = new ArrayList<>();
  private static final Map<String, JsonObject> RESOURCES = new TreeMap<>();

  @BeforeAll
  static void read() throws Exception {
    folder = Samples.folder();
    for (Map.Entry<String, String> input : INPUTS.entrySet()) {
      Path file = folder.resolve("hl7.fhir.r4.examples-4.0.1").resolve(input.getValue());
      RESOURCES.put(
          input.getKey(), StrictJsonReader.read(Files.readAllBytes(file), new Problems()));
    }
    NodeList tests =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("fhir-test-cases/fhirpath/tests-fhir-r4.xml").toFile())
            .getElementsByTagName("test");
    for (int i = 0; i < tests.getLength(); i++) {
      TESTS.add((Element) tests.item(i));
    }
  }

  @Test
  void supportedExpressionsAreAnsweredAndOthersRefused() {
    SortedMap<String, Integer> outcomes = new TreeMap<>();
    SortedMap<String, Integer> refused = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Element test : TESTS) {
      String outcome = outcome(test);
      if (outcome.startsWith("refused")) {
        String feature = outcome.substring(outcome.indexOf(':') + 2).replaceAll(" \\(at.*", "");
        refused.merge(feature, 1, Integer::sum);
        outcome = "refused";
      } else if (!outcome.equals("passed") && !outcome.equals("no input")) {
        wrong.add(test.getAttribute("name") + ": " + outcome);
        outcome = "wrong";
      }
      outcomes.merge(outcome, 1, Integer::sum);
    }
    System.out.println("FHIRPath tests: " + outcomes + ", refused " + refused);
    assertEquals(List.of(), wrong);
    assertEquals(Map.of("passed", 502, "refused", 404, "no input", 29), outcomes);
  }

  /** What the page says of a function or operator holds: none that is listed is ever refused. */
  @Test
  void refusalsAreOfFeaturesThatAreNotListed() {
    Set<String> unsupported = new TreeSet<>();
    for (Element test : TESTS) {
      String outcome = outcome(test);
      if (outcome.startsWith("refused: function ")) {
        unsupported.add(outcome.substring(18, outcome.indexOf('(')));
      }
    }
    assertTrue(unsupported.size() > 20, "the suite tests more than this subset");
    for (String function : FhirPath.functions()) {
      assertTrue(!unsupported.contains(function), function);
    }
  }

  /** Knowing the type makes expressions faster and stricter; it never changes an answer. */
  @Test
  void answersAreTheSameWithAndWithoutTheType() throws Exception {
    int both = 0;
    for (Element test : TESTS) {
      JsonObject input = RESOURCES.get(test.getAttribute("inputfile"));
      FhirPath any = compiled(test, null);
      FhirPath one = compiled(test, type(test));
      if (input == null || any == null || one == null) {
        continue;
      }
      assertEquals(answer(any, input), answer(one, input), any.toString());
      assertEquals(answer(one.byNodes(), input), answer(one, input), any.toString());
      both++;
    }
    assertTrue(both > 400, "compared " + both);
  }

  private static @Nullable FhirPath compiled(Element test, @Nullable String type) {
    String text = expression(test).getTextContent();
    try {
      return type == null ? FhirPath.compile(text) : FhirPath.compile(text, type);
    } catch (FhirPathException e) {
      return null;
    }
  }

  private static String answer(FhirPath path, JsonObject input) {
    try {
      StringBuilder answer = new StringBuilder();
      path.values(input, References.NONE).forEach(value -> answer.append(value.hashCode()));
      var first = path.first(input, References.NONE);
      return answer.append(" first ").append(first == null ? 0 : first.hashCode()).toString();
    } catch (FhirPathException e) {
      return e.kind().toString();
    }
  }

  private static String type(Element test) {
    return test.getAttribute("inputfile").startsWith("observation") ? "Observation" : "Patient";
  }

  private static Element expression(Element test) {
    return (Element) test.getElementsByTagName("expression").item(0);
  }

  private static String outcome(Element test) {
    boolean invalid = expression(test).hasAttribute("invalid");
    boolean strict =
        test.getAttribute("mode").equals("strict")
            || expression(test).getAttribute("invalid").equals("semantic");
    String text = expression(test).getTextContent();
    FhirPath path;
    try {
      path = strict ? FhirPath.compile(text, type(test)) : FhirPath.compile(text);
    } catch (FhirPathException e) {
      if (e.kind() == Kind.UNSUPPORTED) {
        return "refused: " + String.valueOf(e.getMessage()).replace("not supported: ", "");
      }
      return invalid ? "passed" : String.valueOf(e.getMessage());
    }
    JsonObject input = RESOURCES.get(test.getAttribute("inputfile"));
    if (input == null || OTHER_INPUT.contains(test.getAttribute("name"))) {
      return "no input";
    }
    try {
      List<Item> items = path.items(input, References.NONE);
      return invalid ? "not refused" : compared(items, test);
    } catch (FhirPathException e) {
      return invalid ? "passed" : String.valueOf(e.getMessage());
    }
  }

  private static String compared(List<Item> items, Element test) throws FhirPathException {
    List<String> wanted = new ArrayList<>();
    NodeList outputs = test.getElementsByTagName("output");
    for (int i = 0; i < outputs.getLength(); i++) {
      wanted.add(outputs.item(i).getTextContent().replaceFirst("^@T?", ""));
    }
    List<String> found = new ArrayList<>();
    if (test.getAttribute("predicate").equals("true")) {
      found.add(String.valueOf(Logic.of(items).orElse(false)));
    } else {
      for (Item item : items) {
        found.add(item.primitive() == null ? "?" : item.primitive().text());
      }
    }
    if (test.getAttribute("ordered").equals("false")) {
      found.sort(null);
      wanted.sort(null);
    }
    return found.equals(wanted) ? "passed" : found + " instead of " + wanted;
  }
}
