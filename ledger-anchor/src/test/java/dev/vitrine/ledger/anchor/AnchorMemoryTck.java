package dev.vitrine.ledger.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AnchorMemory} must do. Subclass it over the real store. */
public abstract class AnchorMemoryTck {
  private static final AnchorId ID = new AnchorId("one");

  /** An empty memory, the same for the length of one test. */
  protected abstract AnchorMemory memory();

  /** The same memory after a restart; the same object if it does not outlive its process. */
  protected AnchorMemory reopened() {
    return memory();
  }

  @Test
  void knowsNothingAtFirst() {
    assertTrue(memory().read(ID).isEmpty());
  }

  @Test
  void keepsWhatWasWrittenApartById() {
    assertTrue(memory().replace(ID, Optional.empty(), new byte[] {1, 2}));
    assertTrue(memory().replace(new AnchorId("two"), Optional.empty(), new byte[] {3}));
    assertArrayEquals(new byte[] {1, 2}, reopened().read(ID).orElseThrow());
    assertArrayEquals(new byte[] {3}, reopened().read(new AnchorId("two")).orElseThrow());
  }

  @Test
  void changesOnlyWhatTheCallerSaw() {
    assertFalse(memory().replace(ID, Optional.of(new byte[] {9}), new byte[] {1}));
    assertTrue(memory().read(ID).isEmpty());
    assertTrue(memory().replace(ID, Optional.empty(), new byte[] {1}));
    assertFalse(memory().replace(ID, Optional.empty(), new byte[] {2}));
    assertFalse(memory().replace(ID, Optional.of(new byte[] {2}), new byte[] {3}));
    assertArrayEquals(new byte[] {1}, memory().read(ID).orElseThrow());
    assertTrue(memory().replace(ID, Optional.of(new byte[] {1}), new byte[] {2}));
    assertArrayEquals(new byte[] {2}, memory().read(ID).orElseThrow());
  }

  @Test
  void takesValuesUpToTheLimitAndNoneBeyondOrEmpty() {
    byte[] longest = new byte[AnchorMemory.MAX_BYTES];
    assertTrue(memory().replace(ID, Optional.empty(), longest));
    assertArrayEquals(longest, memory().read(ID).orElseThrow());
    for (int length : List.of(0, AnchorMemory.MAX_BYTES + 1)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> memory().replace(ID, Optional.of(longest), new byte[length]));
    }
  }

  @Test
  void ofManyAtOnceOneIsKept() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      long kept = 0;
      for (var each :
          threads.invokeAll(
              IntStream.range(0, 16)
                  .<Callable<Boolean>>mapToObj(
                      i -> () -> memory().replace(ID, Optional.empty(), new byte[] {(byte) i}))
                  .toList())) {
        kept += each.get() ? 1 : 0;
      }
      assertEquals(1, kept);
    } finally {
      threads.shutdownNow();
    }
  }
}
