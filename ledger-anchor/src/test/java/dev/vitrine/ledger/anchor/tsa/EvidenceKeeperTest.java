package dev.vitrine.ledger.anchor.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorId;
import dev.vitrine.ledger.anchor.Anchoring;
import dev.vitrine.ledger.anchor.InMemoryOutbox;
import dev.vitrine.ledger.anchor.Outbox;
import dev.vitrine.ledger.anchor.OutboxConflictException;
import dev.vitrine.ledger.anchor.OutboxException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stored evidence that is kept good: what is due, in parts, over crashes and other failures. */
class EvidenceKeeperTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration BEFORE = Duration.ofDays(365);
  private static final String LEDGER = "stamps";

  private final TestTsa tsa = new TestTsa("first", START);
  private final TimeStampTrust trust = TimeStampTrust.of(List.of(tsa.root()));
  private final TimeStampEvidence verifier = new TimeStampEvidence(trust);
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private Instant now = START;
  private int asked;
  private boolean down;

  @Test
  void whatExpiresSoonIsRenewedOnceAndStaysProvable() throws Exception {
    for (long size = 1; size <= 3; size++) {
      store(size);
    }
    EvidenceKeeper keeper = keeper(outbox);
    assertEquals(new EvidenceKeeper.Pass(0, 0, 0, List.of()), pass(keeper));
    assertEquals(0, asked);
    assertEquals(Optional.empty(), keeper.step(), "once a day");

    at(400);
    tsa.renewed(now, now.plus(DAY.multipliedBy(1000)));
    assertEquals(new EvidenceKeeper.Pass(3, 0, 0, List.of()), pass(keeper));
    assertEquals(1, asked);
    for (long size = 1; size <= 3; size++) {
      assertEquals(EvidenceRecord.MEDIA_TYPE, evidence(size).mediaType());
      List<VerifiedTime> times = verifier.verify(evidence(size), checkpoint(size), step -> {});
      assertEquals(List.of(START, now), times.stream().map(VerifiedTime::time).toList());
    }
    at(401);
    assertEquals(new EvidenceKeeper.Pass(0, 0, 0, List.of()), pass(keeper));
    assertEquals(1, asked);
    // it is of its own checkpoint only
    RefusedException cheat =
        assertThrows(
            RefusedException.class, () -> verifier.verify(evidence(1), checkpoint(2), step -> {}));
    assertEquals("tsa-imprint", cheat.step());
  }

  @Test
  void manyAreReadInPartsAndCostOneTimeStamp() throws Exception {
    int count = 2 * EvidenceKeeper.PART + 3;
    for (long size = 1; size <= count; size++) {
      store(size);
    }
    at(400);
    tsa.renewed(now, now.plus(DAY.multipliedBy(1000)));
    EvidenceKeeper keeper = keeper(outbox);
    assertEquals(Optional.empty(), keeper.step());
    assertEquals(Optional.empty(), keeper.step());
    assertEquals(0, asked);
    assertEquals(count, keeper.step().orElseThrow().renewed());
    assertEquals(1, asked);
  }

  @Test
  void anAuthorityWhoseCertificateLivesTooShortIsWaitedFor() throws Exception {
    store(1);
    at(400);
    EvidenceKeeper keeper = keeper(outbox);
    for (int day = 400; day < 410; day++) {
      at(day);
      assertEquals(new EvidenceKeeper.Pass(0, 1, 0, List.of()), pass(keeper));
    }
    assertEquals(TimeStampReply.MEDIA_TYPE, evidence(1).mediaType());
    // certificates of a year do, though that is no more than the bound
    at(500);
    tsa.renewed(now, now.plus(DAY.multipliedBy(365)));
    assertEquals(1, pass(keeper).renewed());
    at(501);
    assertEquals(new EvidenceKeeper.Pass(0, 1, 0, List.of()), pass(keeper));
  }

  @Test
  void anAuthorityThatIsDownIsToldAndAskedAgainWithinTheHour() throws Exception {
    store(1);
    at(400);
    tsa.renewed(now, now.plus(DAY.multipliedBy(1000)));
    EvidenceKeeper keeper = keeper(outbox);
    down = true;
    EvidenceKeeper.Pass failed = pass(keeper);
    assertEquals(1, failed.failed());
    assertTrue(failed.problems().get(0).contains("UNAVAILABLE"), failed.problems().toString());
    assertEquals(Optional.empty(), keeper.step());
    now = now.plus(Duration.ofHours(1));
    tsa.at(now);
    down = false;
    assertEquals(1, pass(keeper).renewed());
  }

  @Test
  void whatHasExpiredOrIsForgedIsToldAndHoldsNothingBack() throws Exception {
    store(1);
    at(700);
    tsa.renewed(now, now.plus(DAY.multipliedBy(100)));
    store(2);
    settle(3, evidence(2));
    at(735);
    tsa.renewed(now, now.plus(DAY.multipliedBy(1000)));
    EvidenceKeeper.Pass pass = pass(keeper(outbox));
    assertEquals(1, pass.renewed());
    assertEquals(2, pass.failed());
    assertTrue(pass.problems().get(0).contains("tsa-imprint"), pass.problems().toString());
    assertTrue(pass.problems().get(1).contains("too late"), pass.problems().toString());
    assertEquals(EvidenceRecord.MEDIA_TYPE, evidence(2).mediaType());
  }

  @Test
  void aCrashAtAnyCallIsHarmless() throws Exception {
    for (long size = 1; size <= 3; size++) {
      store(size);
    }
    at(400);
    tsa.renewed(now, now.plus(DAY.multipliedBy(1000)));
    int crashes = 0;
    for (int call = 0; call < 4; call++) {
      for (boolean after : new boolean[] {false, true}) {
        try {
          pass(keeper(crashing(call, after)));
        } catch (OutboxException e) {
          crashes++;
        }
        for (long size = 1; size <= 3; size++) {
          verifier.verify(evidence(size), checkpoint(size), step -> {});
        }
      }
    }
    assertTrue(crashes >= 4, "crashes: " + crashes);
    pass(keeper(outbox));
    for (long size = 1; size <= 3; size++) {
      assertEquals(2, EvidenceRecord.parse(evidence(size).bytes()).size(), "renewed once");
    }
  }

  @Test
  void whatAnotherHasRenewedMeanwhileIsLeftAsItIs() throws Exception {
    Anchoring row = store(1);
    at(400);
    tsa.renewed(now, now.plus(DAY.multipliedBy(1000)));
    Outbox raced =
        (Outbox)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Outbox.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("move")) {
                    throw new OutboxConflictException("moved: " + row);
                  }
                  return method.invoke(outbox, arguments);
                });
    assertEquals(new EvidenceKeeper.Pass(0, 0, 0, List.of()), pass(keeper(raced)));
  }

  /** The outbox, whose process dies at one call, before or after it took effect. */
  private Outbox crashing(int at, boolean after) {
    int[] calls = {0};
    return (Outbox)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              boolean dies = calls[0]++ == at;
              if (dies && !after) {
                throw new OutboxException("died before");
              }
              try {
                Object result = method.invoke(outbox, arguments);
                if (dies) {
                  throw new OutboxException("died after");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static EvidenceKeeper.Pass pass(EvidenceKeeper keeper) {
    return keeper.step().orElseThrow();
  }

  private void at(int day) {
    now = START.plus(DAY.multipliedBy(day));
    tsa.at(now);
  }

  private Anchoring store(long size) throws Exception {
    byte[] imprint = TimeStampHash.SHA256.of(TimeStampEvidence.text(checkpoint(size)));
    TimeStamp stamp = client().stamp(TimeStampHash.SHA256, imprint);
    asked = 0;
    return settle(
        size, new AnchorEvidence(TimeStampReply.MEDIA_TYPE, new TimeStampReply(stamp).bytes()));
  }

  private Anchoring settle(long size, AnchorEvidence evidence) {
    SignedCheckpoint signed = SignedCheckpoint.sign(checkpoint(size), Samples.logKey());
    Anchoring row = outbox.intend(LEDGER, signed, now);
    row = outbox.move(row.submitted(new AnchorId("id"), now));
    return outbox.move(row.settled(evidence, now));
  }

  private AnchorEvidence evidence(long size) {
    return outbox.find(LEDGER, checkpoint(size).digest()).orElseThrow().evidence().orElseThrow();
  }

  private static Checkpoint checkpoint(long size) {
    return new Checkpoint(Samples.ORIGIN, size, MerkleHash.empty());
  }

  private EvidenceKeeper keeper(Outbox rows) {
    EvidenceRenewal renewal = new EvidenceRenewal(client(), TimeStampHash.SHA256, trust);
    return new EvidenceKeeper(LEDGER, rows, renewal, trust, BEFORE, DAY, clock());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  private TimeStampClient client() {
    Transport transport =
        new Transport() {
          @Override
          public Reply get(URI address) {
            throw new AssertionError("time-stamps are asked for by POST");
          }

          @Override
          public Reply post(URI address, String mediaType, byte[] body) throws IOException {
            if (down) {
              throw new IOException("down");
            }
            asked++;
            return new Reply(200, TimeStampReply.MEDIA_TYPE, tsa.answer(body));
          }
        };
    return new TimeStampClient(
        URI.create("http://tsa.example/"),
        transport,
        trust,
        Optional.empty(),
        clock(),
        new SecureRandom());
  }
}
