package dev.vitrine.gateway.errors;

import dev.vitrine.proofs.encoding.CborWriter;
import jakarta.ws.rs.core.Response;

/**
 * Refusals as Concise Problem Details (RFC 9290), which SCRAPI wants under its own paths: title
 * (−1), detail (−2) and response code (−4), in CBOR.
 */
public final class ConciseProblems {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/concise-problem-details+cbor";

  private static final String ENTRIES = "/entries";
  private static final String KEYS = "/.well-known/scitt-keys";

  private ConciseProblems() {}

  /** Whether a path is one of SCRAPI's. */
  public static boolean wantedAt(String path) {
    return under(path, ENTRIES) || under(path, KEYS);
  }

  /** A refusal's bytes. */
  public static byte[] encode(String title, String detail, int status) {
    return new CborWriter()
        .map(3)
        .integer(-1)
        .text(title)
        .integer(-2)
        .text(detail)
        .integer(-4)
        .integer(status)
        .toBytes();
  }

  /** A refusal as an answer. */
  public static Response answer(String title, String detail, int status) {
    return Response.status(status).type(MEDIA_TYPE).entity(encode(title, detail, status)).build();
  }

  private static boolean under(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
