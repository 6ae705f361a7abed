package dev.vitrine.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.proofs.record.Schema;
import org.junit.jupiter.api.Test;

/** The arrows between the gateway's packages, and between the modules. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.vitrine");

  @Test
  void noOtherModuleKnowsTheGateway() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.vitrine.adapters..", "dev.vitrine.proofs..", "dev.vitrine.ledger..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.vitrine.gateway..", "dev.vitrine.v1..", "io.quarkus..")
        .check(MAIN);
  }

  @Test
  void adaptersKnowNoLog() {
    noClasses()
        .that()
        .resideInAPackage("dev.vitrine.adapters..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.vitrine.ledger..")
        .check(MAIN);
  }

  @Test
  void theStoreKnowsNothingOfWhoAsks() {
    noClasses()
        .that()
        .resideInAPackage("dev.vitrine.gateway.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.vitrine.gateway.intake..",
            "dev.vitrine.gateway.query..",
            "dev.vitrine.gateway.disclosure..",
            "dev.vitrine.gateway.audit..",
            "dev.vitrine.gateway.identity..",
            "dev.vitrine.v1..")
        .check(MAIN);
  }

  @Test
  void nothingIsBuiltOnTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.vitrine.gateway..")
        .and()
        .resideOutsideOfPackage("dev.vitrine.gateway.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.vitrine.gateway.cli..")
        .check(MAIN);
  }

  @Test
  void sqlIsSpokenInTheStoreOnly() {
    noClasses()
        .that()
        .resideInAPackage("dev.vitrine.gateway..")
        .and()
        .resideOutsideOfPackages(
            "dev.vitrine.gateway.store..",
            "dev.vitrine.gateway.embedded..",
            // measures PostgreSQL's own COPY, the limit that intake is held against
            "dev.vitrine.gateway.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "java.sql..")
        .check(MAIN);
  }

  @Test
  void entitiesAreKeptByTheStoreAndTheCaptureJobs() {
    noClasses()
        .that()
        .resideInAPackage("dev.vitrine.gateway..")
        .and()
        .resideOutsideOfPackage("dev.vitrine.gateway.store..")
        .and()
        // a capture job is one entity with no relations: it is kept where it is used
        .doNotHaveSimpleName("CaptureJobs")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.hibernate..")
        .check(MAIN);
  }

  @Test
  void nobodyDecidesOnPatientsRecordsWithoutTheirConsents() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.vitrine.gateway.consent..", "dev.vitrine.gateway.disclosure..")
        .should()
        .callMethod(
            Policies.class, "decideWithoutConsent", Caller.class, String.class, Schema.class)
        .check(MAIN);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("dev.vitrine.gateway.(*)..").should().beFreeOfCycles().check(MAIN);
  }
}
