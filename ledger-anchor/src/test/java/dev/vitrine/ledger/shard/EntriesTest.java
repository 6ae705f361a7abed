package dev.vitrine.ledger.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.proofs.encoding.CborWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The bytes of the entries that tie logs together, and what is refused. */
class EntriesTest {
  private static final byte[] ROOT = new byte[32];
  private static final Checkpoint CHECKPOINT = new Checkpoint("a/shard/1", 300, ROOT);
  private static final byte[] ENTRY = CheckpointEntry.encode(CHECKPOINT);
  private static final byte[] CLOSE = new CloseEntry(new ShardName("a", 2)).encode();
  private static final byte[] GENESIS =
      new GenesisEntry("a/shard/2", new byte[] {9}, 5, Optional.of(CHECKPOINT)).encode();

  @Test
  void theBytesAreTheseAndNoOthers() {
    assertEquals("8404" + "69612f73686172642f31" + "19012c" + "5820" + "00".repeat(32), hex(ENTRY));
    assertEquals("8206" + "69612f73686172642f32", hex(CLOSE));
    assertEquals(
        "870069612f73686172642f32410905" + "69612f73686172642f31" + "19012c5820" + "00".repeat(32),
        hex(GENESIS));
    assertEquals(
        "84006161410905", hex(new GenesisEntry("a", new byte[] {9}, 5, Optional.empty()).encode()));
  }

  @Test
  void eachReadsItsOwn() {
    assertEquals(CHECKPOINT, CheckpointEntry.decode(ENTRY));
    assertEquals(new CloseEntry(new ShardName("a", 2)), CloseEntry.decode(CLOSE));
    GenesisEntry genesis = GenesisEntry.decode(GENESIS);
    assertEquals(Optional.of(CHECKPOINT), genesis.predecessor());
    assertArrayEquals(GENESIS, genesis.encode());
    assertTrue(CheckpointEntry.is(ENTRY) && CloseEntry.is(CLOSE));
    assertFalse(CheckpointEntry.is(CLOSE) || CloseEntry.is(ENTRY) || CloseEntry.is(new byte[1]));
  }

  @Test
  void anotherTypeCountOrTailIsRefused() {
    List<Function<byte[], ?>> readers =
        List.of(CheckpointEntry::decode, CloseEntry::decode, GenesisEntry::decode);
    List<byte[]> entries = List.of(ENTRY, CLOSE, GENESIS);
    for (int reader = 0; reader < readers.size(); reader++) {
      Function<byte[], ?> decode = readers.get(reader);
      for (int other = 0; other < entries.size(); other++) {
        if (other != reader) {
          byte[] wrong = entries.get(other);
          assertThrows(MalformedEntryException.class, () -> decode.apply(wrong));
        }
      }
      byte[] own = entries.get(reader);
      refused(decode, Arrays.copyOf(own, own.length + 1));
      for (int length = 0; length < own.length; length++) {
        refused(decode, Arrays.copyOf(own, length));
      }
      byte[] counted = own.clone();
      counted[0]++;
      refused(decode, counted);
      refused(decode, new byte[65536]);
    }
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    refused(CheckpointEntry::decode, four("a b", 1, ROOT));
    refused(CheckpointEntry::decode, four("", 1, ROOT));
    refused(CheckpointEntry::decode, four("a".repeat(1025), 1, ROOT));
    refused(CheckpointEntry::decode, four("a", -1, ROOT));
    refused(CheckpointEntry::decode, four("a", 1, new byte[31]));
    refused(CloseEntry::decode, new CborWriter().array(2).integer(6).text("a").toBytes());
    refused(
        GenesisEntry::decode,
        new CborWriter().array(4).integer(0).text("a").bytes(new byte[0]).integer(1).toBytes());
    refused(
        GenesisEntry::decode,
        new CborWriter().array(4).integer(0).text("a").bytes(new byte[257]).integer(1).toBytes());
    Checkpoint extended = new Checkpoint("a", 1, ROOT, List.of("more"));
    assertThrows(MalformedNoteException.class, () -> CheckpointEntry.encode(extended));
    Checkpoint spaced = new Checkpoint("a b", 1, ROOT);
    assertThrows(MalformedNoteException.class, () -> CheckpointEntry.encode(spaced));
  }

  @Test
  void damageIsRefusedOrReadAsOtherValuesButNeverTwoSpellings() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = GENESIS.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertArrayEquals(changed, GenesisEntry.decode(changed).encode());
      } catch (MalformedEntryException e) {
        assertFalse(e.getMessage().isEmpty());
      }
    }
  }

  private static byte[] four(String origin, long size, byte[] root) {
    return new CborWriter().array(4).integer(4).text(origin).integer(size).bytes(root).toBytes();
  }

  private static void refused(Function<byte[], ?> decode, byte[] entry) {
    assertThrows(MalformedEntryException.class, () -> decode.apply(entry), hex(entry));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
