package dev.vitrine.gateway.anchoring;

import dev.vitrine.gateway.ledgers.LedgerPin;
import dev.vitrine.ledger.anchor.Anchoring;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an anchor is called in addresses: {@code LEDGER-DIGEST}, the digest of its checkpoint in
 * lower-case hex.
 */
record AnchorName(String ledger, byte[] digest) {
  private static final Pattern FORM =
      Pattern.compile("(" + LedgerPin.NAME.pattern() + ")-([0-9a-f]{64})");

  static AnchorName of(Anchoring row) {
    return new AnchorName(row.ledger(), row.digest());
  }

  static Optional<AnchorName> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new AnchorName(matcher.group(1), HexFormat.of().parseHex(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return ledger + "-" + HexFormat.of().formatHex(digest);
  }
}
