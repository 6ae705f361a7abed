package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.DOCUMENT;
import static dev.vitrine.proofs.record.TestSchemas.EPCS;
import static dev.vitrine.proofs.record.TestSchemas.PATIENT;
import static dev.vitrine.proofs.record.TestSchemas.TEMPERATURE;
import static dev.vitrine.proofs.record.TestSchemas.UNIT;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnchoredPresentationTest {
  private static Gateway gateway;
  private static Gateway other;

  @BeforeAll
  static void start() throws Exception {
    gateway = new Gateway();
    other =
        new Gateway(List.of(TestSchemas.record(7), TestSchemas.record(8), TestSchemas.record(9)));
  }

  @Test
  void honestOnePassesEveryStep() throws Exception {
    byte[] file = gateway.anchored().encode();
    assertTrue(Presentation.looksLikeOne(file));
    assertFalse(Receipt.looksLikeOne(file));
    assertEquals(
        List.of(
            "format",
            "audience",
            "nonce",
            "freshness",
            "slots",
            "schema",
            "record-inclusion",
            "elements",
            "checkpoint",
            "log-inclusion",
            "anchor",
            "binding"),
        gateway.verify(file));
    assertArrayEquals(file, new Forgery(Presentation.decode(file)).file());
  }

  @Test
  void whatHoldsIsWhatWasStated() throws Exception {
    Statement statement =
        new Verifier(gateway.trust(), new SecureRandom())
            .verify(gateway.anchored().encode(), Policy.at(Gateway.NOW))
            .statement();
    assertArrayEquals(gateway.anchoredStatement().encode(), statement.encode());
    assertEquals("4.201", decoded(statement));
  }

  private static String decoded(Statement statement) {
    RecordClaim claim = statement.records().get(0);
    byte[] value = requireNonNull(claim.shown().get(TEMPERATURE)).orElseThrow();
    return claim
        .schema()
        .slots()
        .get(TEMPERATURE)
        .decode(java.nio.ByteBuffer.wrap(value).getLong())
        .movePointLeft(3)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Any set of slots that the schema allows. */
  @Test
  void everySelectionVerifies() throws Exception {
    for (int set = 0; set < 256; set++) {
      SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
      for (int slot = 0; slot < 8; slot++) {
        if ((set >> slot & 1) == 1) {
          shown.putAll(gateway.shown(slot));
        }
      }
      if (!shown.containsKey(TEMPERATURE) || shown.containsKey(UNIT)) {
        Forgery forgery = new Forgery(gateway.anchored());
        Statement statement =
            new Statement(
                Mode.ANCHORED,
                List.of(RecordClaim.showing(forgery.schemas.get(0), shown)),
                List.of(),
                forgery.audience,
                forgery.nonce,
                "",
                "",
                forgery.issuedAt,
                forgery.expiresAt,
                new Statement.Anchor(forgery.origin, forgery.size, forgery.root));
        assertFalse(gateway.verify(gateway.anchored(statement).encode()).contains("elements"));
      }
    }
  }

  /** One bit of every byte: never valid, never any other exception. */
  @Test
  void noBitCanBeFlipped() throws Exception {
    byte[] file = gateway.anchored().encode();
    for (int i = 0; i < file.length; i++) {
      byte[] flipped = file.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      assertThrows(RefusedException.class, () -> gateway.verify(flipped), "byte " + i);
    }
    for (int length = 0; length < file.length; length += 7) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(RefusedException.class, () -> gateway.verify(cut));
    }
    assertThrows(
        RefusedException.class, () -> gateway.verify(Arrays.copyOf(file, file.length + 1)));
    assertThrows(
        RefusedException.class, () -> gateway.verify(new byte[Presentation.MAX_BYTES + 1]));
  }

  @Test
  void hiddenValuesAreNotInTheFile() {
    String file = HexFormat.of().formatHex(gateway.anchored().encode());
    for (String hidden : List.of(TestSchemas.SECRET, "Maria", "epc:1", "epc:4", "{\"n\":1}")) {
      assertFalse(file.contains(HexFormat.of().formatHex(utf8(hidden))), hidden);
    }
    RecordCommitment record = gateway.record.commitment();
    for (int slot : new int[] {PATIENT, DOCUMENT}) {
      assertFalse(file.contains(HexFormat.of().formatHex(record.salt(slot))));
    }
    assertFalse(file.contains(HexFormat.of().formatHex(gateway.record.seed())));
  }

  @Test
  void presenterRefusesWhatTheRecordDoesNotHold() {
    Statement honest = gateway.anchoredStatement();
    SortedMap<Integer, List<byte[]>> lists = new TreeMap<>();
    lists.put(EPCS, List.of(utf8("epc:3"), utf8("epc:2")));
    assertThrows(IllegalArgumentException.class, () -> present(honest, lists), "not all elements");
    lists.clear();
    assertThrows(IllegalArgumentException.class, () -> present(honest, lists));
    lists.put(EPCS, TestSchemas.epcs());
    present(honest, lists);
    assertThrows(
        IllegalArgumentException.class,
        () -> other.anchored(honest),
        "the other record has another temperature");
    assertThrows(
        IllegalArgumentException.class,
        () -> present(gateway.privateStatement(Gateway.NONCE), lists));
  }

  /** An element that is there twice can be shown twice, but not three times. */
  @Test
  void elementIsShownAsOftenAsItIsThere() throws Exception {
    Forgery f = new Forgery(gateway.anchored());
    f.claim().elements.put(EPCS, List.of(utf8("epc:2"), utf8("epc:2")));
    Statement two = Statement.decode(f.statement());
    assertTrue(gateway.verify(gateway.anchored(two).encode()).contains("elements"));
    f.claim().elements.put(EPCS, List.of(utf8("epc:2"), utf8("epc:2"), utf8("epc:2")));
    Statement three = Statement.decode(f.statement());
    assertThrows(IllegalArgumentException.class, () -> gateway.anchored(three));
  }

  private static void present(Statement statement, SortedMap<Integer, List<byte[]>> elements) {
    gateway.anchored(statement, elements);
  }

  /** Parts of two honest presentations of one record do not fit together. */
  @Test
  void partsOfTwoPresentationsDoNotMix() throws Exception {
    Presentation one = gateway.anchored();
    Forgery changed = new Forgery(one);
    changed.purpose = "ETREAT";
    Presentation two = gateway.anchored(Statement.decode(changed.statement()));
    changed.claim().elements.clear();
    Presentation three = gateway.anchored(Statement.decode(changed.statement()));
    gateway.verify(two.encode());
    gateway.verify(three.encode());
    refused("binding", new Presentation(two.statement(), one.body(), one.binding()));
    refused("binding", new Presentation(one.statement(), one.body(), two.binding()));
    refused("elements", new Presentation(three.statement(), one.body(), one.binding()));
    refused("elements", new Presentation(one.statement(), three.body(), three.binding()));
    refused("format", new Presentation(one.statement(), gateway.privately().body(), one.binding()));
    refused("slots", new Presentation(one.statement(), other.anchored().body(), one.binding()));
  }

  private static void refused(String step, Presentation mixed) {
    assertEquals(
        step, assertThrows(RefusedException.class, () -> gateway.verify(mixed.encode())).step());
  }
}
