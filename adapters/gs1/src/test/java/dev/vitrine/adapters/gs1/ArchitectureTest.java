package dev.vitrine.adapters.gs1;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.vitrine.adapters.gs1");

  @Test
  void knowsRecordsAndTheJsonParserAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.vitrine.adapters.gs1..",
            "dev.vitrine.proofs.record",
            "dev.vitrine.proofs.encoding",
            "com.fasterxml.jackson.core..",
            "org.jspecify.annotations",
            "java..")
        .check(CLASSES);
  }

  @Test
  void jsonReadingKnowsNothingOfEpcis() {
    noClasses()
        .that()
        .resideInAnyPackage("..gs1.json", "..gs1.vocabulary", "..gs1.identifier")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..gs1.event")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("..gs1.json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CLASSES);
  }
}
