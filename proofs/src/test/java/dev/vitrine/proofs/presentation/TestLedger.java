package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.verdict.AnchorVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A small ledger with a real signature: evidence is {@code block ‖ sign(block ‖ SHA-256(root))}.
 * What real ledgers speak is in another module.
 */
final class TestLedger {
  static final String MEDIA_TYPE = "application/x-test-ledger";
  private static final int BLOCK = Long.BYTES;

  final String name;
  private final Ed25519PrivateKeyParameters key;

  TestLedger(String name, int keyByte) {
    this.name = name;
    byte[] secret = new byte[32];
    secret[0] = (byte) keyByte;
    this.key = new Ed25519PrivateKeyParameters(secret, 0);
  }

  /** The proof that what {@code logProof} proves was in the ledger by {@code block}. */
  LedgerProof anchor(byte[] logProof, byte[] root, long block) {
    byte[] message = message(block, root);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    byte[] evidence =
        ByteBuffer.allocate(BLOCK + 64).putLong(block).put(signer.generateSignature()).array();
    return new LedgerProof(name, logProof, MEDIA_TYPE, evidence);
  }

  private static byte[] message(long block, byte[] root) {
    return ByteBuffer.allocate(BLOCK + 32).putLong(block).put(Sha256.of(root)).array();
  }

  /** Checks evidence of these ledgers: the step {@code ledger-signature}. */
  static AnchorVerifier verifier(TestLedger... ledgers) {
    return (name, proof, mediaType, evidence, passed) -> {
      TestLedger ledger =
          List.of(ledgers).stream()
              .filter(known -> known.name.equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      RefusedException.cannotTell(
                          AnchorVerifier.ANCHOR_LEDGER, "the ledger is not trusted"));
      if (!mediaType.equals(MEDIA_TYPE) || evidence.length != BLOCK + 64) {
        throw RefusedException.invalid("evidence", "not of this ledger");
      }
      long block = ByteBuffer.wrap(evidence).getLong();
      byte[] message = message(block, TestLog.root(proof));
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(false, ledger.key.generatePublicKey());
      signer.update(message, 0, message.length);
      if (!signer.verifySignature(Arrays.copyOfRange(evidence, BLOCK, evidence.length))) {
        throw RefusedException.invalid("ledger-signature", "the ledger has not signed it");
      }
      passed.accept(new Step("ledger-signature", "of block " + block));
      return new AnchorVerifier.Anchored("block " + block);
    };
  }
}
