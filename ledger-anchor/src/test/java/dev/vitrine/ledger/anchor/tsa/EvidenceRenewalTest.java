package dev.vitrine.ledger.anchor.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.bouncycastle.tsp.ers.ERSException;
import org.junit.jupiter.api.Test;

/** Time-stamps that are kept good over years, and records that cheat about it. */
class EvidenceRenewalTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant ALWAYS = Instant.parse("2200-01-01T00:00:00Z");
  private static final TimeStampHash OLD = TimeStampHash.SHA256;
  private static final TimeStampHash NEW = TimeStampHash.SHA512;

  private final TestTsa first = new TestTsa("first", START);
  private final TestTsa second = new TestTsa("second", START);
  private final TimeStampTrust trust = TimeStampTrust.of(List.of(first.root(), second.root()));
  private final TimeStampEvidence verifier = new TimeStampEvidence(trust);
  private int asked;

  @Test
  void aCheckpointStaysProvableOverYearsAuthoritiesAndHashFunctions() throws Exception {
    EvidenceRenewal.Aged aged = stamped(1);
    first.renewed(years(1), years(3));
    aged = renew(first, OLD, years(1.5), aged);
    first.renewed(years(2), years(6));
    aged = renew(first, OLD, years(2.5), aged);
    second.renewed(years(4), years(8));
    aged = renew(second, NEW, years(5), aged);
    second.renewed(years(7), years(12));
    aged = renew(second, NEW, years(7.5), aged);

    List<Step> steps = new ArrayList<>();
    List<VerifiedTime> times = verifier.verify(aged.evidence(), aged.checkpoint(), steps::add);
    assertEquals(
        List.of(START, years(1.5), years(2.5), years(5), years(7.5)),
        times.stream().map(VerifiedTime::time).toList());
    assertEquals(years(12), times.get(4).expires());
    assertEquals(
        List.of(
            "ers-tree",
            "tsa-imprint",
            "tsa-policy",
            "tsa-certificate",
            "tsa-signature",
            "tsa-path",
            "tsa-time",
            "ers-tree"),
        steps.stream().map(Step::name).limit(8).toList());
    assertEquals(4, steps.stream().filter(step -> step.name().equals("ers-renewal")).count());
    assertEquals("5 time-stamps in 2 chains, the last by SHA-512", record(aged).toString());
    assertEquals("application/vnd.vitrine.evidence-record", aged.evidence().mediaType());
    agreesWithBouncyCastle(aged);
  }

  @Test
  void howeverManyAreDueTheyCostOneTimeStamp() throws Exception {
    for (int count : new int[] {1, 2, 3, 5, 8, 13}) {
      List<EvidenceRenewal.Aged> aged = new ArrayList<>();
      for (long size : LongStream.range(0, count).toArray()) {
        aged.add(stamped(size));
      }
      asked = 0;
      EvidenceRenewal.Result result = run(first, NEW, years(1), aged, ALWAYS, Set.of());
      assertEquals(1, asked);
      assertEquals(List.of(), result.failed());
      assertEquals(aged, result.renewed().stream().map(EvidenceRenewal.Renewed::of).toList());
      for (EvidenceRenewal.Renewed each : result.renewed()) {
        EvidenceRenewal.Aged now =
            new EvidenceRenewal.Aged(each.evidence(), each.of().checkpoint());
        assertEquals(2, verify(now).size());
        agreesWithBouncyCastle(now);
        RefusedException other =
            assertThrows(
                RefusedException.class,
                () -> verify(new EvidenceRenewal.Aged(each.evidence(), checkpoint(99))));
        assertEquals("tsa-imprint", other.step());
      }
    }
  }

  @Test
  void onlyWhatExpiresBeforeTheBoundOrIsWeakIsDue() throws Exception {
    EvidenceRenewal.Aged soon = stamped(1);
    first.renewed(START, years(9));
    EvidenceRenewal.Aged late = stamped(2);
    List<EvidenceRenewal.Aged> all = List.of(soon, late);
    Instant expiry = verify(soon).get(0).expires();
    assertEquals(List.of(), due(run(first, OLD, years(1), all, expiry, Set.of())));
    assertEquals(0, asked);
    Instant after = expiry.plusSeconds(1);
    assertEquals(List.of(soon), due(run(first, OLD, years(1), all, after, Set.of())));
    assertEquals(List.of(), due(run(first, NEW, years(1), all, expiry, Set.of(NEW))));
    assertEquals(all, due(run(first, NEW, years(1), all, expiry, Set.of(OLD))));
  }

  @Test
  void whatDoesNotVerifyIsToldAndHoldsNothingBack() throws Exception {
    EvidenceRenewal.Aged good = stamped(1);
    EvidenceRenewal.Aged bad = new EvidenceRenewal.Aged(good.evidence(), checkpoint(2));
    EvidenceRenewal.Result result = run(first, OLD, years(1), List.of(bad, good), ALWAYS, Set.of());
    assertEquals(List.of(good), due(result));
    assertEquals(bad, result.failed().get(0).of());
    assertEquals("tsa-imprint", result.failed().get(0).refusal().step());
  }

  @Test
  void anAuthorityOutOfReachRenewsNothing() throws Exception {
    EvidenceRenewal.Aged aged = stamped(1);
    EvidenceRenewal renewal =
        new EvidenceRenewal(
            client(
                body -> {
                  throw new IOException("down");
                },
                years(1)),
            OLD,
            trust);
    assertEquals(
        AnchorException.Kind.UNAVAILABLE,
        assertThrows(AnchorException.class, () -> renewal.renew(List.of(aged), ALWAYS, Set.of()))
            .kind());
  }

  @Test
  void aRenewalAfterTheCertificateExpiredProvesNothing() throws Exception {
    EvidenceRenewal.Aged aged = stamped(1);
    first.renewed(years(2.5), years(5));
    EvidenceRenewal.Result result = run(first, OLD, years(3), List.of(aged), ALWAYS, Set.of());
    assertEquals(List.of(), result.renewed());
    assertEquals("ers-renewal", result.failed().get(0).refusal().step());
  }

  @Test
  void aRenewalBeforeWhatItRenewsIsRefused() throws Exception {
    first.at(years(1));
    EvidenceRecord record = record(stamped(1));
    byte[] leaf = record.renewalLeaf(OLD, text(1));
    refused("ers-renewal", record.renewed(stamp(first.at(START.plusSeconds(1)), OLD, leaf)));
  }

  @Test
  void eachLinkMustCoverTheOneBefore() throws Exception {
    EvidenceRecord record = record(stamped(1));
    byte[] other = OLD.of(new byte[] {7});
    refused("tsa-imprint", record.renewed(stamp(first.at(years(1)), OLD, other)));
    // a tree in which it is not
    ArchivedStamp lying =
        ArchivedStamp.of(
            OLD,
            List.of(List.of(other, other)),
            first.stamp(OLD, HashTree.root(OLD, other, List.of(List.of(other, other)))));
    refused("ers-tree", record.renewed(lying));
    // a link taken out
    EvidenceRecord two =
        record.renewed(stamp(first.at(years(1)), OLD, record.renewalLeaf(OLD, text(1))));
    EvidenceRecord three =
        two.renewed(stamp(first.at(years(1.5)), OLD, two.renewalLeaf(OLD, text(1))));
    verify(three, 1);
    refused("tsa-imprint", record.renewed(three.chains().get(0).get(2)));
    // a new chain that stamps the data and not the old chain
    refused("tsa-imprint", three.renewed(stamp(first, NEW, NEW.of(text(1)))));
    // or the old chain and other data
    byte[] wrong = three.chainLeaf(NEW, text(2), 1);
    refused("tsa-imprint", three.renewed(stamp(first, NEW, wrong)));
    verify(three.renewed(stamp(first, NEW, three.chainLeaf(NEW, text(1), 1))), 1);
  }

  @Test
  void formIsInsistedOn() throws Exception {
    EvidenceRecord record = record(stamped(1));
    for (byte[] bytes :
        List.of(
            new byte[] {0x30, 0},
            new byte[] {0x30, 3, 2, 1, 1},
            record.chains().get(0).get(0).stamp().der(),
            new byte[EvidenceRecord.MAX_BYTES + 1])) {
      assertEquals(
          "ers-format",
          assertThrows(RefusedException.class, () -> EvidenceRecord.parse(bytes)).step());
    }
    // an algorithm that is not listed: the record's own list is at a fixed place, first
    byte[] bytes = record.bytes();
    int at = 0;
    while (bytes[at] != 0x60 || bytes[at + 1] != (byte) 0x86) {
      at++;
    }
    bytes[at + 8] = 3;
    assertEquals(
        "ers-format",
        assertThrows(RefusedException.class, () -> EvidenceRecord.parse(bytes)).step());
    // something beside what is signed and needed
    second.embedded.add(first.certificate());
    EvidenceRecord more =
        record.renewed(stamp(second.at(years(1)), OLD, record.renewalLeaf(OLD, text(1))));
    new EvidenceRecordVerifier(trust).verify(more, text(1), step -> {});
    refused("ers-format", more);
    EvidenceRecord endless = record;
    for (int i = 0; i < EvidenceRecord.MAX_STAMPS; i++) {
      endless = endless.renewed(endless.chains().get(0).get(0));
    }
    byte[] tooMany = endless.bytes();
    assertThrows(RefusedException.class, () -> EvidenceRecord.parse(tooMany));
  }

  @Test
  void anotherMediaTypeIsNotUnderstood() {
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () ->
                verifier.verify(
                    new AnchorEvidence("text/plain", new byte[1]), checkpoint(1), step -> {}));
    assertEquals("tsa-format", refused.step());
  }

  private void agreesWithBouncyCastle(EvidenceRenewal.Aged aged) throws Exception {
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    ERSEvidenceRecord theirs = new ERSEvidenceRecord(aged.evidence().bytes(), digests);
    theirs.validatePresent(
        new ERSByteData(TimeStampEvidence.text(aged.checkpoint())), Date.from(years(8)));
    assertThrows(
        ERSException.class,
        () -> theirs.validatePresent(new ERSByteData(new byte[] {1}), Date.from(years(8))));
  }

  private EvidenceRenewal.Aged renew(
      TestTsa tsa, TimeStampHash hash, Instant now, EvidenceRenewal.Aged aged) {
    EvidenceRenewal.Result result = run(tsa, hash, now, List.of(aged), ALWAYS, Set.of());
    assertEquals(List.of(), result.failed().stream().map(f -> f.refusal().getMessage()).toList());
    return new EvidenceRenewal.Aged(result.renewed().get(0).evidence(), aged.checkpoint());
  }

  private EvidenceRenewal.Result run(
      TestTsa tsa,
      TimeStampHash hash,
      Instant now,
      List<EvidenceRenewal.Aged> aged,
      Instant bound,
      Set<TimeStampHash> weak) {
    tsa.at(now);
    return new EvidenceRenewal(client(tsa::answer, now), hash, trust).renew(aged, bound, weak);
  }

  private static List<EvidenceRenewal.Aged> due(EvidenceRenewal.Result result) {
    return result.renewed().stream().map(EvidenceRenewal.Renewed::of).toList();
  }

  private EvidenceRenewal.Aged stamped(long size) throws Exception {
    TimeStamp stamp = first.stamp(OLD, OLD.of(text(size)));
    return new EvidenceRenewal.Aged(
        new AnchorEvidence(TimeStampReply.MEDIA_TYPE, new TimeStampReply(bare(stamp)).bytes()),
        checkpoint(size));
  }

  /** The token in DER, as a client gives it. */
  private static TimeStamp bare(TimeStamp stamp) throws RefusedException {
    return TimeStamp.of(
        ContentInfo.getInstance(
            Asn1Shape.parse(stamp.with(stamp.embedded().toList()).der(), 1 << 16, "test")));
  }

  private static ArchivedStamp stamp(TestTsa tsa, TimeStampHash hash, byte[] leaf)
      throws Exception {
    return ArchivedStamp.of(hash, List.of(), bare(tsa.stamp(hash, leaf)));
  }

  private static EvidenceRecord record(EvidenceRenewal.Aged aged) throws RefusedException {
    return TimeStampEvidence.asRecord(aged.evidence());
  }

  private void refused(String step, EvidenceRecord record) {
    RefusedException refused = assertThrows(RefusedException.class, () -> verify(record, 1));
    assertEquals(step, refused.step(), refused.getMessage());
  }

  private List<VerifiedTime> verify(EvidenceRecord record, long size) throws RefusedException {
    assertTrue(record.equals(EvidenceRecord.parse(record.bytes())));
    return verify(
        new EvidenceRenewal.Aged(
            new AnchorEvidence(EvidenceRecord.MEDIA_TYPE, record.bytes()), checkpoint(size)));
  }

  private List<VerifiedTime> verify(EvidenceRenewal.Aged aged) throws RefusedException {
    return verifier.verify(aged.evidence(), aged.checkpoint(), step -> {});
  }

  private static byte[] text(long size) {
    return TimeStampEvidence.text(checkpoint(size));
  }

  private static Checkpoint checkpoint(long size) {
    return new Checkpoint(Samples.ORIGIN, size, MerkleHash.empty());
  }

  private static Instant years(double years) {
    return START.plus(Duration.ofHours(Math.round(years * 365 * 24)));
  }

  private interface Authority {
    byte[] answer(byte[] request) throws IOException;
  }

  private TimeStampClient client(Authority authority, Instant now) {
    Transport transport =
        new Transport() {
          @Override
          public Reply get(URI address) {
            throw new AssertionError("time-stamps are asked for by POST");
          }

          @Override
          public Reply post(URI address, String mediaType, byte[] body) throws IOException {
            asked++;
            return new Reply(200, TimeStampReply.MEDIA_TYPE, authority.answer(body));
          }
        };
    return new TimeStampClient(
        URI.create("http://tsa.example/"),
        transport,
        trust,
        Optional.empty(),
        Clock.fixed(now, ZoneOffset.UTC),
        new SecureRandom());
  }
}
