package dev.vitrine.ledger.tiles;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Up to 256 log entries as one resource: each behind its length in two bytes, big-endian (C2SP
 * tlog-tiles, "Log entries").
 */
public final class EntryBundle {
  /** The longest entry in bytes that a bundle can carry. */
  public static final int MAX_ENTRY = 0xFFFF;

  private EntryBundle() {}

  /**
   * The bundle of these entries.
   *
   * @throws MalformedTileException if they are none, more than 256, or one is too long
   */
  public static byte[] encode(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > TileId.WIDTH) {
      throw new MalformedTileException("a bundle of " + entries.size() + " entries");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY) {
        throw new MalformedTileException("an entry of " + entry.length + " bytes");
      }
      out.write(entry.length >>> 8);
      out.write(entry.length);
      out.write(entry, 0, entry.length);
    }
    return out.toByteArray();
  }

  /**
   * The entries in a bundle.
   *
   * @throws MalformedTileException if it is cut short, empty or holds more than 256
   */
  public static List<byte[]> decode(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bundle.length) {
      if (entries.size() == TileId.WIDTH) {
        throw new MalformedTileException("more than " + TileId.WIDTH + " entries in a bundle");
      }
      if (bundle.length - at < 2) {
        throw new MalformedTileException("bundle cut short in a length at byte " + at);
      }
      int length = Byte.toUnsignedInt(bundle[at]) << 8 | Byte.toUnsignedInt(bundle[at + 1]);
      at += 2;
      if (bundle.length - at < length) {
        throw new MalformedTileException(
            "bundle cut short in entry " + entries.size() + " at byte " + at);
      }
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
    }
    if (entries.isEmpty()) {
      throw new MalformedTileException("a bundle without entries");
    }
    return entries;
  }
}
