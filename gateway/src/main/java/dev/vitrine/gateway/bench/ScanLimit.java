package dev.vitrine.gateway.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;

/** What any JSON reader needs at least: Jackson's token scan of the same events, on one thread. */
final class ScanLimit {
  private static final int EVENTS = 1024;

  private ScanLimit() {}

  /** Events a second and core. */
  static double eventsPerSecond(Duration time) throws IOException {
    Events events = new Events();
    byte[][] documents = new byte[EVENTS][];
    for (int i = 0; i < EVENTS; i++) {
      documents[i] = events.single(i);
    }
    scan(documents, time.dividedBy(2));
    return scan(documents, time);
  }

  private static double scan(byte[][] documents, Duration time) throws IOException {
    JsonFactory factory = new JsonFactory();
    long start = System.nanoTime();
    long elapsed;
    long done = 0;
    do {
      for (byte[] document : documents) {
        try (JsonParser parser = factory.createParser(document)) {
          JsonToken token = parser.nextToken();
          while (token != null) {
            token = parser.nextToken();
          }
        }
      }
      done += documents.length;
      elapsed = System.nanoTime() - start;
    } while (elapsed < time.toNanos());
    return done * 1e9 / elapsed;
  }
}
