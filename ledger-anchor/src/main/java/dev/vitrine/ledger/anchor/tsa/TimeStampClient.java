package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;

/**
 * Asks a time-stamping authority over HTTP (RFC 3161 section 3.4) and believes no answer that does
 * not verify: against the request, and as anybody will verify it later. Safe between threads.
 *
 * <p>Steps beside those of {@link TimeStampVerifier}: {@code tsa-nonce}, {@code tsa-clock}.
 */
public final class TimeStampClient {
  /** The most by which the authority's clock and ours may differ. */
  public static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private static final String QUERY = "application/timestamp-query";
  private static final int NONCE_BITS = 64;

  private final URI address;
  private final Transport transport;
  private final TimeStampVerifier verifier;
  private final Optional<ASN1ObjectIdentifier> policy;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * A client.
   *
   * @param address the authority's
   * @param trust how its answers are verified
   * @param policy the OID of the policy to ask for, or none: the authority's own
   * @param random for nonces
   * @throws IllegalArgumentException if the policy is no OID
   */
  public TimeStampClient(
      URI address,
      Transport transport,
      TimeStampTrust trust,
      Optional<String> policy,
      Clock clock,
      SecureRandom random) {
    this.address = address;
    this.transport = transport;
    this.verifier = new TimeStampVerifier(trust);
    this.policy = policy.map(ASN1ObjectIdentifier::new);
    this.clock = clock;
    this.random = random;
  }

  /**
   * A time-stamp of a hash, bare of all that is not signed and not needed.
   *
   * @throws AnchorException UNAVAILABLE if it was not reached, or its answer is not to be believed;
   *     REJECTED if it refuses
   */
  public TimeStamp stamp(TimeStampHash hash, byte[] imprint) {
    BigInteger nonce = new BigInteger(NONCE_BITS, random);
    Reply reply = post(request(hash, imprint, nonce));
    try {
      TimeStamp stamp = TimeStampReply.parse(reply.body()).stamp();
      answers(stamp, nonce);
      TimeStamp bare = verifier.bare(stamp, verified(stamp, hash, imprint));
      verified(bare, hash, imprint);
      return bare;
    } catch (RefusedException e) {
      boolean refused = e.step().equals(TimeStampReply.STATUS) && e.outcome() == Outcome.INVALID;
      throw new AnchorException(
          refused ? AnchorException.Kind.REJECTED : AnchorException.Kind.UNAVAILABLE,
          address.getHost() + ", " + e.getMessage(),
          e);
    }
  }

  private VerifiedTime verified(TimeStamp stamp, TimeStampHash hash, byte[] imprint)
      throws RefusedException {
    return verifier.verify(stamp, hash, imprint, step -> {});
  }

  private void answers(TimeStamp stamp, BigInteger nonce) throws RefusedException {
    if (!stamp.nonce().equals(Optional.of(nonce))) {
      throw RefusedException.invalid("tsa-nonce", "the answer to another request");
    }
    if (policy.filter(asked -> !asked.getId().equals(stamp.policy())).isPresent()) {
      throw RefusedException.invalid(
          TimeStampVerifier.POLICY, "policy " + stamp.policy() + " was not asked for");
    }
    Instant now = clock.instant();
    if (Duration.between(now, stamp.time()).abs().compareTo(MAX_CLOCK_DIFFERENCE) > 0) {
      throw RefusedException.invalid(
          "tsa-clock", "it says " + stamp.time() + ", the clock here says " + now);
    }
  }

  private byte[] request(TimeStampHash hash, byte[] imprint, BigInteger nonce) {
    try {
      return new TimeStampReq(
              new MessageImprint(hash.algorithm(), imprint),
              policy.orElse(null),
              new ASN1Integer(nonce),
              ASN1Boolean.TRUE,
              null)
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a request can be encoded", e);
    }
  }

  private Reply post(byte[] request) {
    Reply reply;
    try {
      reply = transport.post(address, QUERY, request);
    } catch (IOException e) {
      throw unavailable("is out of reach: " + e.getMessage());
    }
    if (!reply.ok()) {
      boolean busy = reply.status() == 429 || reply.status() >= 500;
      throw new AnchorException(
          busy ? AnchorException.Kind.UNAVAILABLE : AnchorException.Kind.REJECTED,
          address.getHost() + " answers with status " + reply.status());
    }
    String type = reply.mediaType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals(TimeStampReply.MEDIA_TYPE)) {
      throw unavailable("answers with another media type than a time-stamp's");
    }
    return reply;
  }

  private AnchorException unavailable(String what) {
    return new AnchorException(AnchorException.Kind.UNAVAILABLE, address.getHost() + " " + what);
  }
}
