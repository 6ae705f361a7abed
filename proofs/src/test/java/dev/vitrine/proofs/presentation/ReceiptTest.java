package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static Gateway gateway;
  private static byte[] document;

  @BeforeAll
  static void start() throws Exception {
    gateway = new Gateway();
    document = TestSchemas.record(Gateway.POSITION).document();
  }

  @Test
  void promiseThenProof() throws Exception {
    byte[] early = gateway.receipt(Optional.empty()).encode();
    assertEquals(
        List.of("format", "document", "slots", "schema", "record-inclusion", "promise", "log"),
        gateway.verifyReceipt(early, Optional.of(document)));
    byte[] late = logged().encode();
    assertEquals(
        List.of(
            "format",
            "slots",
            "schema",
            "record-inclusion",
            "promise",
            "checkpoint",
            "log-inclusion",
            "log-index"),
        gateway.verifyReceipt(late, Optional.empty()));
    assertTrue(Receipt.looksLikeOne(late));
    assertFalse(Presentation.looksLikeOne(late));
    Receipt read = Receipt.decode(late);
    assertArrayEquals(late, read.encode());
    assertArrayEquals(gateway.batch.roots().get(Gateway.POSITION), read.recordRoot());
    assertArrayEquals(gateway.header, read.header());
    assertEquals(Gateway.POSITION, read.position());
    assertEquals(gateway.log.origin, read.origin());
  }

  @Test
  void showsTheDigestAndNothingElse() {
    String file = HexFormat.of().formatHex(logged().encode());
    for (String hidden : List.of(TestSchemas.SECRET, "Maria", "final", "epc:1", "{\"n\":1}")) {
      assertFalse(file.contains(HexFormat.of().formatHex(utf8(hidden))), hidden);
    }
  }

  @Test
  void everyCheatIsRefusedAtItsStep() throws Exception {
    Receipt r = logged();
    RecordProof p = r.proof();
    refused("document", r.encode(), utf8("another document"));
    String other = "0".repeat(64);
    refused("slots", receipt(r.schema(), other, p, r.origin(), r.logIndex(), r.promise()));
    refused("format", receipt(r.schema(), "0", p, r.origin(), r.logIndex(), r.promise()));
    refused(
        "format", receipt(r.schema(), "A".repeat(64), p, r.origin(), r.logIndex(), r.promise()));
    List<Slot> slots = new ArrayList<>(r.schema().slots().subList(0, 6));
    slots.set(1, Slot.integer("temperature", "/value", 24, 3, 100_001, "K", "unit"));
    Schema schema = Schema.of(r.schema().id(), slots);
    refused("slots", receipt(schema, r.document(), p, r.origin(), r.logIndex(), r.promise()));
    RecordProof moved = new RecordProof(p.recordRoot(), p.openings(), 0, p.path());
    refused("record-inclusion", with(r, moved));
    List<byte[]> path = new ArrayList<>(p.path());
    path.set(0, new byte[32]);
    refused("record-inclusion", with(r, new RecordProof(p.recordRoot(), p.openings(), 1, path)));
    refused("slots", with(r, new RecordProof(new byte[32], p.openings(), 1, p.path())));
    byte[] header = r.header().clone();
    header[header.length - 1] ^= 1;
    refused(
        "promise",
        receipt(r.schema(), r.document(), p, header, r.origin(), r.logIndex(), r.promise()));
    refused("promise", receipt(r.schema(), r.document(), p, r.origin(), 2, r.promise()));
    refused("promise", receipt(r.schema(), r.document(), p, "log.example/2", 1, r.promise()));
    refused("promise", receipt(r.schema(), r.document(), p, r.origin(), 1, new byte[64]));
  }

  /** A promise for one place is not kept by another place, nor by another log that is trusted. */
  @Test
  void promiseKeptElsewhereIsNotKept() throws Exception {
    Receipt r = logged();
    byte[] wrongIndex = Receipt.promise(gateway.key, r.header(), r.origin(), 0);
    refused("log-index", receipt(r.schema(), r.document(), r.proof(), r.origin(), 0, wrongIndex));
    TestLog second = new TestLog("log.example/2", 2);
    second.append(utf8("genesis"));
    byte[] proof = second.prove(second.append(r.header()));
    byte[] file = gateway.receipt(Optional.of(proof)).encode();
    Trust trust =
        new Trust(
            List.of(gateway.key.publicKey()), List.of(), TestLog.verifier(gateway.log, second));
    RefusedException refusal =
        assertThrows(
            RefusedException.class,
            () -> new ReceiptVerifier(trust).verify(file, Optional.empty(), step -> {}));
    assertEquals("log-index", refusal.step());
  }

  @Test
  void unknownGatewayIsNeitherTrueNorFalse() {
    Trust nobody = new Trust(List.of(), List.of(), TestLog.verifier(gateway.log));
    RefusedException refusal =
        assertThrows(
            RefusedException.class,
            () ->
                new ReceiptVerifier(nobody)
                    .verify(logged().encode(), Optional.empty(), step -> {}));
    assertEquals("promise", refusal.step());
    assertEquals(Outcome.CANNOT_TELL, refusal.outcome());
  }

  /** One bit of every byte: never valid, never any other exception. */
  @Test
  void noBitCanBeFlipped() {
    for (byte[] file : List.of(logged().encode(), gateway.receipt(Optional.empty()).encode())) {
      for (int i = 0; i < file.length; i++) {
        byte[] flipped = file.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        assertThrows(
            RefusedException.class,
            () -> gateway.verifyReceipt(flipped, Optional.of(document)),
            "byte " + i);
      }
      for (int length = 0; length < file.length; length += 7) {
        byte[] cut = Arrays.copyOf(file, length);
        assertThrows(RefusedException.class, () -> gateway.verifyReceipt(cut, Optional.empty()));
      }
    }
    byte[] tooLong = new byte[Receipt.MAX_BYTES + 1];
    assertThrows(RefusedException.class, () -> gateway.verifyReceipt(tooLong, Optional.empty()));
  }

  private static Receipt logged() {
    return gateway.receipt(Optional.of(gateway.log.prove(gateway.logIndex)));
  }

  private static byte[] with(Receipt r, RecordProof proof) {
    return receipt(r.schema(), r.document(), proof, r.origin(), r.logIndex(), r.promise());
  }

  private static byte[] receipt(
      Schema schema,
      String document,
      RecordProof proof,
      String origin,
      long index,
      byte[] promise) {
    return receipt(schema, document, proof, gateway.header, origin, index, promise);
  }

  private static byte[] receipt(
      Schema schema,
      String document,
      RecordProof proof,
      byte[] header,
      String origin,
      long index,
      byte[] promise) {
    byte[] keyId = gateway.key.publicKey().id();
    Optional<byte[]> log = logged().logProof();
    return new Receipt(schema, document, proof, header, origin, index, keyId, promise, log)
        .encode();
  }

  private static void refused(String step, byte[] file) {
    refused(step, file, document);
  }

  private static void refused(String step, byte[] file, byte[] of) {
    Optional<byte[]> expected = step.equals("document") ? Optional.of(of) : Optional.empty();
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> gateway.verifyReceipt(file, expected));
    assertEquals(step, refusal.step(), refusal.reason());
  }
}
