package dev.vitrine.proofs.batch;

import static dev.vitrine.proofs.record.TestSchemas.schema;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.linear.ColumnGenerators;
import dev.vitrine.proofs.internal.linear.OpenedColumn;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.record.TypedRecord;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was sealed can be opened again for proofs, by whoever has all records of the batch. */
class ColumnOpeningTest {
  private static final int RECORDS = 7;
  private static final Curve CURVE = Curve.current();

  private final List<TypedRecord> records = new ArrayList<>();
  private final SealedBatch batch;

  ColumnOpeningTest() {
    for (int k = 0; k < RECORDS; k++) {
      records.add(k == 3 ? empty() : TestSchemas.record(k));
    }
    batch =
        SealedBatch.seal(
            records,
            linked -> new byte[32],
            BatchKey.random(new SecureRandom()),
            Columns.standard(),
            new byte[16],
            0);
  }

  @Test
  void everyColumnOpensToItsCommitment() throws Exception {
    ColumnOpening opening = new ColumnOpening(batch.header(), schema(), opened());
    for (Moment moment : Moment.values()) {
      OpenedColumn column = opening.open(CURVE, TestSchemas.TEMPERATURE, moment);
      assertCommits(column, TestSchemas.TEMPERATURE, moment);
      for (int k = 0; k < RECORDS; k++) {
        Scalar value = Scalar.of(records.get(k).integer(TestSchemas.TEMPERATURE));
        Scalar expected =
            switch (moment) {
              case PRESENCE -> k == 3 ? Scalar.ZERO : Scalar.ONE;
              case VALUE -> value;
              case SQUARE -> value.multiply(value);
            };
        assertEquals(expected, column.values().get(k), moment + " of " + k);
      }
    }
    OpenedColumn texts = opening.open(CURVE, TestSchemas.PATIENT, Moment.VALUE);
    assertCommits(texts, TestSchemas.PATIENT, Moment.VALUE);
    Scalar secret = SlotScalar.of(SlotKind.TEXT, TestSchemas.utf8(TestSchemas.SECRET));
    assertEquals(secret, texts.values().get(0));
    assertEquals(Scalar.ZERO, texts.values().get(3));
    assertEquals("ColumnOpening[7 records]", opening.toString());
    assertEquals("OpenedColumn[7 values]", texts.toString());
  }

  /** Blindings differ by slot and by moment, or equal columns would show as such. */
  @Test
  void blindingsDiffer() throws Exception {
    ColumnOpening opening = new ColumnOpening(batch.header(), schema(), opened());
    List<Scalar> blindings = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      blindings.add(opening.open(CURVE, TestSchemas.TEMPERATURE, moment).blinding());
    }
    blindings.add(opening.open(CURVE, TestSchemas.PATIENT, Moment.VALUE).blinding());
    assertEquals(4, blindings.stream().distinct().count());
  }

  @Test
  void noSuchColumn() throws Exception {
    ColumnOpening opening = new ColumnOpening(batch.header(), schema(), opened());
    for (int slot : new int[] {TestSchemas.STATUS, TestSchemas.TIME, TestSchemas.EPCS}) {
      assertThrows(IllegalArgumentException.class, () -> opening.open(CURVE, slot, Moment.VALUE));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> opening.open(CURVE, TestSchemas.PATIENT, Moment.SQUARE));
  }

  @Test
  void onlyAllRecordsOfTheBatchInOrder() throws Exception {
    List<OpenedRecord> opened = opened();
    refused(batch.header(), schema(), opened.subList(0, RECORDS - 1));
    List<OpenedRecord> swapped = new ArrayList<>(opened);
    Collections.swap(swapped, 1, 2);
    refused(batch.header(), schema(), swapped);
    swapped.add(opened.get(0));
    refused(batch.header(), schema(), swapped);
    refused(batch.header(), Schema.of("other", List.of()), opened);
  }

  @Test
  void commitmentThatIsNoPoint() throws Exception {
    BatchHeader header = batch.header();
    TreeMap<Integer, BatchHeader.Column> columns = new TreeMap<>(header.columns());
    columns.put(TestSchemas.PATIENT, new BatchHeader.Column(G1Point.IDENTITY.toBytes()));
    columns.put(TestSchemas.TEMPERATURE, new BatchHeader.Column(new byte[144]));
    BatchHeader damaged =
        new BatchHeader(header.schemaHash(), RECORDS, header.root(), columns, header.producer(), 0);
    ColumnOpening opening = new ColumnOpening(damaged, schema(), opened());
    for (int slot : columns.keySet()) {
      assertThrows(CurveException.class, () -> opening.open(CURVE, slot, Moment.VALUE));
    }
  }

  private void assertCommits(OpenedColumn column, int slot, Moment moment) {
    ColumnGenerators generators = ColumnGenerators.of(CURVE);
    G1Point sum =
        CURVE.add(
            generators.positions().msm(column.values()),
            CURVE.multiply(generators.blinding(), column.blinding()));
    assertEquals(sum, column.commitment());
    assertEquals(
        java.util.HexFormat.of().formatHex(sum.toBytes()),
        java.util.HexFormat.of().formatHex(batch.header().commitment(slot, moment).orElseThrow()));
    assertFalse(column.blinding().isZero());
  }

  private static void refused(BatchHeader header, Schema schema, List<OpenedRecord> records) {
    assertThrows(IllegalArgumentException.class, () -> new ColumnOpening(header, schema, records));
  }

  private List<OpenedRecord> opened() throws Exception {
    List<OpenedRecord> opened = new ArrayList<>();
    for (int k = 0; k < RECORDS; k++) {
      opened.add(
          SealedPayload.open(
              schema(), batch.roots().get(k), batch.key().seed(k), batch.payloads().get(k)));
    }
    return opened;
  }

  private static TypedRecord empty() {
    return TypedRecord.of(schema(), new byte[] {1}, "application/json").text("unit", "Cel").build();
  }
}
