package dev.vitrine.proofs.batch;

import static dev.vitrine.proofs.record.TestSchemas.schema;
import static dev.vitrine.proofs.record.TestSchemas.seed;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.linear.ColumnGenerators;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Salts;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SealedBatchTest {
  private static final byte[] PRODUCER = new byte[16];

  /** Pinned: docs/protocol.md has it too. */
  private static final String GOLDEN_COLUMN =
      "812d9af99c863a75a672714a2afa704acdcef2bb5faf3be936e6759c7a0bbdee79b0beb4dd8655aac4361f4bb9847794";

  private static final String GOLDEN_TEXTS =
      "87d4a34abcbec4b51bed6efca557390f2c398b2fab8d50f6dbb6cdd74823b201026c21c35393ade81997de0ad7bb45a9";

  private static Columns columns;
  private static SealedBatch batch;

  @BeforeAll
  static void seal() throws Exception {
    columns = new Columns(Curve.current());
    batch = sealed(5, columns);
  }

  @Test
  void headerSaysWhatWasSealed() throws Exception {
    BatchHeader header = batch.header();
    assertArrayEquals(schema().hash(), header.schemaHash());
    assertEquals(5, header.count());
    assertEquals(
        List.of(TestSchemas.TEMPERATURE, TestSchemas.PATIENT),
        List.copyOf(header.columns().keySet()));
    assertEquals(144, column(TestSchemas.TEMPERATURE).points().length);
    assertEquals(48, column(TestSchemas.PATIENT).points().length);
    assertArrayEquals(header.encode(), BatchHeader.decode(header.encode()).encode());
    List<byte[]> roots = SealedBatch.roots(batch.joinedRoots());
    for (int k = 0; k < 5; k++) {
      assertArrayEquals(batch.roots().get(k), roots.get(k));
      assertTrue(SealedBatch.place(roots, k).verify(MerkleHash.leaf(roots.get(k)), header.root()));
    }
    assertEquals("SealedBatch[5 records]", batch.toString());
  }

  /** C = Σ v_k·G_k + (Σ ρ_k)·H for every moment, added up point by point in pure Java. */
  @Test
  void columnsOpen() throws Exception {
    for (Moment moment : Moment.values()) {
      String commitment =
          sum(
              TestSchemas.TEMPERATURE,
              moment,
              record ->
                  BigInteger.valueOf(record.integer(TestSchemas.TEMPERATURE)).pow(moment.code()));
      assertEquals(commitment, committed(TestSchemas.TEMPERATURE, moment));
      if (moment == Moment.VALUE) {
        assertEquals(GOLDEN_COLUMN, commitment);
      }
    }
    String texts =
        sum(
            TestSchemas.PATIENT,
            Moment.VALUE,
            record -> SlotScalar.of(SlotKind.TEXT, record.text(TestSchemas.PATIENT)).toInteger());
    assertEquals(texts, committed(TestSchemas.PATIENT, Moment.VALUE));
    assertEquals(GOLDEN_TEXTS, texts);
  }

  private interface Value {
    BigInteger of(TypedRecord record);
  }

  private static String sum(int slot, Moment moment, Value value) throws Exception {
    Curve java = Curve.javaBackend();
    ColumnGenerators generators = columns.generators();
    G1Point sum = G1Point.IDENTITY;
    Scalar blinding = Scalar.ZERO;
    for (int k = 0; k < 5; k++) {
      G1Point generator = generators.positions().points().get(k);
      sum = java.add(sum, java.multiply(generator, Scalar.of(value.of(TestSchemas.record(k)))));
      byte[] seed = key().seed(k);
      blinding = blinding.add(rho(seed, slot, moment));
      assertEquals(rho(seed, slot, moment), Columns.blinding(seed, slot, moment));
    }
    sum = java.add(sum, java.multiply(generators.blinding(), blinding));
    return HexFormat.of().formatHex(sum.toBytes());
  }

  /** Another backend, the same header: generators included. */
  @Test
  void nativeAndJavaAgree() throws Exception {
    assertArrayEquals(
        sealed(3, new Columns(Curve.nativeBackend())).header().encode(),
        sealed(3, new Columns(Curve.javaBackend())).header().encode());
  }

  @Test
  void everyRecordOpens() throws Exception {
    for (int k = 0; k < 5; k++) {
      OpenedRecord opened = open(k);
      TypedRecord record = TestSchemas.record(k);
      assertArrayEquals(record.document(), opened.document());
      assertEquals("application/json", opened.mediaType());
      assertArrayEquals(batch.roots().get(k), opened.commitment().root());
      assertEquals(List.of(TestSchemas.EPCS), List.copyOf(opened.lists().keySet()));
      assertArrayEquals(
          opened.commitment().value(TestSchemas.EPCS),
          opened
              .tree(TestSchemas.EPCS, requireNonNull(opened.lists().get(TestSchemas.EPCS)))
              .root());
      assertEquals("OpenedRecord[test.reading.v1]", opened.toString());
    }
  }

  @Test
  void payloadShowsNothingAndCannotBeChangedOrMoved() throws Exception {
    byte[] payload = batch.payloads().get(0);
    byte[] root = batch.roots().get(0);
    byte[] seed = key().seed(0);
    assertFalse(
        HexFormat.of()
            .formatHex(payload)
            .contains(HexFormat.of().formatHex(utf8(TestSchemas.SECRET))));
    for (int i = 0; i < payload.length; i++) {
      byte[] flipped = payload.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      corrupt(root, seed, flipped);
    }
    for (int length = 0; length < payload.length; length += 13) {
      corrupt(root, seed, Arrays.copyOf(payload, length));
    }
    corrupt(root, seed, Arrays.copyOf(payload, payload.length + 1));
    corrupt(batch.roots().get(1), seed, payload);
    corrupt(root, key().seed(1), payload);
    corrupt(root, seed, batch.payloads().get(1));
  }

  /** Sealed with the right key but of other content: what a faulty writer could leave behind. */
  @Test
  void authenticPayloadOfOtherContentIsRefused() throws Exception {
    assertFalse(tampered(doc -> doc, false));
    assertTrue(tampered(doc -> utf8("{\"n\":1}"), false), "another original");
    assertTrue(tampered(doc -> doc, true), "another list");
  }

  @Test
  void oneToTwoHundredAndFiftySixRecordsOfOneSchema() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> sealed(0, columns));
    assertThrows(IllegalArgumentException.class, () -> sealed(257, columns));
    TypedRecord other =
        TypedRecord.of(Schema.of("other", List.of(Slot.text("a", ""))), new byte[0], "text/plain")
            .build();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SealedBatch.seal(
                List.of(TestSchemas.record(0), other),
                record -> new byte[32],
                BatchKey.random(new SecureRandom()),
                columns,
                PRODUCER,
                0));
    assertEquals(256, sealed(256, columns).header().count());
  }

  /** A key that just sealed something seals nothing else: its nonce is constant. */
  @Test
  void keyUsedAgainIsNoticed() throws Exception {
    BatchKey key = BatchKey.random(new SecureRandom());
    List<TypedRecord> one = List.of(TestSchemas.record(0));
    SealedBatch.seal(one, record -> new byte[32], key, columns, PRODUCER, 0);
    assertThrows(
        IllegalStateException.class,
        () -> SealedBatch.seal(one, record -> new byte[32], key, columns, PRODUCER, 0));
  }

  private static BatchHeader.Column column(int slot) {
    return requireNonNull(batch.header().columns().get(slot));
  }

  private static String committed(int slot, Moment moment) {
    return HexFormat.of().formatHex(batch.header().commitment(slot, moment).orElseThrow());
  }

  private interface Change {
    byte[] of(byte[] document);
  }

  /** Whether a payload with a changed original or list is refused. */
  private static boolean tampered(Change change, boolean otherList) throws Exception {
    byte[] seed = key().seed(0);
    RecordCommitment commitment =
        RecordCommitment.of(TestSchemas.record(0), seed, record -> new byte[32]);
    int count = schema().slots().size();
    CborWriter out = new CborWriter().array(5).integer(1).text("application/json").array(count);
    for (int i = 0; i < count; i++) {
      byte[] value = commitment.value(i);
      if (value == null) {
        out.nil();
      } else {
        out.bytes(value);
      }
    }
    List<byte[]> list = otherList ? List.of(utf8("epc:9")) : TestSchemas.epcs();
    out.map(1).integer(TestSchemas.EPCS).array(list.size());
    list.forEach(out::bytes);
    byte[] plain = out.bytes(change.of(TestSchemas.record(0).document())).toBytes();
    new CborReader(plain).arrayOf(5);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(Salts.payloadKey(seed), "AES"),
        new GCMParameterSpec(128, new byte[12]));
    cipher.updateAAD(commitment.root());
    try {
      SealedPayload.open(schema(), commitment.root(), seed, cipher.doFinal(plain));
      return false;
    } catch (CorruptPayloadException e) {
      return true;
    }
  }

  private static Scalar rho(byte[] seed, int slot, Moment moment) {
    byte[] tag = utf8("vitrine/1/rho\0");
    byte[] wide = new byte[Scalar.WIDE_BYTES];
    for (int half = 0; half < 2; half++) {
      byte[] place = {(byte) half, 0, (byte) slot, (byte) moment.code()};
      System.arraycopy(Sha256.of(tag, place, seed), 0, wide, 32 * half, 32 - 16 * half);
    }
    return Scalar.of(new BigInteger(1, wide));
  }

  private static OpenedRecord open(int k) throws Exception {
    return SealedPayload.open(
        schema(), batch.roots().get(k), key().seed(k), batch.payloads().get(k));
  }

  private static void corrupt(byte[] root, byte[] seed, byte[] payload) {
    assertThrows(
        CorruptPayloadException.class, () -> SealedPayload.open(schema(), root, seed, payload));
  }

  private static SealedBatch sealed(int count, Columns with) throws Exception {
    List<TypedRecord> records = IntStream.range(0, count).mapToObj(TestSchemas::record).toList();
    return SealedBatch.seal(
        records, record -> new byte[32], key(), with, PRODUCER, 1_700_000_000_000L);
  }

  private static BatchKey key() throws Exception {
    return BatchKey.decode(
        new CborWriter().array(1).array(3).integer(0).integer(0).bytes(seed(0)).toBytes());
  }
}
