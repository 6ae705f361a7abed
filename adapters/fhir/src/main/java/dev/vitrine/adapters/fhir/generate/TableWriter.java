package dev.vitrine.adapters.fhir.generate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Writes the table: texts, value sets, lists of targets, types. All in the order of their names, so
 * that the same definitions give the same bytes. {@code rules.TableReader} reads it.
 */
final class TableWriter {
  static final int MAGIC = 0x56523431; // VR41
  static final int REQUIRED = 1;
  static final int REPEATS = 2;
  static final int MODIFIER = 4;

  /** As many elements as a type may have, for a long to hold a bit for each. */
  private static final int ELEMENTS = 64;

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<List<String>, Integer> targets = new LinkedHashMap<>();
  private final Map<String, Integer> typeNumbers = new LinkedHashMap<>();
  private final Map<String, Integer> setNumbers = new LinkedHashMap<>();
  private final SortedMap<String, TypeModel.Type> types;
  private final SortedMap<String, SortedMap<String, SortedSet<String>>> sets = new TreeMap<>();

  private TableWriter(TypeModel model, Terminology terminology) {
    types = model.types();
    for (TypeModel.Type type : types.values()) {
      for (TypeModel.Part part : type.parts()) {
        String valueSet = part.row().valueSet();
        SortedMap<String, SortedSet<String>> codes =
            valueSet.isEmpty() ? null : terminology.expand(valueSet);
        if (codes != null) {
          sets.put(valueSet, codes);
        }
      }
    }
    types.keySet().forEach(name -> typeNumbers.put(name, typeNumbers.size()));
    sets.keySet().forEach(url -> setNumbers.put(url, setNumbers.size()));
  }

  static byte[] write(TypeModel model, Terminology terminology) throws IOException {
    return new TableWriter(model, terminology).table();
  }

  private byte[] table() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeShort(sets.size());
    for (Map.Entry<String, SortedMap<String, SortedSet<String>>> set : sets.entrySet()) {
      out.writeShort(text(set.getKey()));
      out.writeShort(set.getValue().size());
      for (Map.Entry<String, SortedSet<String>> system : set.getValue().entrySet()) {
        out.writeShort(text(system.getKey()));
        texts(out, List.copyOf(system.getValue()));
      }
    }
    out.writeShort(types.size());
    for (Map.Entry<String, TypeModel.Type> type : types.entrySet()) {
      out.writeShort(text(type.getKey()));
      out.writeByte(type.getValue().kind());
    }
    for (Map.Entry<String, TypeModel.Type> type : types.entrySet()) {
      type(out, type.getKey(), type.getValue());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(whole);
    head.writeInt(MAGIC);
    List<List<String>> lists = new ArrayList<>(targets.keySet());
    for (List<String> list : lists) {
      list.forEach(this::text);
    }
    head.writeShort(texts.size());
    for (String each : texts.keySet()) {
      head.writeUTF(each);
    }
    head.writeShort(lists.size());
    for (List<String> list : lists) {
      texts(head, list);
    }
    body.writeTo(head);
    return whole.toByteArray();
  }

  private void type(DataOutputStream out, String name, TypeModel.Type type) throws IOException {
    if (type.parts().size() > ELEMENTS) {
      throw new IOException(name + " has more than " + ELEMENTS + " elements");
    }
    out.writeByte(type.parts().size());
    for (TypeModel.Part part : type.parts()) {
      ElementRow row = part.row();
      out.writeShort(text(row.name()));
      out.writeByte(
          (row.min() > 0 ? REQUIRED : 0)
              | (row.max().equals("1") ? 0 : REPEATS)
              | (row.modifier() ? MODIFIER : 0));
      if (row.min() > 1 || !(row.max().equals("1") || row.max().equals("*"))) {
        throw new IOException(row.path() + " has a cardinality that the table has no place for");
      }
      out.writeShort(setNumbers.getOrDefault(row.valueSet(), -1));
      out.writeByte(part.variants().size());
      for (TypeModel.Variant variant : part.variants()) {
        Integer under = typeNumbers.get(variant.type());
        if (under == null) {
          throw new IOException(row.path() + " is of unknown type " + variant.type());
        }
        out.writeShort(text(variant.name()));
        out.writeShort(under);
        out.writeShort(
            variant.targets().isEmpty()
                ? -1
                : targets.computeIfAbsent(variant.targets(), key -> targets.size()));
      }
    }
  }

  private void texts(DataOutputStream out, List<String> list) throws IOException {
    out.writeShort(list.size());
    for (String each : list) {
      out.writeShort(text(each));
    }
  }

  private int text(String text) {
    Integer known = texts.get(text);
    if (known == null) {
      known = texts.size();
      texts.put(text, known);
    }
    return known;
  }
}
