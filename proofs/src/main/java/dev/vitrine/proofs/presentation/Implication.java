package dev.vitrine.proofs.presentation;

import java.util.HashSet;
import java.util.Optional;

/** Whether one proved predicate is enough for a wanted one. */
final class Implication {
  private Implication() {}

  static boolean holds(Predicate proved, Predicate wanted) {
    if (proved.equals(wanted)) {
      return true;
    }
    if (proved instanceof Predicate.Bounds have && wanted instanceof Predicate.Bounds want) {
      return new HashSet<>(have.terms()).equals(new HashSet<>(want.terms()))
          && reaches(have.lower(), want.lower(), 1)
          && reaches(have.upper(), want.upper(), -1);
    }
    if (proved instanceof Predicate.Series have && wanted instanceof Predicate.Bounds want) {
      Predicate.Term term = want.terms().get(0);
      return want.terms().size() == 1
          && term.weight() == 1
          && term.ref().slot() == have.slot()
          && have.records().contains(term.ref().record())
          && reaches(Optional.of(have.lower()), want.lower(), 1)
          && reaches(Optional.of(have.upper()), want.upper(), -1);
    }
    if (proved instanceof Predicate.Series have && wanted instanceof Predicate.Series want) {
      return have.records().equals(want.records())
          && have.slot() == want.slot()
          && have.timeSlot() == want.timeSlot()
          && have.lower() >= want.lower()
          && have.upper() <= want.upper()
          && have.maxGap() <= want.maxGap();
    }
    if (proved instanceof Predicate.Equal have && wanted instanceof Predicate.Equal want) {
      return new HashSet<>(have.refs()).containsAll(want.refs());
    }
    if (proved instanceof Predicate.Different have && wanted instanceof Predicate.Different want) {
      return have.left().equals(want.right()) && have.right().equals(want.left());
    }
    if (proved instanceof Predicate.Pseudonym have && wanted instanceof Predicate.Pseudonym want) {
      return want.isUnknown()
          && have.ref().equals(want.ref())
          && have.context().equals(want.context());
    }
    return false;
  }

  private static boolean reaches(Optional<Long> have, Optional<Long> want, int sign) {
    return want.isEmpty() || (have.isPresent() && Long.compare(have.get(), want.get()) * sign >= 0);
  }
}
