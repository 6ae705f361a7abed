package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;

/**
 * What a time-stamping authority answers (RFC 3161 section 2.4.2): a status, and a token if it is
 * granted.
 *
 * @param stamp the token
 */
public record TimeStampReply(TimeStamp stamp) {
  /** The media type (RFC 3161 section 3.4). */
  public static final String MEDIA_TYPE = "application/timestamp-reply";

  /** The longest reply that is read. */
  public static final int MAX_BYTES = 64 * 1024;

  /** The step: the authority granted a time-stamp. */
  public static final String STATUS = "tsa-status";

  private static final int OVERLOADED =
      PKIFailureInfo.timeNotAvailable | PKIFailureInfo.systemFailure;

  /**
   * Reads a reply.
   *
   * @throws RefusedException at {@code tsa-format} or {@value #STATUS}; of CANNOT_TELL if asking
   *     again later may help
   */
  public static TimeStampReply parse(byte[] bytes) throws RefusedException {
    try {
      return of(TimeStampResp.getInstance(Asn1Shape.parse(bytes, MAX_BYTES, TimeStamp.FORMAT)));
    } catch (RuntimeException e) {
      throw RefusedException.invalid(TimeStamp.FORMAT, "not a reply of RFC 3161");
    }
  }

  private static TimeStampReply of(TimeStampResp reply) throws RefusedException {
    PKIStatusInfo status = reply.getStatus();
    int value = status.getStatusObject().intValueExact();
    if (value == PKIStatus.WAITING || (value == PKIStatus.REJECTION && overloaded(status))) {
      throw RefusedException.cannotTell(STATUS, "the authority can't give a time now");
    }
    if (value != PKIStatus.GRANTED && value != PKIStatus.GRANTED_WITH_MODS) {
      throw RefusedException.invalid(STATUS, "not granted: status " + value + failure(status));
    }
    ContentInfo token = reply.getTimeStampToken();
    if (token == null) {
      throw RefusedException.invalid(STATUS, "granted, but there is no token");
    }
    return new TimeStampReply(TimeStamp.of(token));
  }

  /** The reply in DER, with the plain status granted. */
  public byte[] bytes() {
    try {
      PKIStatusInfo granted = new PKIStatusInfo(PKIStatus.granted);
      return new TimeStampResp(granted, stamp.content()).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a parsed reply can be encoded", e);
    }
  }

  private static boolean overloaded(PKIStatusInfo status) {
    return status.getFailInfo() != null && (status.getFailInfo().intValue() & OVERLOADED) != 0;
  }

  private static String failure(PKIStatusInfo status) {
    return status.getFailInfo() == null
        ? ""
        : ", failure 0x" + Integer.toHexString(status.getFailInfo().intValue());
  }
}
