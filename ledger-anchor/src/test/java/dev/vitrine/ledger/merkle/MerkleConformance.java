package dev.vitrine.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.ledger.SharedVectors;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Published cases of transparency-dev/merkle, those that must pass and those that must not. */
class MerkleConformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void inclusion() throws IOException {
    int refused =
        run(
            "merkle/inclusion",
            c ->
                new InclusionProof(c.get("leafIdx").asLong(), c.get("treeSize").asLong(), path(c))
                    .verify(hash(c, "leafHash"), hash(c, "root")));
    assertTrue(refused > 50, "negative cases among them: " + refused);
  }

  @Test
  void consistency() throws IOException {
    int refused =
        run(
            "merkle/consistency",
            c ->
                new ConsistencyProof(c.get("size1").asLong(), c.get("size2").asLong(), path(c))
                    .verify(hash(c, "root1"), hash(c, "root2")));
    assertTrue(refused > 50, "negative cases among them: " + refused);
  }

  @Test
  void subtreeInclusion() throws IOException {
    int refused =
        run(
            "merkle/subtreeinclusion",
            c ->
                new SubtreeInclusionProof(number(c, "leafIdx"), number(c, "start"), end(c), path(c))
                    .verify(hash(c, "leafHash"), hash(c, "root")));
    assertTrue(refused > 100, "negative cases among them: " + refused);
  }

  @Test
  void subtreeConsistency() throws IOException {
    int refused =
        run(
            "merkle/subtreeconsistency",
            c ->
                new SubtreeConsistencyProof(number(c, "start"), end(c), number(c, "size"), path(c))
                    .verify(hash(c, "root1"), hash(c, "root2")));
    assertTrue(refused > 90, "negative cases among them: " + refused);
  }

  @Test
  void referenceTree() throws IOException {
    Path file = SharedVectors.at("rfc6962-reference/reference-tree.json");
    JsonNode tree = JSON.readTree(file.toFile());
    CompactRange range = new CompactRange();
    assertArrayEquals(hex(tree.get("roots").get(0)), range.root());
    List<byte[]> leaves = new ArrayList<>();
    for (JsonNode input : tree.get("leafInputs")) {
      byte[] leaf = MerkleHash.leaf(hex(input));
      assertArrayEquals(hex(tree.get("leafHashes").get(leaves.size())), leaf);
      leaves.add(leaf);
      range.append(leaf);
      assertArrayEquals(hex(tree.get("roots").get(leaves.size())), range.root());
    }
    // complete subtrees, level by level
    int at = 0;
    for (int level = 0; level <= 3; level++) {
      for (int i = 0; i < leaves.size() >> level; i++) {
        List<byte[]> under = leaves.subList(i << level, (i + 1) << level);
        assertArrayEquals(
            hex(tree.get("nodeHashesFlattened").get(at++)),
            TreeProofs.root(under.size(), NaiveTree.nodes(under)));
      }
    }
    assertEquals(tree.get("nodeHashesFlattened").size(), at);
  }

  private static int run(String folder, Predicate<JsonNode> verify) throws IOException {
    int refused = 0;
    for (Path file : SharedVectors.files(folder)) {
      JsonNode c = JSON.readTree(file.toFile());
      boolean wantError = c.get("wantErr").asBoolean();
      assertEquals(!wantError, verify.test(c), file + ": " + c.get("desc").asText());
      refused += wantError ? 1 : 0;
    }
    return refused;
  }

  private static long number(JsonNode c, String field) {
    return c.get(field).longValue();
  }

  /**
   * One case has an end beyond 2^63; no Java value stands for it, a negative one is refused too.
   */
  private static long end(JsonNode c) {
    return number(c, "end");
  }

  private static List<byte[]> path(JsonNode c) {
    List<byte[]> path = new ArrayList<>();
    for (JsonNode hash : c.get("proof")) {
      path.add(Base64.getDecoder().decode(hash.asText()));
    }
    return path;
  }

  private static byte[] hash(JsonNode c, String field) {
    return Base64.getDecoder().decode(c.get(field).asText());
  }

  private static byte[] hex(JsonNode text) {
    return HexFormat.of().parseHex(text.asText());
  }
}
