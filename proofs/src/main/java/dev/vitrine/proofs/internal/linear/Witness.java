package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The openings of a proof's columns, those of equal forms added up. Secret. */
final class Witness {
  private final int length;
  private final List<Form> forms = new ArrayList<>();
  private final List<Scalar[]> values = new ArrayList<>();
  private final List<Scalar> blindings = new ArrayList<>();

  private Witness(int length) {
    this.length = length;
  }

  static Witness of(List<OpenedColumn> columns, List<Form> forms) {
    if (columns.isEmpty() || columns.size() != forms.size()) {
      throw new IllegalArgumentException("a proof has columns, and a form for each");
    }
    Witness witness = new Witness(length(columns, forms));
    Map<Form, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Form form = forms.get(i);
      int place = places.computeIfAbsent(form, witness::begin);
      witness.add(place, columns.get(i));
    }
    if (places.size() > LinearProof.MAX_FORMS) {
      throw new IllegalArgumentException("more than " + LinearProof.MAX_FORMS + " forms");
    }
    return witness;
  }

  private int begin(Form form) {
    Scalar[] zeros = new Scalar[length];
    Arrays.fill(zeros, Scalar.ZERO);
    forms.add(form);
    values.add(zeros);
    blindings.add(Scalar.ZERO);
    return forms.size() - 1;
  }

  private void add(int place, OpenedColumn column) {
    Scalar[] sum = values.get(place);
    for (int k = 0; k < column.values().size(); k++) {
      sum[k] = sum[k].add(column.values().get(k));
    }
    blindings.set(place, blindings.get(place).add(column.blinding()));
  }

  /** A power of two that holds all values and all positions. */
  private static int length(List<OpenedColumn> columns, List<Form> forms) {
    int needed = LinearProof.LAST;
    for (int i = 0; i < columns.size(); i++) {
      needed = Math.max(needed, columns.get(i).values().size());
      needed = Math.max(needed, forms.get(i).highest() + 1);
    }
    return 2 * Integer.highestOneBit(needed - 1);
  }

  int length() {
    return length;
  }

  /** How many different forms there are. */
  int count() {
    return forms.size();
  }

  /** The sum of all forms of their own columns. */
  Scalar value() {
    Scalar sum = Scalar.ZERO;
    for (int b = 0; b < count(); b++) {
      sum = sum.add(forms.get(b).of(values.get(b)));
    }
    return sum;
  }

  /** What forms give on each other's columns, by distance. */
  List<Scalar> crossTerms() {
    int count = count();
    List<Scalar> terms =
        new ArrayList<>(Collections.nCopies(Joined.crossTerms(count), Scalar.ZERO));
    for (int column = 0; column < count; column++) {
      for (int form = 0; form < count; form++) {
        if (column != form) {
          int at = Joined.crossTerm(count, column, form);
          terms.set(at, terms.get(at).add(forms.get(form).of(values.get(column))));
        }
      }
    }
    return terms;
  }

  /** The joined columns' values. */
  Scalar[] values(Joined joined) {
    Scalar[] sum = values.get(0).clone();
    for (int b = 1; b < count(); b++) {
      Scalar factor = joined.columnFactor(b);
      Scalar[] more = values.get(b);
      Arrays.setAll(sum, k -> sum[k].add(factor.multiply(more[k])));
    }
    return sum;
  }

  /** The joined columns' blinding. */
  Scalar blinding(Joined joined) {
    Scalar sum = Scalar.ZERO;
    for (int b = 0; b < count(); b++) {
      sum = sum.add(joined.columnFactor(b).multiply(blindings.get(b)));
    }
    return sum;
  }

  /** The joined forms. */
  Scalar[] form(Joined joined) {
    return joined.form(forms, length);
  }
}
