package dev.vitrine.ledger.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/000",
        "tile/0/x001/234",
        "tile/0/x001/x234/067.p/255",
        "tile/7/000.p/1",
        "tile/entries/000.p/5",
        "tile/entries/x999/999",
        "tile/0/x036/x028/x797/x018/963"
      })
  void readsWhatItWrites(String path) {
    assertEquals(path, TilePath.parse(path).toString());
  }

  @Test
  void readsTheParts() {
    assertEquals(
        new TilePath(TilePath.Kind.HASHES, new TileId(1, 1234067), 9),
        TilePath.parse("tile/1/x001/x234/067.p/9"));
    assertEquals(
        new TilePath(TilePath.Kind.ENTRIES, new TileId(0, 7), 256),
        TilePath.parse("tile/entries/007"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/1000",
        "tile/00/000",
        "tile/-1/000",
        "tile/64/000",
        "tile/8/000",
        "tile/7/001",
        "tile/0/x000/001",
        "tile/0/001/234",
        "tile/0/x001/x234",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000.p/",
        "tile/0/000.p/1/",
        "tile/0/000/",
        "tile/0/../000",
        "tile/entries/0",
        "tile/data/000",
        "tile/0/\u0660\u0660\u0660",
        "tile/0/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x000/x000/x000/x000/x000/000",
        "tile/0/000\n"
      })
  void refusesAnyOtherSpelling(String path) {
    assertThrows(MalformedTileException.class, () -> TilePath.parse(path));
  }

  @Test
  void knowsTheWidthsOfTheSpecificationsExample() {
    long size = 70_000;
    assertEquals(256, new TileId(0, 272).widthAt(size));
    assertEquals(112, new TileId(0, 273).widthAt(size));
    assertEquals(0, new TileId(0, 274).widthAt(size));
    assertEquals(256, new TileId(1, 0).widthAt(size));
    assertEquals(17, new TileId(1, 1).widthAt(size));
    assertEquals(1, new TileId(2, 0).widthAt(size));
    assertEquals(1, new TileId(1, 0).widthAt(256));
    assertEquals("tile/0/273.p/112", TilePath.hashes(new TileId(0, 273), size).toString());
    assertTrue(TilePath.entries(273, size).partial());
    assertEquals("tile/entries/273", TilePath.entries(273, size).full().toString());
  }

  @Test
  void refusesPlacesThatNoTreeHas() {
    assertThrows(IllegalArgumentException.class, () -> new TileId(8, 0));
    assertThrows(IllegalArgumentException.class, () -> new TileId(0, -1));
    assertThrows(IllegalArgumentException.class, () -> new TileId(0, 1L << 55));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TilePath(TilePath.Kind.ENTRIES, new TileId(1, 0), 1));
  }
}
