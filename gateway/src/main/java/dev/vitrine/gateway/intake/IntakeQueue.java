package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.errors.GatewayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where deliveries wait to be batched: bounded in records. When full it refuses at once, so that
 * overload shows at the door and never as a slow death inside.
 */
final class IntakeQueue {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int capacity;
  private final Semaphore room;
  private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();

  IntakeQueue(int capacity) {
    this.capacity = capacity;
    this.room = new Semaphore(capacity);
  }

  /**
   * Puts a delivery in.
   *
   * @throws GatewayException.Overloaded if there is no room; nothing of it was taken
   * @throws GatewayException.InvalidRequest if there will never be
   */
  void put(Delivery delivery) {
    if (delivery.records() > capacity) {
      throw new GatewayException.InvalidRequest(
          "The document holds more than " + capacity + " records: send it in parts.");
    }
    if (!room.tryAcquire(delivery.records())) {
      throw new GatewayException.Overloaded(
          "Intake is full: nothing was taken, send it again.", RETRY_AFTER);
    }
    waiting.add(delivery);
  }

  /**
   * The next deliveries: waits for a first, then for more until {@code delay} has passed since or
   * there are {@code enough} records.
   */
  List<Delivery> take(Duration delay, int enough) throws InterruptedException {
    List<Delivery> taken = new ArrayList<>();
    @Nullable Delivery next = waiting.take();
    long deadline = System.nanoTime() + delay.toNanos();
    int records = 0;
    while (next != null) {
      taken.add(next);
      records += next.records();
      if (records >= enough) {
        break;
      }
      next = waiting.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return taken;
  }

  /** Makes room again for what has left for good. */
  void release(List<Delivery> deliveries) {
    room.release(deliveries.stream().mapToInt(Delivery::records).sum());
  }

  /** How many records are under way, from the door to durable. */
  int depth() {
    return capacity - room.availablePermits();
  }
}
