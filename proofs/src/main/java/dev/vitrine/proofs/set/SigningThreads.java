package dev.vitrine.proofs.set;

import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.BulkSigner;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Signs lists of numbers on several threads and hands the signatures on in order. */
final class SigningThreads implements AutoCloseable {
  /** Where signatures go. */
  @FunctionalInterface
  interface Output {
    void write(List<Scalar> messages, BbsSignature signature) throws IOException;
  }

  private record Signed(List<List<Scalar>> lists, List<BbsSignature> signatures) {}

  private static final int AT_ONCE = 256;

  private final ExecutorService executor;
  private final int waiting;

  SigningThreads(int threads) {
    this.executor = Executors.newFixedThreadPool(threads);
    this.waiting = 2 * threads;
  }

  void sign(BulkSigner signer, Iterator<List<BigInteger>> numbers, Output output)
      throws IOException {
    Deque<Future<Signed>> queue = new ArrayDeque<>();
    while (numbers.hasNext() || !queue.isEmpty()) {
      while (numbers.hasNext() && queue.size() < waiting) {
        List<List<Scalar>> lists = take(numbers);
        queue.add(executor.submit(() -> new Signed(lists, signer.sign(lists))));
      }
      Signed signed = finished(queue.remove());
      for (int i = 0; i < signed.lists.size(); i++) {
        output.write(signed.lists.get(i), signed.signatures.get(i));
      }
    }
  }

  private static List<List<Scalar>> take(Iterator<List<BigInteger>> numbers) {
    List<List<Scalar>> lists = new ArrayList<>(AT_ONCE);
    while (numbers.hasNext() && lists.size() < AT_ONCE) {
      lists.add(numbers.next().stream().map(Scalar::of).toList());
    }
    return lists;
  }

  private static Signed finished(Future<Signed> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while signing a set", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("signing a set failed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
