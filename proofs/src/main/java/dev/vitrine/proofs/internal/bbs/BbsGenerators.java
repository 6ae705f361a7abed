package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * create_generators (§4.1.1) for one suite and api_id. The generators of n messages are a prefix of
 * those of n + 1, so one list grows as needed and serves every count. Safe for threads.
 */
final class BbsGenerators {
  private static final int SEED_BYTES = 48;

  private final Curve curve;
  private final HashSuite hash;
  private final byte[] seedDst;
  private final byte[] generatorDst;
  private byte[] state;
  private volatile List<G1Point> points = List.of();
  private volatile byte[] encoded = new byte[0];

  private BbsGenerators(Curve curve, HashSuite hash, byte[] apiId, String seed) {
    this.curve = curve;
    this.hash = hash;
    this.seedDst = tag(apiId, "SIG_GENERATOR_SEED_");
    this.generatorDst = tag(apiId, "SIG_GENERATOR_DST_");
    this.state = hash.expand(tag(apiId, seed), seedDst, SEED_BYTES);
  }

  /** Q1 and the message generators of this api_id. */
  static BbsGenerators ofMessages(Curve curve, BbsSuite suite, byte[] apiId) {
    return new BbsGenerators(curve, suite.hash(), apiId, "MESSAGE_GENERATOR_SEED");
  }

  /** P1, a constant of the suite whatever the api_id. */
  static G1Point base(Curve curve, BbsSuite suite) {
    return new BbsGenerators(
            curve, suite.hash(), suite.standardApiId(), "BP_MESSAGE_GENERATOR_SEED")
        .first(1)
        .get(0);
  }

  /** Q1, H_1 … H_(count−1). */
  List<G1Point> first(int count) {
    if (points.size() < count) {
      grow(count);
    }
    return points.subList(0, count);
  }

  /** The encodings of {@link #first} one after another; at least that many, not to be changed. */
  byte[] encoded(int count) {
    if (points.size() < count) {
      grow(count);
    }
    return encoded;
  }

  private synchronized void grow(int count) {
    List<G1Point> grown = new ArrayList<>(points);
    Octets octets = new Octets().bytes(encoded);
    while (grown.size() < count) {
      byte[] input = new Octets().bytes(state).integer(grown.size() + 1L).toByteArray();
      state = hash.expand(input, seedDst, SEED_BYTES);
      G1Point point = curve.hashToG1(hash, state, generatorDst);
      grown.add(point);
      octets.point(point);
    }
    encoded = octets.toByteArray();
    points = List.copyOf(grown);
  }

  private static byte[] tag(byte[] apiId, String name) {
    return new Octets().bytes(apiId).bytes(name.getBytes(StandardCharsets.US_ASCII)).toByteArray();
  }
}
