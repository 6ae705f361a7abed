package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Time-stamps that renew one another (RFC 4998): within a chain each stamps the one before it;
 * where the hash function changes a new chain begins, which stamps the data and all chains before.
 * Well-formed, not verified: {@link EvidenceRecordVerifier} does that. Immutable.
 */
public final class EvidenceRecord {
  /** The media type; there is no registered one. */
  public static final String MEDIA_TYPE = "application/vnd.vitrine.evidence-record";

  /** The longest record that is read. */
  public static final int MAX_BYTES = 1 << 20;

  /** The most time-stamps that a record may have. */
  public static final int MAX_STAMPS = 64;

  /** The step: it is a record in the form of RFC 4998. */
  public static final String FORMAT = "ers-format";

  private final List<List<ArchivedStamp>> chains;

  private EvidenceRecord(List<List<ArchivedStamp>> chains) {
    this.chains = chains.stream().map(List::copyOf).toList();
  }

  /** A record of one time-stamp that stamps its data itself. */
  static EvidenceRecord first(TimeStampHash hash, TimeStamp stamp) {
    return new EvidenceRecord(List.of(List.of(ArchivedStamp.of(hash, List.of(), stamp))));
  }

  /**
   * Reads a record.
   *
   * @throws RefusedException at {@value #FORMAT}, or {@code tsa-format} for a time-stamp in it
   */
  public static EvidenceRecord parse(byte[] bytes) throws RefusedException {
    ASN1Primitive parsed = Asn1Shape.parse(bytes, MAX_BYTES, FORMAT);
    try {
      return of(ASN1Sequence.getInstance(parsed));
    } catch (RuntimeException e) {
      throw RefusedException.invalid(FORMAT, "not an evidence record of RFC 4998");
    }
  }

  private static EvidenceRecord of(ASN1Sequence record) throws RefusedException {
    for (ASN1Encodable part : record) {
      if (part instanceof ASN1TaggedObject) {
        throw RefusedException.cannotTell(FORMAT, "crypto infos or encryption are not supported");
      }
    }
    if (record.size() != 3 || !ASN1Integer.getInstance(record.getObjectAt(0)).hasValue(1)) {
      throw RefusedException.invalid(FORMAT, "not version 1");
    }
    List<AlgorithmIdentifier> listed = new ArrayList<>();
    for (ASN1Encodable each : ASN1Sequence.getInstance(record.getObjectAt(1))) {
      listed.add(AlgorithmIdentifier.getInstance(each));
    }
    List<List<ArchivedStamp>> chains = new ArrayList<>();
    int stamps = 0;
    for (ASN1Encodable chain : ASN1Sequence.getInstance(record.getObjectAt(2))) {
      List<ArchivedStamp> read = new ArrayList<>();
      for (ASN1Encodable archived : ASN1Sequence.getInstance(chain)) {
        if (++stamps > MAX_STAMPS) {
          throw RefusedException.invalid(FORMAT, "more than " + MAX_STAMPS + " time-stamps");
        }
        read.add(ArchivedStamp.of(archived.toASN1Primitive()));
      }
      chains.add(read);
    }
    if (chains.isEmpty() || chains.stream().anyMatch(List::isEmpty)) {
      throw RefusedException.invalid(FORMAT, "a record or chain without a time-stamp");
    }
    EvidenceRecord result = new EvidenceRecord(chains);
    result.requireListed(listed);
    return result;
  }

  /** One hash function a chain, and each of them among the record's. */
  private void requireListed(List<AlgorithmIdentifier> listed) throws RefusedException {
    for (List<ArchivedStamp> chain : chains) {
      TimeStampHash hash = chain.get(0).hash();
      if (chain.stream().anyMatch(stamp -> stamp.hash() != hash)) {
        throw RefusedException.invalid(FORMAT, "two hash functions in one chain");
      }
      if (listed.stream()
          .noneMatch(each -> TimeStampHash.of(each).filter(hash::equals).isPresent())) {
        throw RefusedException.invalid(FORMAT, hash + " is not among the record's algorithms");
      }
    }
  }

  /** The chains, oldest first; each of at least one time-stamp, oldest first. */
  List<List<ArchivedStamp>> chains() {
    return chains;
  }

  /** The hash function of the last chain. */
  public TimeStampHash hash() {
    return last().hash();
  }

  /** The hash function of a chain. */
  TimeStampHash hash(int chain) {
    return chains.get(chain).get(0).hash();
  }

  /** The number of time-stamps. */
  public int size() {
    return chains.stream().mapToInt(List::size).sum();
  }

  /** The record; in DER, if its time-stamps are. */
  public byte[] bytes() {
    AlgorithmIdentifier[] hashes =
        chains.stream()
            .map(chain -> chain.get(0).hash())
            .distinct()
            .map(TimeStampHash::algorithm)
            .toArray(AlgorithmIdentifier[]::new);
    return encoded(
        new DLSequence(
            new ASN1Encodable[] {new ASN1Integer(1), new DERSequence(hashes), sequence(chains)}));
  }

  /** What the next time-stamp by this hash function must cover (section 5.2). */
  byte[] renewalLeaf(TimeStampHash next, byte[] data) {
    return next == hash() ? next.of(last().spelled()) : chainLeaf(next, data, chains.size());
  }

  /** The same record with one time-stamp more, which covers {@link #renewalLeaf}. */
  EvidenceRecord renewed(ArchivedStamp next) {
    List<List<ArchivedStamp>> more = new ArrayList<>(chains);
    if (next.hash() == hash()) {
      List<ArchivedStamp> chain = new ArrayList<>(more.remove(more.size() - 1));
      chain.add(next);
      more.add(chain);
    } else {
      more.add(List.of(next));
    }
    return new EvidenceRecord(more);
  }

  /** What the first time-stamp of a chain covers: the data, and all chains before it. */
  byte[] chainLeaf(TimeStampHash hash, byte[] data, int chain) {
    return chain == 0
        ? hash.of(data)
        : hash.of(hash.of(data), hash.of(encoded(sequence(chains.subList(0, chain)))));
  }

  /** The same record with its time-stamps, in order, in another form. */
  EvidenceRecord with(List<TimeStamp> stamps) {
    List<List<ArchivedStamp>> same = new ArrayList<>();
    int at = 0;
    for (List<ArchivedStamp> chain : chains) {
      List<ArchivedStamp> copied = new ArrayList<>();
      for (ArchivedStamp archived : chain) {
        copied.add(archived.with(stamps.get(at++)));
      }
      same.add(copied);
    }
    return new EvidenceRecord(same);
  }

  private ArchivedStamp last() {
    List<ArchivedStamp> chain = chains.get(chains.size() - 1);
    return chain.get(chain.size() - 1);
  }

  /** Chains as they are spelled: a re-encoding would not be what was time-stamped. */
  private static ASN1Sequence sequence(List<List<ArchivedStamp>> chains) {
    return new DLSequence(
        chains.stream()
            .map(
                chain ->
                    new DLSequence(
                        chain.stream().map(ArchivedStamp::asn1).toArray(ASN1Encodable[]::new)))
            .toArray(ASN1Encodable[]::new));
  }

  private static byte[] encoded(ASN1Sequence sequence) {
    try {
      return sequence.getEncoded(ASN1Encoding.DL);
    } catch (IOException e) {
      throw new IllegalStateException("a parsed sequence can be encoded", e);
    }
  }

  /** For people: how many time-stamps in how many chains. */
  @Override
  public String toString() {
    return size() + " time-stamps in " + chains.size() + " chains, the last by " + hash();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvidenceRecord that && Arrays.equals(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }
}
