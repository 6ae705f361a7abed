package dev.vitrine.adapters.fhir.rules;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the table of R4 that {@code generate.TableWriter} wrote into this jar. */
final class TableReader {
  /** The table, beside this class. */
  static final String FILE = "r4.table";

  private static final int MAGIC = 0x56523431;
  private static final int REQUIRED = 1;
  private static final int REPEATS = 2;
  private static final int MODIFIER = 4;

  private final DataInputStream in;
  private String[] texts = {};
  private final List<List<String>> targets = new ArrayList<>();
  private final List<CodeSet> sets = new ArrayList<>();
  private final List<R4Type> types = new ArrayList<>();

  private TableReader(DataInputStream in) {
    this.in = in;
  }

  /** All types by name. */
  static Map<String, R4Type> read() {
    try (InputStream file = TableReader.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(
            "the table of FHIR R4 is not on the class path: Maven makes it (process-classes)");
      }
      return new TableReader(new DataInputStream(new BufferedInputStream(file, 1 << 16))).table();
    } catch (IOException e) {
      throw new UncheckedIOException("reading the table of FHIR R4", e);
    }
  }

  /** The names of the resource types, in order. */
  static SortedSet<String> resources(Map<String, R4Type> types) {
    SortedSet<String> names = new TreeSet<>();
    for (R4Type type : types.values()) {
      if (type.kind() == R4Type.Kind.RESOURCE) {
        names.add(type.name());
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }

  private Map<String, R4Type> table() throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a table of R4");
    }
    texts = new String[in.readUnsignedShort()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.readUTF();
    }
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      targets.add(List.copyOf(list()));
    }
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      sets.add(codeSet());
    }
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      types.add(new R4Type(text(), kind(in.readUnsignedByte())));
    }
    Map<String, R4Type> byName = new HashMap<>(count * 2);
    for (R4Type type : types) {
      type.define(elements());
      byName.put(type.name(), type);
    }
    return byName;
  }

  private static R4Type.Kind kind(int number) throws IOException {
    return switch (number) {
      case 0 -> R4Type.Kind.PRIMITIVE;
      case 1 -> R4Type.Kind.DATA_TYPE;
      case 2 -> R4Type.Kind.BACKBONE;
      case 3 -> R4Type.Kind.RESOURCE;
      case 4 -> R4Type.Kind.ANY_RESOURCE;
      default -> throw new IOException("no kind of type: " + number);
    };
  }

  private List<R4Element> elements() throws IOException {
    int count = in.readUnsignedByte();
    List<R4Element> elements = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      String label = text();
      int flags = in.readUnsignedByte();
      CodeSet codes = at(sets, in.readShort());
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        String name = text();
        R4Type type = types.get(in.readUnsignedShort());
        List<String> allowed = at(targets, in.readShort());
        elements.add(
            new R4Element(
                name,
                label,
                type,
                index,
                (flags & REQUIRED) != 0,
                (flags & REPEATS) != 0,
                (flags & MODIFIER) != 0,
                codes,
                allowed == null ? List.of() : allowed));
      }
    }
    return elements;
  }

  private CodeSet codeSet() throws IOException {
    String url = text();
    Map<String, Set<String>> systems = new HashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      String system = text();
      systems.put(system, new HashSet<>(list()));
    }
    return new CodeSet(url, systems);
  }

  private static <T> @Nullable T at(List<T> list, int index) {
    return index < 0 ? null : list.get(index);
  }

  private List<String> list() throws IOException {
    List<String> list = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      list.add(text());
    }
    return list;
  }

  private String text() throws IOException {
    return texts[in.readUnsignedShort()];
  }
}
