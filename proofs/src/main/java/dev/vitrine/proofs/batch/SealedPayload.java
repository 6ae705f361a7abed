package dev.vitrine.proofs.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.record.ElementTree;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Salts;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.TypedRecord;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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
 * record. Opening re-computes the commitment, the lists' trees and the original's digest, and
 * refuses a payload that does not belong to the root.
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
      // as when the same key comes twice in a row: a constant nonce allows each key one payload
      throw new IllegalStateException("a batch key serves one batch only", e);
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
    if (sealed.length < TAG_BITS / Byte.SIZE) {
      throw new CorruptPayloadException("payload is too short");
    }
    try {
      CborReader in = new CborReader(crypt(Cipher.DECRYPT_MODE, seed, root, sealed));
      in.arrayOf(5);
      if (in.unsigned(255) != VERSION) {
        throw new CorruptPayloadException("payload version is unknown");
      }
      String mediaType = in.text(TypedRecord.MAX_MEDIA_TYPE);
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
        if (lists.put(slot, elements) != null) {
          throw new CorruptPayloadException("payload has a list twice");
        }
      }
      byte[] document = in.bytes(MAX_BYTES);
      in.end();
      RecordCommitment commitment = RecordCommitment.of(schema, values, seed);
      if (!MessageDigest.isEqual(commitment.root(), root)) {
        throw new CorruptPayloadException("payload does not give its record root");
      }
      for (var list : lists.entrySet()) {
        checkList(commitment, seed, list.getKey(), list.getValue());
      }
      byte[] digest = HexFormat.of().formatHex(Sha256.of(document)).getBytes(US_ASCII);
      if (!Arrays.equals(digest, commitment.value(schema.indexOf(Schema.DOCUMENT)))) {
        throw new CorruptPayloadException("original is not the committed one");
      }
      return new OpenedRecord(commitment, seed, mediaType, document, lists);
    } catch (CborException | GeneralSecurityException e) {
      throw new CorruptPayloadException(
          e instanceof AEADBadTagException ? "payload is not authentic" : "payload is malformed");
    }
  }

  private static void checkList(
      RecordCommitment commitment, byte[] seed, int slot, List<byte[]> elements)
      throws CorruptPayloadException {
    if (commitment.schema().slots().get(slot).kind() != SlotKind.ROOT
        || elements.isEmpty()
        || !Arrays.equals(ElementTree.of(seed, slot, elements).root(), commitment.value(slot))) {
      throw new CorruptPayloadException("list does not give its root");
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
