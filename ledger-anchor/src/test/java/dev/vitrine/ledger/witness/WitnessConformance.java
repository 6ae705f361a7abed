package dev.vitrine.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.ledger.SharedVectors;
import dev.vitrine.ledger.checkpoint.Cosignature;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.NodeSource;
import dev.vitrine.ledger.merkle.SubtreeProofs;
import dev.vitrine.ledger.merkle.TreeProofs;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What others' logs, witnesses and policies look like: Sigsum, Sunlight, Rekor v2, C2SP's text. */
class WitnessConformance {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUNLIGHT = "sunlight/cmd/skylight/testdata/";
  private static final String REKOR = "log2025-alpha1.rekor.sigstage.dev";

  @Test
  void theExampleRequestAndAnswerOfTheSpecificationAreReadToTheLetter() {
    String[] examples = text("c2sp/tlog-witness.examples.txt").split("\n=====\n", -1);
    byte[] request = lines(examples[1]);
    AddCheckpoint read = AddCheckpoint.parse(request);
    assertEquals(20852014, read.oldSize());
    assertEquals(4, read.path().size());
    assertEquals(2, read.checkpoint().note().signatures().size());
    assertArrayEquals(request, read.bytes());
    List<NoteSignature> answer = WitnessAnswer.lines(lines(examples[2]));
    assertEquals(
        List.of("witness.example/w1", "witness.example/w1", "witness.example/w2"),
        answer.stream().map(NoteSignature::keyName).toList());
  }

  @Test
  void theExamplePolicyIsReadWithKeysInIt() {
    String example = text("c2sp/tlog-policy.examples.txt").split("\n=====\n", -1)[0];
    Matcher elided = Pattern.compile("(log|witness \\S+) <vkey>").matcher(example);
    String policy =
        elided.replaceAll(
            line ->
                line.group(1)
                    + " "
                    + (line.group(1).equals("log")
                            ? WitnessedLog.logKey("example.com/log")
                            : WitnessedLog.quantumKey("w"))
                        .verifier());
    LogPolicy read = PolicyText.parse(policy);
    assertEquals(6, read.witnesses().size());
    Quorum.Group both = (Quorum.Group) read.quorum();
    assertEquals(2, both.threshold());
    assertEquals(2, ((Quorum.Group) both.of().get(0)).threshold());
    assertEquals(1, ((Quorum.Group) both.of().get(1)).threshold());
  }

  /** Sigsum writes bare keys where C2SP has vkeys, and is otherwise the same language. */
  @Test
  void sigsumsPoliciesAreReadOnceTheirKeysAreVkeys() {
    int read = 0;
    for (Path file : SharedVectors.files("sigsum-policy")) {
      if (file.toString().endsWith(".builtin-policy")) {
        String text = new String(SharedVectors.bytes(file), StandardCharsets.UTF_8);
        assertThrows(PolicyException.class, () -> PolicyText.parse(text), "bare keys are no vkeys");
        Matcher keys = Pattern.compile("(?m)^(log|witness +(\\S+)) +([0-9a-f]{64})").matcher(text);
        String converted =
            keys.replaceAll(
                line ->
                    line.group(2) == null
                        ? "log " + key("sigsum.org/log", SignatureType.ED25519, line.group(3))
                        : line.group(1)
                            + " "
                            + key(line.group(2), SignatureType.COSIGNATURE_V1, line.group(3)));
        LogPolicy policy = PolicyText.parse(converted);
        assertEquals(
            text.lines().filter(line -> line.startsWith("witness ")).count(),
            policy.witnesses().size());
        assertTrue(policy.quorum() instanceof Quorum.Group);
        read++;
      }
    }
    assertEquals(4, read);
  }

  @Test
  void sunlightsWitnessesCosignedWhatTheyServe() throws IOException {
    for (String witness : List.of("witness", "witness2")) {
      JsonNode about =
          JSON.readTree(SharedVectors.at(SUNLIGHT + witness + "/witness.v0.json").toFile());
      NoteVerifier key = NoteVerifier.parse(about.get("verifier_keys").get(0).asText());
      assertEquals(SignatureType.COSIGNATURE_V1, key.type());
      int served = 0;
      for (Path file : SharedVectors.files(SUNLIGHT + witness)) {
        String path = file.toString().replace('\\', '/');
        Matcher ofALog = Pattern.compile("/witness2?/([0-9a-f]{64})/checkpoint$").matcher(path);
        if (ofALog.find()) {
          SignedCheckpoint signed = SignedCheckpoint.parse(SharedVectors.bytes(file));
          byte[] origin = signed.checkpoint().origin().getBytes(StandardCharsets.UTF_8);
          // the folder's name is what our own witnesses serve under, too
          assertEquals(ofALog.group(1), HexFormat.of().formatHex(Sha256.of(origin)));
          assertTrue(signed.note().verifiedBy(key));
          served++;
        }
      }
      assertEquals(1, served);
    }
    assertThrows(
        MalformedNoteException.class,
        () ->
            SignedCheckpoint.parse(
                SharedVectors.bytes(SharedVectors.at(SUNLIGHT + "witness/checkpoint"))));
  }

