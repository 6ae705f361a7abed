package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorId;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a submission is called: by what is anchored. No transaction is named, since the one that
 * gets into a block may be a later one, with a higher fee, or somebody else's.
 *
 * @param origin SHA-256 of the log's origin line; not copied
 * @param size the number of leaves
 * @param root the tree's root; not copied
 */
record EvmAnchorId(byte[] origin, long size, byte[] root) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{64}):(0|[1-9][0-9]{0,17}):([0-9a-f]{64})");

  static EvmAnchorId of(Checkpoint checkpoint) {
    return new EvmAnchorId(origin(checkpoint.origin()), checkpoint.size(), checkpoint.root());
  }

  /** What the contract calls a log. */
  static byte[] origin(String line) {
    return Sha256.of(line.getBytes(StandardCharsets.UTF_8));
  }

  static EvmAnchorId parse(AnchorId id) {
    Matcher parts = FORM.matcher(id.text());
    if (!parts.matches()) {
      throw new AnchorException(
          AnchorException.Kind.UNKNOWN_ID, "not an id of an EVM anchor: " + id.text());
    }
    HexFormat hex = HexFormat.of();
    return new EvmAnchorId(
        hex.parseHex(parts.group(1)), Long.parseLong(parts.group(2)), hex.parseHex(parts.group(3)));
  }

  AnchorId id() {
    HexFormat hex = HexFormat.of();
    return new AnchorId(hex.formatHex(origin) + ":" + size + ":" + hex.formatHex(root));
  }

  boolean isFor(AnchoredEvent event) {
    return size == event.size()
        && Arrays.equals(origin, event.origin())
        && Arrays.equals(root, event.root());
  }
}
