package dev.vitrine.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordRefTest {
  @Test
  void textAndNumberGiveItBack() {
    for (RecordRef ref :
        List.of(
            new RecordRef(0, 0), new RecordRef(1042, 17), new RecordRef(9_999_999_999_999L, 255))) {
      assertEquals(Optional.of(ref), RecordRef.parse(ref.toString()));
      assertEquals(ref, RecordRef.of(ref.packed()));
    }
    assertEquals("1042-17", new RecordRef(1042, 17).toString());
  }

  @Test
  void oneRecordHasOneName() {
    for (String text :
        List.of(
            "",
            "-",
            "1",
            "1-",
            "-1",
            "01-2",
            "1-02",
            "1-256",
            "1-999",
            "1-2-3",
            " 1-2",
            "1-2\n",
            "+1-2",
            "-1-2",
            "٣-١",
            "99999999999999999-0")) {
      assertEquals(Optional.empty(), RecordRef.parse(text), text);
    }
  }

  @Test
  void numbersSortAsTheLogDoes() {
    assertEquals(-1, Long.compare(new RecordRef(7, 255).packed(), new RecordRef(8, 0).packed()));
  }
}
