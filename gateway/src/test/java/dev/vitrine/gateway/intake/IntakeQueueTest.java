package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.errors.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntakeQueueTest {
  private final IntakeQueue queue = new IntakeQueue(10);

  @Test
  void whenFullItRefusesAtOnceAndTakesAgainAfterRelease() throws InterruptedException {
    Delivery first = delivery(6);
    Delivery second = delivery(4);
    queue.put(first);
    queue.put(second);
    GatewayException.Overloaded refused =
        assertThrows(GatewayException.Overloaded.class, () -> queue.put(delivery(1)));
    assertFalse(refused.retryAfter().isZero());
    assertEquals(10, queue.depth());
    List<Delivery> taken = queue.take(Duration.ofMillis(1), 100);
    assertEquals(List.of(first, second), taken);
    assertThrows(
        GatewayException.Overloaded.class, () -> queue.put(delivery(1)), "taken is not stored");
    queue.release(taken);
    assertEquals(0, queue.depth());
    queue.put(delivery(10));
  }

  @Test
  void aRefusedDeliveryTakesNoRoom() {
    queue.put(delivery(8));
    assertThrows(GatewayException.Overloaded.class, () -> queue.put(delivery(3)));
    queue.put(delivery(2));
    assertEquals(10, queue.depth());
  }

  @Test
  void whatCanNeverFitIsTheSendersFault() {
    assertThrows(GatewayException.InvalidRequest.class, () -> queue.put(delivery(11)));
  }

  @Test
  void aGroupClosesWhenThereAreEnough() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      queue.put(delivery(2));
    }
    long start = System.nanoTime();
    assertEquals(3, queue.take(Duration.ofSeconds(20), 5).size());
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10), "without waiting");
    assertEquals(2, queue.take(Duration.ofMillis(1), 5).size());
  }

  private static Delivery delivery(int records) {
    return new Delivery(List.of(), records, new CompletableFuture<>());
  }
}
