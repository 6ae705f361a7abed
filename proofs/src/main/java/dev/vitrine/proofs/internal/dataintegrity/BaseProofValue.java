package dev.vitrine.proofs.internal.dataintegrity;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.dataintegrity.ProofException.Part;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an issuer's proof carries to the holder (§3.3.1). Whoever has it can show every part of the
 * credential and be recognized by the signature: it goes to the holder alone.
 *
 * @param signature 80 bytes
 * @param header 64 bytes: the hashes of the proof's options and of the mandatory statements
 * @param publicKey 96 bytes
 * @param hmacKey 32 bytes, which shuffle the blank nodes' labels
 * @param mandatoryPointers JSON Pointers to what every derived proof shows
 */
record BaseProofValue(
    byte[] signature,
    byte[] header,
    byte[] publicKey,
    byte[] hmacKey,
    List<String> mandatoryPointers) {
  static final int HMAC_KEY_LENGTH = 32;
  static final int HEADER_LENGTH = 64;
  static final int MAX_POINTERS = 256;
  private static final int MAX_POINTER = 1024;
  private static final byte[] PREFIX = {(byte) 0xd9, 0x5d, 0x02};

  String encode() {
    CborWriter out = new CborWriter();
    out.array(5).bytes(signature).bytes(header).bytes(publicKey).bytes(hmacKey);
    out.array(mandatoryPointers.size());
    mandatoryPointers.forEach(out::text);
    return Multibase.base64url(prefixed(PREFIX, out.toBytes()));
  }

  static BaseProofValue parse(String proofValue) throws ProofException {
    try {
      CborReader in = new CborReader(unprefixed(PREFIX, Multibase.readBase64url(proofValue)));
      in.arrayOf(5);
      byte[] signature = in.exactly(BbsSignature.BYTES);
      byte[] header = in.exactly(HEADER_LENGTH);
      byte[] publicKey = in.exactly(BbsPublicKey.BYTES);
      byte[] hmacKey = in.exactly(HMAC_KEY_LENGTH);
      int count = in.array(MAX_POINTERS);
      List<String> pointers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        pointers.add(in.text(MAX_POINTER));
      }
      in.end();
      return new BaseProofValue(signature, header, publicKey, hmacKey, List.copyOf(pointers));
    } catch (CborException e) {
      throw new ProofException(Part.PROOF_VALUE, "base proof: " + e.reason());
    }
  }

  static byte[] prefixed(byte[] prefix, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(prefix.length + body.length);
    out.writeBytes(prefix);
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** The body, if the prefix is this one; the other features of bbs-2023 are told apart. */
  static byte[] unprefixed(byte[] prefix, byte[] value) throws ProofException {
    if (value.length < 3 || value[0] != prefix[0] || value[1] != prefix[1]) {
      throw new ProofException(Part.PROOF_VALUE, "not a bbs-2023 proof");
    }
    if (value[2] != prefix[2]) {
      boolean feature = value[2] > 3 && value[2] < 10;
      throw new ProofException(
          feature ? Part.UNSUPPORTED : Part.PROOF_VALUE,
          feature ? "a feature of bbs-2023 that is not supported" : "another kind of proof");
    }
    return Arrays.copyOfRange(value, 3, value.length);
  }

  @Override
  public String toString() {
    return "BaseProofValue[" + mandatoryPointers.size() + " mandatory]";
  }
}
