package dev.vitrine.proofs.internal.curve;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * One thread's native working memory: an argument list of contiguous elements as blst takes it (a
 * pointer to the first element and then null), the elements, and blst's own scratch space. It only
 * grows, to the largest call so far. Not thread-safe; one per thread.
 */
final class NativeScratch {
  private static final ThreadLocal<NativeScratch> CURRENT =
      ThreadLocal.withInitial(NativeScratch::new);

  private static final int LIST = 16;
  private static final int ALIGNMENT = 64;

  private Memory memory = new Memory(1 << 16);
  private long used;

  static NativeScratch current() {
    return CURRENT.get();
  }

  /** Makes room for a whole call before anything is placed, since growing moves everything. */
  void begin(long bytes) {
    long needed = bytes + 8L * ALIGNMENT;
    if (memory.size() < needed) {
      Memory grown = new Memory(needed);
      memory.close();
      memory = grown;
    }
    used = 0;
  }

  /** Places elements one after another and returns the list that names them. */
  Pointer list(byte[]... elements) {
    Pointer list = room(LIST);
    int total = 0;
    for (byte[] element : elements) {
      total += element.length;
    }
    Pointer data = room(total);
    long at = 0;
    for (byte[] element : elements) {
      data.write(at, element, 0, element.length);
      at += element.length;
    }
    list.setPointer(0, data);
    list.setPointer(8, null);
    return list;
  }

  /** Places words and returns the list that names the elements they make up. */
  Pointer list(long[] words) {
    Pointer list = room(LIST);
    Pointer data = room((long) words.length * Long.BYTES);
    data.write(0, words, 0, words.length);
    list.setPointer(0, data);
    list.setPointer(8, null);
    return list;
  }

  Pointer room(long bytes) {
    Pointer at = memory.share(used, bytes);
    used = (used + bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return at;
  }

  /** Wipes what the call left. */
  void end() {
    memory.clear(Math.min(used, memory.size()));
  }
}
