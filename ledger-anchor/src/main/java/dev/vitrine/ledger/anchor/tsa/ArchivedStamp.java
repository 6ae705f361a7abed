package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.tsp.ArchiveTimeStamp;
import org.bouncycastle.asn1.tsp.PartialHashtree;

/**
 * One time-stamp of an evidence record, with the reduced hash tree that leads from what it covers
 * to what it stamps (RFC 4998 section 4).
 *
 * @param hash of the tree and of the stamp
 * @param tree lists of hashes, the first with what is covered; empty if that is stamped itself
 * @param stamp the time-stamp
 * @param asn1 all of it, spelled as it was read: later time-stamps cover the spelling
 */
record ArchivedStamp(
    TimeStampHash hash, List<List<byte[]>> tree, TimeStamp stamp, ASN1Primitive asn1) {
  private static final int MAX_LISTS = 64;
  private static final int MAX_HASHES = 1024;

  /** A new one. */
  static ArchivedStamp of(TimeStampHash hash, List<List<byte[]>> tree, TimeStamp stamp) {
    PartialHashtree[] lists =
        tree.stream()
            .map(list -> new PartialHashtree(list.toArray(byte[][]::new)))
            .toArray(PartialHashtree[]::new);
    ArchiveTimeStamp archived =
        lists.length == 0
            ? new ArchiveTimeStamp(stamp.content())
            : new ArchiveTimeStamp(hash.algorithm(), lists, stamp.content());
    return new ArchivedStamp(hash, tree, stamp, archived.toASN1Primitive());
  }

  /** Reads one. */
  static ArchivedStamp of(ASN1Primitive asn1) throws RefusedException {
    ArchiveTimeStamp archived = ArchiveTimeStamp.getInstance(asn1);
    String step = EvidenceRecord.FORMAT;
    TimeStamp stamp = TimeStamp.of(archived.getTimeStamp());
    TimeStampHash hash =
        stamp.hash().orElseThrow(() -> RefusedException.invalid(step, "a hash not accepted"));
    // without an algorithm of its own the tree has the time-stamp's; another would not fit the root
    if (TimeStampHash.of(archived.getDigestAlgorithmIdentifier()).filter(hash::equals).isEmpty()) {
      throw RefusedException.invalid(step, "the tree's hash is not the time-stamp's");
    }
    PartialHashtree[] lists = archived.getReducedHashTree();
    if (lists == null) {
      return new ArchivedStamp(hash, List.of(), stamp, asn1);
    }
    int length = hash.of().length;
    if (lists.length == 0 || lists.length > MAX_LISTS) {
      throw RefusedException.invalid(step, lists.length + " lists; 1 to " + MAX_LISTS);
    }
    for (PartialHashtree list : lists) {
      byte[][] hashes = list.getValues();
      if (hashes.length == 0
          || hashes.length > MAX_HASHES
          || Arrays.stream(hashes).anyMatch(each -> each.length != length)) {
        throw RefusedException.invalid(step, "a list that is not of hashes by " + hash);
      }
    }
    List<List<byte[]>> tree = Arrays.stream(lists).map(list -> List.of(list.getValues())).toList();
    return new ArchivedStamp(hash, tree, stamp, asn1);
  }

  /** Whether the first list has this hash, or there is no list. */
  boolean covers(byte[] leaf) {
    return tree.isEmpty() || tree.get(0).stream().anyMatch(each -> Arrays.equals(each, leaf));
  }

  /** The hash that must be stamped if it covers this one. */
  byte[] root(byte[] leaf) {
    return HashTree.root(hash, leaf, tree);
  }

  /** What the next time-stamp of the chain covers: this one, as it is spelled. */
  byte[] spelled() {
    try {
      return ArchiveTimeStamp.getInstance(asn1).getTimeStamp().getEncoded(ASN1Encoding.DL);
    } catch (IOException e) {
      throw new IllegalStateException("a parsed time-stamp can be encoded", e);
    }
  }

  /** The same with another form of its time-stamp. */
  ArchivedStamp with(TimeStamp other) {
    ArchiveTimeStamp now = ArchiveTimeStamp.getInstance(asn1);
    ArchiveTimeStamp then =
        new ArchiveTimeStamp(now.getDigestAlgorithm(), now.getReducedHashTree(), other.content());
    return new ArchivedStamp(hash, tree, other, then.toASN1Primitive());
  }
}
