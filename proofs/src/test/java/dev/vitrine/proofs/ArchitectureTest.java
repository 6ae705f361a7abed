package dev.vitrine.proofs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;

/** What this module may lean on, and which of its packages may lean on which. */
@AnalyzeClasses(
    packages = "dev.vitrine.proofs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.vitrine.proofs.";

  /** Every package, with all that it may use; itself aside. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("encoding"),
          entry("verdict"),
          entry("merkle", "encoding"),
          entry("record", "merkle", "encoding"),
          entry(
              "batch",
              "record",
              "merkle",
              "encoding",
              "internal.curve",
              "internal.linear",
              "internal.value"),
          entry(
              "presentation",
              "batch",
              "record",
              "merkle",
              "encoding",
              "verdict",
              "internal.curve",
              "internal.bbs",
              "internal.equation",
              "internal.linear",
              "internal.pedersen",
              "internal.pseudonym",
              "internal.range",
              "internal.sets",
              "internal.sigma",
              "internal.transcript",
              "internal.value",
              "set"),
          entry(
              "bench",
              "batch",
              "presentation",
              "verdict",
              "record",
              "internal.bbs",
              "internal.curve",
              "internal.equation",
              "internal.linear",
              "internal.pedersen",
              "internal.range",
              "internal.transcript"),
          entry("internal.curve", "encoding"),
          entry("internal.bbs", "internal.curve", "internal.equation"),
          entry(
              "credential",
              "record",
              "encoding",
              "verdict",
              "internal.dataintegrity",
              "internal.jose",
              "internal.jsonld",
              "internal.bbs",
              "internal.curve"),
          entry("internal.jose", "encoding", "internal.jsonld"),
          entry("internal.jsonld"),
          entry(
              "internal.dataintegrity",
              "internal.jsonld",
              "internal.bbs",
              "internal.curve",
              "encoding"),
          entry("internal.equation", "internal.curve"),
          entry("internal.value", "record", "internal.curve"),
          entry(
              "internal.linear",
              "internal.curve",
              "internal.equation",
              "internal.pedersen",
              "internal.transcript"),
          entry("internal.pedersen", "internal.curve"),
          entry(
              "internal.sigma",
              "internal.curve",
              "internal.equation",
              "internal.transcript",
              "verdict"),
          entry(
              "internal.sets",
              "internal.curve",
              "internal.bbs",
              "internal.equation",
              "internal.transcript",
              "verdict"),
          entry("internal.pseudonym", "encoding", "internal.curve", "internal.sigma"),
          entry(
              "set",
              "encoding",
              "record",
              "verdict",
              "internal.curve",
              "internal.bbs",
              "internal.sets",
              "internal.value"),
          entry(
              "internal.range",
              "internal.curve",
              "internal.equation",
              "internal.pedersen",
              "internal.transcript"),
          entry("internal.transcript", "internal.curve"));

  private static Map.Entry<String, Set<String>> entry(String own, String... used) {
    return Map.entry(own, Set.of(used));
  }

  @ArchTest
  static final ArchRule FEW_LIBRARIES =
      ArchRuleDefinition.classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.vitrine.proofs..",
              "java..",
              "javax.crypto..",
              "javax.security.auth..",
              "org.jspecify.annotations..",
              "org.bouncycastle..",
              "com.apicatalog..",
              "com.sun.jna..",
              "jakarta.json..",
              "supranational.blst..",
              "tech.pegasys..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.vitrine.proofs.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_STANDARD_STREAMS =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule NO_PREDICTABLE_RANDOMNESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName(Random.class.getName())
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule NO_OWN_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static void packagesLeanOneWay(JavaClasses classes) {
    for (JavaClass from : classes) {
      String own = from.getPackageName().substring(ROOT.length());
      if (from.getSimpleName().equals("package-info")) {
        continue;
      }
      Set<String> allowed = MAY_USE.get(own);
      Assertions.assertNotNull(allowed, "say what package " + own + " may use");
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getPackageName())
          .filter(name -> name.startsWith(ROOT))
          .map(name -> name.substring(ROOT.length()))
          .filter(name -> !name.equals(own))
          .forEach(
              name ->
                  Assertions.assertTrue(
                      allowed.contains(name), from.getName() + " must not use " + name));
    }
  }
}
