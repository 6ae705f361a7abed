package dev.vitrine.adapters.fhir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the adapter may know of. */
@AnalyzeClasses(
    packages = "dev.vitrine.adapters.fhir",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String GENERATOR = "dev.vitrine.adapters.fhir.generate";

  /** It runs in a process of its own, beside HAPI's jars. */
  private static final String WORKER = "dev.vitrine.adapters.fhir.opinion.worker";

  @ArchTest
  static final ArchRule ONLY_THE_OPINION_KNOWS_ITS_WORKER =
      classes()
          .that()
          .resideInAPackage(WORKER)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(WORKER, "dev.vitrine.adapters.fhir.opinion");

  /** It runs in the build alone and is not in the jar. */
  @ArchTest
  static final ArchRule THE_GENERATOR_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage(GENERATOR)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage(GENERATOR)
          .andShould()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "javax.xml.stream", "org.jspecify.annotations", GENERATOR);

  @ArchTest
  static final ArchRule KNOWS_ONLY_RECORDS_AND_A_JSON_PARSER =
      classes()
          .that()
          .resideOutsideOfPackages(GENERATOR, WORKER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "com.fasterxml.jackson.core..",
              "org.fhir.ucum",
              "dev.vitrine.proofs.record",
              "dev.vitrine.proofs.encoding",
              "dev.vitrine.adapters.fhir..");

  @ArchTest
  static final ArchRule ONLY_THE_READER_KNOWS_THE_PARSER =
      classes()
          .that()
          .resideOutsideOfPackage("dev.vitrine.adapters.fhir.json")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule ONLY_UNITS_KNOW_THE_UNIT_TABLE =
      classes()
          .that()
          .resideOutsideOfPackage("dev.vitrine.adapters.fhir.unit")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.fhir.ucum");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.vitrine.adapters.fhir.(*)").should().beFreeOfCycles();
}
