package dev.vitrine.proofs.internal.curve;

import java.util.List;

/** Both backends, for tests that hold one against the other; fails where blst doesn't load. */
public final class BothBackends {
  private BothBackends() {}

  /** The native one first. */
  public static List<Curve> all() {
    return List.of(Curve.nativeBackend(), Curve.javaBackend());
  }
}
