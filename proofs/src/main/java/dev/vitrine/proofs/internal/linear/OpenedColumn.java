package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.List;

/**
 * A column commitment with its opening. Secret; {@link #toString} shows nothing of it.
 *
 * @param commitment {@code Σ v_k·G_k + σ·H}
 * @param values v_0, v_1, … for every record of the batch, 1 to 256; 0 where absent
 * @param blinding σ
 */
public record OpenedColumn(G1Point commitment, List<Scalar> values, Scalar blinding) {
  /** Copies the list, and checks its size. */
  public OpenedColumn {
    values = List.copyOf(values);
    if (values.isEmpty() || values.size() > ColumnGenerators.POSITIONS) {
      throw new IllegalArgumentException("a column has 1 to 256 values");
    }
  }

  @Override
  public String toString() {
    return "OpenedColumn[" + values.size() + " values]";
  }
}
