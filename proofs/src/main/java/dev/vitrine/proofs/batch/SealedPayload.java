package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.record.ElementTree;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Salts;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A record's payload at rest: canonical values, list elements and the original, under AES-256-GCM.
 *
 * <p>The key comes from the record's seed and seals this one payload only, so the nonce is
 * constant; the record root is authenticated with it, so a payload can't be moved to another
 * record. Opening re-computes the commitment and refuses a payload that does not belong to the
 * root.
 */
public final class SealedPayload {
  private static final int VERSION = 1;
  private static final int TAG_BITS = 128;
  private static final int MAX_BYTES = 64 << 20;
  private static final byte[] NONCE = new byte[12];
  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SealedPayload::cipher);

  private SealedPayload() {}

  /** Seals {@code record}. The {@code leaves} elements are not stored: the original gives them. */
  static byte[] seal(TypedRecord record, RecordCommitment commitment, byte[] seed) {
    Schema schema = record.schema();
    int count = schema.slots().size();
    CborWriter out = new CborWriter().array(5).integer(VERSION).text(record.mediaType());
    out.array(count);
    Map<Integer, List<byte[]>> lists = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      byte[] value = commitment.value(i);
      if (value == null) {
        out.nil();
      } else {
        out.bytes(value);
      }
      List<byte[]> list = record.list(i);
      if (list != null && i != count - 1) {
        lists.put(i, list);
      }
    }
    out.map(lists.size());
    lists.forEach(
        (slot, elements) -> {
          out.integer(slot).array(elements.size());
          elements.forEach(out::bytes);
        });
    byte[] plain = out.bytes(record.document()).toBytes();
    try {
      return crypt(Cipher.ENCRYPT_MODE, seed, commitment.root(), plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not refuse to seal", e);
    }
  }

  /**
   * Opens a payload.
   *
   * @param schema the record's schema
   * @param root its record root, as the log's batch fixes it
   * @throws CorruptPayloadException if the bytes are not this record's payload
   */
  public static OpenedRecord open(Schema schema, byte[] root, byte[] seed, byte[] sealed)
      throws CorruptPayloadException {
    try {
      CborReader in = new CborReader(crypt(Cipher.DECRYPT_MODE, seed, root, sealed));
      in.arrayOf(5);
      if (in.unsigned(255) != VERSION) {
        throw new CorruptPayloadException("payload version is unknown");
      }
      String mediaType = in.text(256);
      int count = schema.slots().size();
      in.arrayOf(count);
      byte[] @Nullable [] values = new byte[count][];
      for (int i = 0; i < count; i++) {
        values[i] = in.nil() ? null : in.bytes(MAX_BYTES);
      }
      Map<Integer, List<byte[]>> lists = new TreeMap<>();
      int listCount = in.map(count);
      for (int i = 0; i < listCount; i++) {
        int slot = (int) in.unsigned(count - 1L);
        int size = in.array(ElementTree.MAX_ELEMENTS);
        List<byte[]> elements = new ArrayList<>();
        for (int j = 0; j < size; j++) {
          elements.add(in.bytes(MAX_BYTES));
        }
        lists.put(slot, elements);
      }
      byte[] document = in.bytes(MAX_BYTES);
      in.end();
      RecordCommitment commitment = RecordCommitment.of(schema, values, seed);
      if (!MessageDigest.isEqual(commitment.root(), root)) {
        throw new CorruptPayloadException("payload does not give its record root");
      }
      return new OpenedRecord(commitment, seed, mediaType, document, lists);
    } catch (CborException | GeneralSecurityException e) {
      throw new CorruptPayloadException(
          e instanceof AEADBadTagException ? "payload is not authentic" : "payload is malformed");
    }
  }

  private static byte[] crypt(int mode, byte[] seed, byte[] root, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = CIPHER.get();
    SecretKeySpec key = new SecretKeySpec(Salts.payloadKey(seed), "AES");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, NONCE));
    cipher.updateAAD(root);
    return cipher.doFinal(input);
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }
}
