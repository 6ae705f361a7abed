package dev.vitrine.proofs.internal.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Choosing a backend, and using one from many threads. */
class BackendsTest {
  @Test
  void choosesWhatIsAskedFor() {
    assertEquals("native", Backends.choose("native").backendName());
    assertEquals("java", Backends.choose("JAVA").backendName());
    assertEquals("native", Backends.choose("").backendName());
    assertThrows(IllegalStateException.class, () -> Backends.choose("fast"));
  }

  @Test
  void findsOutBackendThatAnswersWrong() {
    assertTrue(Backends.answersRight(Curve.javaBackend()));
    assertFalse(Backends.answersRight(lying("pairingsCancel", true)));
    assertFalse(Backends.answersRight(lying("multiplySecretG1", new byte[96])));
    assertFalse(Backends.answersRight(lying("msm", new byte[96])));
  }

  @Test
  void servesManyThreads() throws Exception {
    Curve curve = Curve.nativeBackend();
    List<G1Point> points = new ArrayList<>();
    for (int i = 1; i <= 32; i++) {
      points.add(curve.multiply(curve.g1(), Scalar.of(i)));
    }
    FixedBases plain = curve.fixedBases(points);
    FixedBases windowed = curve.fixedBases(points, 4);
    FixedBases comb = curve.combBases(points, 2);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        long seed = thread + 1L;
        Callable<Boolean> work =
            () -> agree(curve, plain, windowed, seed) && agree(curve, comb, plain, seed);
        results.add(pool.submit(work));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static boolean agree(Curve curve, FixedBases plain, FixedBases windowed, long seed) {
    for (int round = 1; round < 40; round++) {
      long[] scalars = new long[1 + round % 32];
      long sum = 0;
      for (int i = 0; i < scalars.length; i++) {
        scalars[i] = seed * round + i;
        sum += scalars[i] * (i + 1);
      }
      G1Point expected = curve.multiply(curve.g1(), Scalar.of(sum));
      if (!expected.equals(plain.msm(scalars, 16)) || !expected.equals(windowed.msm(scalars, 16))) {
        return false;
      }
    }
    return true;
  }

  /** The pure-Java backend but for one method, which always gives the same answer. */
  private static Curve lying(String method, Object answer) {
    Backend honest = new JavaBackend();
    return new Curve(
        (Backend)
            Proxy.newProxyInstance(
                Backend.class.getClassLoader(),
                new Class<?>[] {Backend.class},
                (proxy, called, arguments) -> {
                  if (called.getName().equals(method)) {
                    return answer;
                  }
                  try {
                    return called.invoke(honest, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
  }
}
