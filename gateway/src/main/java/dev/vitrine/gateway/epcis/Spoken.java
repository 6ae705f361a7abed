package dev.vitrine.gateway.epcis;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What every endpoint under {@code /epcis} asks of a request's headers and says in its own. */
public final class Spoken {
  /** The name of the header with a version of EPCIS. */
  public static final String EPCIS_VERSION = Negotiation.EPCIS_VERSION;

  /** The name of the header with a version of the CBV. */
  public static final String CBV_VERSION = Negotiation.CBV_VERSION;

  /** The one version that is spoken. */
  public static final String VERSION = Negotiation.VERSION;

  private Spoken() {}

  /**
   * The form of identifiers that is asked for, if one is.
   *
   * @throws RuntimeException if the headers ask for what can't be given: answered as EPCIS wants it
   */
  public static Optional<String> form(HttpHeaders headers) {
    Negotiation.of(headers);
    return Optional.ofNullable(headers.getHeaderString(Negotiation.EPC_FORMAT)).map(String::strip);
  }

  /** An answer with the headers that every one has. */
  public static Response.ResponseBuilder versioned(Response.ResponseBuilder answer) {
    return Answers.versioned(answer);
  }

  /** A part of a path, encoded. */
  public static String encoded(String part) {
    return UrlQuery.encoded(part);
  }
}
