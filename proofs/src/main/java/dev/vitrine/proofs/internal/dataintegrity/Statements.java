package dev.vitrine.proofs.internal.dataintegrity;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A document's statements as bbs-2023 signs them: the mandatory ones hashed into the header, each
 * of the others a message of its own.
 *
 * @param mandatory canonical N-Quads, in order
 * @param others the others, in order
 */
record Statements(List<String> mandatory, List<String> others) {

  /** Splits lines by the positions of the mandatory ones. */
  static Statements split(List<String> lines, List<Integer> mandatoryPositions) {
    Set<Integer> positions = new HashSet<>(mandatoryPositions);
    List<String> mandatory = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      (positions.contains(i) ? mandatory : others).add(lines.get(i));
    }
    return new Statements(mandatory, others);
  }

  /** The BBS header: SHA-256 of the proof's options, and of the mandatory statements. */
  byte[] header(List<String> proofOptions) {
    byte[] header = new byte[2 * Sha256.LENGTH];
    System.arraycopy(hash(proofOptions), 0, header, 0, Sha256.LENGTH);
    System.arraycopy(hash(mandatory), 0, header, Sha256.LENGTH, Sha256.LENGTH);
    return header;
  }

  /** The BBS messages. */
  List<Scalar> messages(Bbs bbs) {
    return bbs.messagesToScalars(
        others.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList());
  }

  static byte[] hash(List<String> lines) {
    return Sha256.of(String.join("", lines).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Labels for blank nodes that tell nothing of what is hidden (§3.2.1
   * createShuffledIdLabelMapFunction): numbered in the order of a keyed hash of their own.
   */
  static Map<String, String> shuffled(byte[] hmacKey, Set<String> canonicalLabels) {
    Map<String, String> keyed = new HashMap<>();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(hmacKey, "HmacSHA256"));
      for (String label : canonicalLabels) {
        byte[] digest = mac.doFinal(label.getBytes(StandardCharsets.US_ASCII));
        keyed.put(label, Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
      }
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
    Map<String, String> labels = new HashMap<>();
    keyed.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .forEach(entry -> labels.put(entry.getKey(), "b" + labels.size()));
    return labels;
  }
}
