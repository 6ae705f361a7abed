package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.shard.ShardProof;
import dev.vitrine.ledger.shard.ShardWorld;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proofs through a shard and the super-log: what passes, and each cheat at its step. */
class ShardProofVerifierTest {
  private static final int INDEX = 137;
  private static final byte[] ENTRY = Samples.entry(INDEX - 1);

  private final ShardWorld world = new ShardWorld();
  private final SignedCheckpoint shard = world.grow(3, 300);
  private final long anchored = anchored();
  private final ShardProof proof = world.prove(3, INDEX, shard, anchored);
  private final LogProofVerifier verifier =
      new LogProofVerifier(LogPolicy.of(world.key.verifier()));

  private long anchored() {
    world.anchor(world.grow(1, 5));
    long index = world.anchor(shard);
    world.anchor(world.grow(2, 5));
    return index;
  }

  @Test
  void aGoodProofNamesShardIndexAndAnchor() throws Exception {
    List<Step> steps = new ArrayList<>();
    var placed = verifier.verify(ENTRY, proof.bytes(), steps::add);
    assertEquals("example.com/log/shard/3", placed.origin());
    assertEquals(3, placed.shard());
    assertEquals(INDEX, placed.index());
    assertEquals((3L << 40) + INDEX, placed.logIndex());
    Checkpoint anchor = world.log.latest().orElseThrow().checkpoint();
    assertEquals(Samples.ORIGIN, placed.anchor().origin());
    assertEquals(anchor.size(), placed.anchor().size());
    assertArrayEquals(anchor.root(), placed.anchor().root());
    assertEquals(
        List.of(
            "log-proof",
            "shard-proof",
            "checkpoint-signature",
            "quorum",
            "log-inclusion",
            "shard-inclusion"),
        steps.stream().map(Step::name).toList());
  }

  @Test
  void theShardGrowsAndTheOldProofStillHolds() throws Exception {
    world.grow(3, 700);
    verifier.verify(ENTRY, world.prove(3, INDEX, shard, anchored).bytes(), step -> {});
  }

  @Test
  void anotherEntryIndexOrPathInTheShardIsRefused() {
    refused("shard-inclusion", proof, Samples.entry(INDEX));
    List<byte[]> path = proof.shard().inclusion().path();
    refused("shard-inclusion", inner(INDEX + 1, path), ENTRY);
    refused("shard-inclusion", inner(301, path), ENTRY);
    refused("shard-inclusion", inner(INDEX, path.subList(1, path.size())), ENTRY);
    List<byte[]> flipped = new ArrayList<>(path);
    flipped.set(2, new byte[32]);
    refused("shard-inclusion", inner(INDEX, flipped), ENTRY);
  }

  @Test
  void aShardCheckpointThatIsNotInTheSuperLogIsRefused() {
    SignedCheckpoint newer = world.grow(3, 1);
    refused("log-inclusion", world.prove(3, INDEX, newer, anchored), ENTRY);
    refused("log-inclusion", world.prove(3, INDEX, shard, anchored - 1), ENTRY);
    // the operator's own key on a tree that it never put into the super-log
    NoteSigner key = ShardWorld.shardKey(3);
    Checkpoint alone =
        new Checkpoint(key.name(), 1, dev.vitrine.proofs.merkle.MerkleHash.leaf(ENTRY));
    refused(
        "log-inclusion",
        ShardProof.of(
            proof.superLog(),
            new InclusionProof(0, 1, List.of()),
            SignedCheckpoint.sign(alone, key)),
        ENTRY);
  }

  @Test
  void oneShardsCheckpointUnderAnothersNameIsRefused() {
    Checkpoint of = shard.checkpoint();
    NoteSigner other = ShardWorld.shardKey(4);
    SignedCheckpoint renamed =
        SignedCheckpoint.sign(new Checkpoint(other.name(), of.size(), of.root()), other);
    refused(
        "log-inclusion",
        ShardProof.of(proof.superLog(), proof.shard().inclusion(), renamed),
        ENTRY);
  }

  @Test
  void aLogThatIsNoShardOfTheOuterOneIsRefused() {
    for (String origin :
        List.of("example.com/other/shard/3", "example.com/log", "example.com/log/shard/0")) {
      NoteSigner stranger = NoteSigner.generate(origin, SignatureType.ED25519, new SecureRandom());
      Checkpoint of = shard.checkpoint();
      TlogProof inner =
          new TlogProof(
              proof.shard().inclusion(),
              SignedCheckpoint.sign(new Checkpoint(origin, of.size(), of.root()), stranger));
      assertThrows(
          MalformedNoteException.class, () -> new ShardProof(proof.superLog(), inner), origin);
      refused("shard-proof", withExtra(inner.bytes()), ENTRY);
    }
  }

