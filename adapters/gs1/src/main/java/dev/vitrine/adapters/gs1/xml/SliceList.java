package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.event.Context;
import dev.vitrine.adapters.gs1.event.Slices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the events and sensor reports of a document's JSON stand in its XML. */
final class SliceList implements Slices {
  private final byte[] body;
  private final List<Context> contexts = new ArrayList<>();
  private int[] json = new int[64];
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] context = new int[64];
  private int count;

  SliceList(byte[] body) {
    this.body = body;
    contexts.add(Context.NONE);
  }

  /** Sets the prefixes of the events added from now on. */
  void context(Context declared) {
    if (!contexts.get(contexts.size() - 1).equals(declared)) {
      contexts.add(declared);
    }
  }

  /** Adds a part; its JSON must start behind that of those added before. */
  void add(int jsonStart, int xmlStart, int xmlEnd) {
    if (count == json.length) {
      json = Arrays.copyOf(json, 2 * count);
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      context = Arrays.copyOf(context, 2 * count);
    }
    json[count] = jsonStart;
    from[count] = xmlStart;
    to[count] = xmlEnd;
    context[count++] = contexts.size() - 1;
  }

  @Override
  public byte[] of(int start, int end) {
    int index = index(start);
    return Arrays.copyOfRange(body, from[index], to[index]);
  }

  @Override
  public Context context(int start, Context document) {
    return contexts.get(context[index(start)]);
  }

  @Override
  public boolean bySchemaOfXml() {
    return true;
  }

  /** Where in the XML the part starts whose JSON starts there. */
  int xmlStart(int start) {
    return from[index(start)];
  }

  /** Where it ends. */
  int xmlEnd(int start) {
    return to[index(start)];
  }

  private int index(int start) {
    int index = Arrays.binarySearch(json, 0, count, start);
    if (index < 0) {
      throw new IllegalStateException("no part starts there");
    }
    return index;
  }
}
