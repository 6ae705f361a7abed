package dev.vitrine.ledger;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The arrows of the module: what it may use, and that its packages form no circle. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.vitrine.ledger");

  @Test
  void usesOnlyHashingEncodingAndVerdictsOfProofsTheJdkAndBouncyCastle() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.vitrine.ledger..",
            "dev.vitrine.proofs.encoding",
            "dev.vitrine.proofs.merkle",
            "dev.vitrine.proofs.verdict",
            "org.bouncycastle..",
            "org.jspecify..",
            "java..",
            "javax.security.auth.x500")
        .check(MAIN);
  }

  @Test
  void opensNoFile() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("java.nio.file..", "java.sql..")
        .check(MAIN);
  }

  @Test
  void opensConnectionsInOnePackageOnly() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.vitrine.ledger.transport")
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackages("java.net..").or(equivalentTo(URI.class)))
        .check(MAIN);
  }

  /** So no step of a log can go wrong when a clock does, and no time in a cosignature decides. */
  @Test
  void theLogItsTreesItsTilesAndItsShardsKnowNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.vitrine.ledger.log",
            "dev.vitrine.ledger.merkle",
            "dev.vitrine.ledger.tiles",
            "dev.vitrine.ledger.shard")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.time..")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(MAIN);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("dev.vitrine.ledger.(*)..").should().beFreeOfCycles().check(MAIN);
  }
}