  @Test
  void whatIsWithinMustBeAProofInItsOneForm() {
    String inner = proof.shard().toString();
    refused("shard-proof", withExtra(bytes(inner.substring(0, 60))), ENTRY);
    refused("shard-proof", withExtra(bytes(inner.replace("index 137", "index 0137"))), ENTRY);
    // a third level
    refused("shard-proof", withExtra(proof.bytes()), ENTRY);
    // extension lines would not be in the super-log's entry
    NoteSigner key = ShardWorld.shardKey(3);
    Checkpoint of = shard.checkpoint();
    SignedCheckpoint extended =
        SignedCheckpoint.sign(
            new Checkpoint(of.origin(), of.size(), of.root(), List.of("more")), key);
    refused(
        "shard-proof",
        withExtra(new TlogProof(proof.shard().inclusion(), extended).bytes()),
        ENTRY);
  }

  @Test
  void theSuperLogsSignatureAndQuorumAreAskedFor() throws Exception {
    NoteSigner stranger =
        NoteSigner.generate(Samples.ORIGIN, SignatureType.ED25519, new SecureRandom());
    LogProofVerifier strangers = new LogProofVerifier(LogPolicy.of(stranger.verifier()));
    RefusedException unknown =
        assertThrows(
            RefusedException.class, () -> strangers.verify(ENTRY, proof.bytes(), step -> {}));
    assertEquals("checkpoint-signature", unknown.step());
    assertEquals(Outcome.CANNOT_TELL, unknown.outcome());

    NoteSigner witness = NoteSigner.generate("w", SignatureType.COSIGNATURE_V1, new SecureRandom());
    LogProofVerifier strict =
        new LogProofVerifier(
            LogPolicy.of(world.key.verifier(), Quorum.of(1, List.of(witness.verifier()))));
    RefusedException alone =
        assertThrows(RefusedException.class, () -> strict.verify(ENTRY, proof.bytes(), step -> {}));
    assertEquals("quorum", alone.step());
    SignedCheckpoint outer = proof.superLog().checkpoint();
    SignedNote cosigned =
        outer.note().with(List.of(witness.cosign(outer.checkpoint().text(), Instant.EPOCH)));
    TlogProof whole =
        new TlogProof(
            proof.superLog().inclusion(),
            new SignedCheckpoint(outer.checkpoint(), cosigned),
            proof.shard().bytes());
    assertEquals(3, strict.verify(ENTRY, whole.bytes(), step -> {}).shard());
  }

  @Test
  void trustInAShardsOwnKeyIsNotNeededAndDoesNotHelp() {
    LogProofVerifier shardOnly =
        new LogProofVerifier(LogPolicy.of(ShardWorld.shardKey(3).verifier()));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> shardOnly.verify(ENTRY, proof.bytes(), step -> {}));
    assertEquals("checkpoint-signature", refused.step());
  }

  @Test
  void otherExtraDataIsStillOpaque() throws Exception {
    byte[] genesis = world.storage.readEntries(0, 1).get(0).bytes();
    TlogProof plain = world.log.view().proof(0);
    TlogProof noted =
        new TlogProof(plain.inclusion(), plain.checkpoint(), bytes("c2sp.org/tlog-proof@v2\n"));
    assertEquals(0, verifier.verify(genesis, noted.bytes(), step -> {}).shard());
  }

  @Test
  void aShardsEntryIsNotTakenForOneOfTheSuperLog() {
    refused("log-inclusion", proof.superLog(), ENTRY);
    byte[] ofSuperLog = proof.superLogEntry();
    refused("shard-inclusion", proof, ofSuperLog);
  }

  private ShardProof inner(long index, List<byte[]> path) {
    return ShardProof.of(proof.superLog(), new InclusionProof(index, 301, path), shard);
  }

  private TlogProof withExtra(byte[] extra) {
    return new TlogProof(proof.superLog().inclusion(), proof.superLog().checkpoint(), extra);
  }

  private void refused(String step, ShardProof changed, byte[] entry) {
    refused(step, changed.proof(), entry);
  }

  private void refused(String step, TlogProof changed, byte[] entry) {
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> verifier.verify(entry, changed.bytes(), passed -> {}));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(Outcome.INVALID, refused.outcome(), refused.getMessage());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