  @Test
  void sunlightsMirrorCosignedTheTreeOfItsTiles() throws IOException {
    String mirror = SUNLIGHT + "witness/mirror/";
    JsonNode about = JSON.readTree(SharedVectors.at(mirror + "mirror.v0.json").toFile());
    NoteVerifier key = NoteVerifier.parse(about.get("verifier_keys").get(0).asText());
    String log = mirror + "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706/";
    SignedCheckpoint signed =
        SignedCheckpoint.parse(SharedVectors.bytes(SharedVectors.at(log + "checkpoint")));
    assertTrue(signed.note().verifiedBy(key));
    // the tiles of the log itself are placeholders; the mirror's are real
    HashTile full = tile(log + "tile/0/000");
    HashTile rest = tile(log + "tile/0/001.p/44");
    byte[] root = TreeProofs.root(300, nodes(List.of(full, rest)));
    assertArrayEquals(signed.checkpoint().root(), root);
  }

  @Test
  void sunlightsNavigliTilesGrowConsistently() {
    String tiles = "sunlight/testdata/navigli2025h2/tile/0/";
    List<HashTile> full =
        List.of(tile(tiles + "000"), tile(tiles + "001"), tile(tiles + "002"), tile(tiles + "003"));
    HashTile partial = tile(tiles + "003.p/10");
    assertEquals(full.get(3).prefix(10), partial);
    // the leaves alone: hashes above a tile are made from those of the tiles
    NodeSource nodes = nodes(full);
    byte[] small = TreeProofs.root(778, nodes);
    byte[] large = TreeProofs.root(1024, nodes);
    assertTrue(TreeProofs.consistency(778, 1024, nodes).verify(small, large));
    assertTrue(
        SubtreeProofs.consistency(512, 778, 1024, nodes)
            .verify(SubtreeProofs.hash(512, 778, nodes), large));
  }

  @Test
  void rekorsCheckpointsAreSignedByTheirLogWhateverElseSignsThem() throws IOException {
    NoteVerifier log = rekorKey();
    for (String name :
        List.of(
            "rekor2-happy-path",
            "rekor2-checkpoint-cosigned",
            "rekor2-checkpoint-multiple-cosigs",
            "rekor2-checkpoint-origin-not-first",
            "rekor2-checkpoint-two-sigs-cosigned",
            "rekor2-checkpoint-two-sigs-from-origin")) {
      SignedCheckpoint signed = SignedCheckpoint.parse(envelope(name));
      assertTrue(signed.note().verifiedBy(log), name);
      assertEquals(List.of(log), LogPolicy.of(log).logsOf(signed.checkpoint().origin()), name);
      signed.note().signatures().stream()
          .filter(line -> line.keyName().startsWith("witness.example"))
          .forEach(line -> assertTrue(Cosignature.of(line).timestamp() > 1_700_000_000));
    }
    for (String name :
        List.of(
            "rekor2-checkpoint-missing-log-signature_fail",
            "rekor2-checkpoint-missing-origin_fail",
            "rekor2-checkpoint-missing-root-hash_fail",
            "rekor2-checkpoint-missing-size_fail")) {
      byte[] envelope = envelope(name);
      assertThrows(MalformedNoteException.class, () -> SignedCheckpoint.parse(envelope), name);
    }
    SignedCheckpoint elsewhere =
        SignedCheckpoint.parse(envelope("rekor2-checkpoint-no-matching-signature_fail"));
    assertFalse(elsewhere.note().verifiedBy(log));
    assertEquals(List.of(), LogPolicy.of(log).logsOf(elsewhere.checkpoint().origin()));
  }

  private static NoteVerifier rekorKey() throws IOException {
    Path root = SharedVectors.at("sigstore-rekor2/rekor2-checkpoint-cosigned/trusted_root.json");
    for (JsonNode log : JSON.readTree(root.toFile()).get("tlogs")) {
      if (log.get("baseUrl").asText().endsWith("//" + REKOR)) {
        byte[] der = Base64.getDecoder().decode(log.get("publicKey").get("rawBytes").asText());
        return NoteVerifier.of(
            REKOR, SignatureType.ED25519, Arrays.copyOfRange(der, der.length - 32, der.length));
      }
    }
    throw new IOException("no such log in " + root);
  }

  private static byte[] envelope(String name) throws IOException {
    Path bundle = SharedVectors.at("sigstore-rekor2/" + name + "/bundle.sigstore.json");
    return JSON.readTree(bundle.toFile())
        .at("/verificationMaterial/tlogEntries/0/inclusionProof/checkpoint/envelope")
        .asText()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String key(String name, SignatureType type, String hex) {
    return NoteVerifier.of(name, type, HexFormat.of().parseHex(hex)).toString();
  }

  private static NodeSource nodes(List<HashTile> tiles) {
    return (level, index) -> {
      if (level > TileId.HEIGHT) {
        NodeSource below = nodes(tiles);
        return MerkleHash.node(
            below.node(level - 1, 2 * index), below.node(level - 1, 2 * index + 1));
      }
      int perTile = TileId.WIDTH >> level;
      return tiles.get((int) (index / perTile)).subtree(level, (int) (index % perTile));
    };
  }

  private static HashTile tile(String path) {
    return HashTile.of(SharedVectors.bytes(SharedVectors.at(path)));
  }

  private static String text(String path) {
    return new String(SharedVectors.bytes(SharedVectors.at(path)), StandardCharsets.UTF_8);
  }

  private static byte[] lines(String example) {
    return (example.strip() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
