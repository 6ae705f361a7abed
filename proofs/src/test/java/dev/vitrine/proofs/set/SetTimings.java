package dev.vitrine.proofs.set;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Measures publishing and opening by hand; not a test. */
final class SetTimings {
  private SetTimings() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    int threads = Integer.parseInt(args[1]);
    SecureRandom random = new SecureRandom();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add("urn:epc:id:sgtin:" + i);
    }
    SetPublisher publisher = new SetPublisher("p", PublisherKey.random(random), random, threads);
    Path file = Files.createTempFile("set", ".bin");
    long start = System.nanoTime();
    publisher.publish("s", 1, 0, Long.MAX_VALUE, SetElements.texts(texts), file);
    long published = System.nanoTime();
    try (SignedSet set = SignedSet.open(file)) {
      long opened = System.nanoTime();
      boolean found = set.contains(texts.get(7));
      String line =
          String.format(
              "%d elements, %d threads: publish %d ms, %d bytes, open %d ms, find %d us %s%n",
              count,
              threads,
              (published - start) / 1_000_000,
              Files.size(file),
              (opened - published) / 1_000_000,
              (System.nanoTime() - opened) / 1000,
              found);
      System.out.print(line);
    }
    Files.delete(file);
  }
}
