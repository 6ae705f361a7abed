package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the resources of a Bundle's entries stand in its bytes, found in one pass over them.
 *
 * <p>Only finds them, and checks nothing: {@link #envelope()} is the Bundle with a stand-in for
 * each, and only if the envelope and every slice are read strictly, and the envelope has as many
 * resources as there are slices, are the slices what a strict reading of the whole would give. (A
 * name written with escapes is not seen here; it then stands in the envelope as a resource more.)
 * All that JSON's structure is made of is ASCII, so slices never cut a character of UTF-8.
 */
final class Slices {
  /** Stands in for a resource: one that needs no element but may have a version. */
  private static final String STAND_IN = "{\"resourceType\":\"Parameters\"";

  private static final int BOM = 3;

  private final byte[] bundle;
  private final List<Slice> found = new ArrayList<>();
  private int at;

  /**
   * One resource's place, and what it says of itself at first sight: to be believed only if the
   * resource is read strictly.
   *
   * @param start its first byte
   * @param end the byte after its last
   * @param version {@code meta.versionId}
   */
  record Slice(
      int start, int end, @Nullable String type, @Nullable String id, @Nullable String version) {}

  private Slices(byte[] bundle) {
    this.bundle = bundle;
  }

  /**
   * Finds the slices. What is not JSON gives any slices or none: reading the envelope strictly
   * tells.
   *
   * @throws InvalidDocumentException if there are more than {@link BundleLimits#ENTRIES}
   */
  static Slices of(byte[] bundle) throws InvalidDocumentException {
    Slices slices = new Slices(bundle);
    try {
      slices.document();
    } catch (NotJsonException e) {
      // what is wrong with it, the strict reader says better
      return slices;
    }
    return slices;
  }

  int count() {
    return found.size();
  }

  Slice at(int index) {
    return found.get(index);
  }

  /** The exact bytes of one resource. */
  byte[] resource(int index) {
    Slice slice = found.get(index);
    return Arrays.copyOfRange(bundle, slice.start, slice.end);
  }

  /** The Bundle with a small stand-in for each resource. */
  byte[] envelope() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (Slice slice : found) {
      out.write(bundle, from, slice.start - from);
      String version =
          slice.version == null ? "}" : ",\"meta\":{\"versionId\":\"" + slice.version + "\"}}";
      out.writeBytes((STAND_IN + version).getBytes(StandardCharsets.UTF_8));
      from = slice.end;
    }
    out.write(bundle, from, bundle.length - from);
    return out.toByteArray();
  }

  private void document() throws NotJsonException, InvalidDocumentException {
    if (bundle.length >= BOM
        && bundle[0] == (byte) 0xEF
        && bundle[1] == (byte) 0xBB
        && bundle[2] == (byte) 0xBF) {
      at = BOM;
    }
    space();
    expect('{');
    for (String name = member(true); name != null; name = member(false)) {
      if (name.equals("entry") && here() == '[') {
        entries();
      } else {
        skip();
      }
    }
  }

  private void entries() throws NotJsonException, InvalidDocumentException {
    expect('[');
    space();
    while (here() != ']') {
      if (here() == '{') {
        entry();
      } else {
        skip();
      }
      space();
      if (here() == ',') {
        at++;
        space();
      }
    }
    at++;
  }

  private void entry() throws NotJsonException, InvalidDocumentException {
    expect('{');
    for (String name = member(true); name != null; name = member(false)) {
      if (name.equals("resource") && here() == '{') {
        if (found.size() == BundleLimits.ENTRIES) {
          throw new InvalidDocumentException(
              "too-complex",
              "Bundle.entry",
              "The Bundle has more than " + BundleLimits.ENTRIES + " entries.",
              "Send it in smaller Bundles, or its resources as NDJSON.");
        }
        found.add(resource());
      } else {
        skip();
      }
    }
  }

  private Slice resource() throws NotJsonException {
    int start = at;
    String type = null;
    String id = null;
    String version = null;
    expect('{');
    for (String name = member(true); name != null; name = member(false)) {
      if (name.equals("resourceType") && here() == '"') {
        type = string();
      } else if (name.equals("id") && here() == '"') {
        id = string();
      } else if (name.equals("meta") && here() == '{') {
        version = version();
      } else {
        skip();
      }
    }
    return new Slice(start, at, type, id, version);
  }

  private @Nullable String version() throws NotJsonException {
    String version = null;
    expect('{');
    for (String name = member(true); name != null; name = member(false)) {
      if (name.equals("versionId") && here() == '"') {
        version = string();
      } else {
        skip();
      }
    }
    return version;
  }

  /**
   * Moves to the next member's value and gives its name, or past the object's end and gives null.
   */
  private @Nullable String member(boolean first) throws NotJsonException {
    space();
    if (!first && here() == ',') {
      at++;
      space();
    }
    if (here() == '}') {
      at++;
      return null;
    }
    String name = string();
    space();
    expect(':');
    space();
    return name;
  }

  /** A string as written, without its quotes. */
  private String string() throws NotJsonException {
    if (here() != '"') {
      throw new NotJsonException();
    }
    int start = at + 1;
    skipString();
    return new String(bundle, start, at - 1 - start, StandardCharsets.UTF_8);
  }

  private void skipString() throws NotJsonException {
    at++;
    while (here() != '"') {
      at += here() == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skip() throws NotJsonException {
    int depth = 0;
    do {
      switch (here()) {
        case '"' -> skipString();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          if (depth == 0) {
            throw new NotJsonException();
          }
          depth--;
          at++;
        }
        default -> {
          if (depth > 0) {
            at++;
          } else {
            scalar();
          }
        }
      }
    } while (depth > 0);
  }

  private void scalar() throws NotJsonException {
    int start = at;
    while (here() != ',' && here() != '}' && here() != ']' && here() > ' ') {
      at++;
    }
    if (at == start) {
      throw new NotJsonException();
    }
  }

  private void space() {
    while (at < bundle.length
        && (bundle[at] == ' ' || bundle[at] == '\n' || bundle[at] == '\r' || bundle[at] == '\t')) {
      at++;
    }
  }

  private void expect(char c) throws NotJsonException {
    if (here() != c) {
      throw new NotJsonException();
    }
    at++;
  }

  /** The byte here; bytes beyond ASCII as a large number. */
  private int here() throws NotJsonException {
    if (at >= bundle.length) {
      throw new NotJsonException();
    }
    return bundle[at] & 0xFF;
  }

  /** Ends the pass. */
  private static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    NotJsonException() {
      super(null, null, false, false);
    }
  }
}
