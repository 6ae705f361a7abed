package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.BuildInfo;
import dev.vitrine.gateway.errors.EpcisProblems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code OPTIONS} below {@code /epcis} with what can be done there and what is spoken
 * (EPCIS 2.0 §12.5), to anyone with a token. The answer is the same whether there is such a thing
 * or not, so it tells nothing of what others have.
 */
@ApplicationScoped
public class Discovery {
  private static final String GET = "OPTIONS, GET";
  private static final String GET_POST = "OPTIONS, GET, POST";
  private static final String GET_DELETE = "OPTIONS, GET, DELETE";
  private static final String CAPTURE = "/epcis/capture";

  private static final Map<Pattern, String> ALLOWED = new LinkedHashMap<>();

  static {
    ALLOWED.put(Pattern.compile("/epcis/?"), GET);
    ALLOWED.put(Pattern.compile("/epcis/(capture|events|queries)"), GET_POST);
    ALLOWED.put(Pattern.compile("/epcis/validate"), "OPTIONS, POST");
    ALLOWED.put(Pattern.compile("/epcis/(capture|events)/[^/]+"), GET);
    ALLOWED.put(Pattern.compile("/epcis/queries/[^/]+"), GET_DELETE);
    ALLOWED.put(Pattern.compile("/epcis/queries/[^/]+/events"), GET);
    ALLOWED.put(Pattern.compile("/epcis/queries/[^/]+/subscriptions"), GET_POST);
    ALLOWED.put(Pattern.compile("/epcis/queries/[^/]+/subscriptions/[^/]+"), GET_DELETE);
    ALLOWED.put(Pattern.compile("/epcis/(" + KnownValues.NAMES + ")(/[^/]+(/events)?)?"), GET);
  }

  private final VitrineConfig config;

  private final String version;

  Discovery(VitrineConfig config) {
    this.config = config;
    try {
      this.version = BuildInfo.load().version();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to {@code OPTIONS}; nothing for any other request, which goes its way. */
  @ServerRequestFilter(preMatching = true)
  public @Nullable Response options(ContainerRequestContext request) {
    String path = request.getUriInfo().getRequestUri().getRawPath();
    if (!request.getMethod().equals("OPTIONS") || !EpcisProblems.wantedAt(path)) {
      return null;
    }
    for (Map.Entry<Pattern, String> known : ALLOWED.entrySet()) {
      if (known.getKey().matcher(path).matches()) {
        return answer(path, known.getValue());
      }
    }
    return null;
  }

  private Response answer(String path, String allowed) {
    Response.ResponseBuilder answer =
        Response.noContent()
            .header(HttpHeaders.ALLOW, allowed)
            .header(Negotiation.EPCIS_VERSION, Negotiation.VERSION)
            .header("GS1-EPCIS-Min", Negotiation.VERSION)
            .header("GS1-EPCIS-Max", Negotiation.VERSION)
            .header(Negotiation.CBV_VERSION, Negotiation.VERSION)
            .header("GS1-CBV-Min", Negotiation.VERSION)
            .header("GS1-CBV-Max", Negotiation.VERSION)
            .header(Negotiation.EPC_FORMAT, "No_Preference")
            .header(Negotiation.CBV_XML_FORMAT, "No_Preference")
            .header("GS1-Vendor-Version", "Vitrine " + version);
    if (path.startsWith(CAPTURE)) {
      answer
          .header("GS1-EPCIS-Capture-Limit", EpcisLimits.EVENTS)
          .header("GS1-EPCIS-Capture-File-Size-Limit", config.intake().maxDocumentBytes())
          .header("GS1-Capture-Error-Behaviour", "all");
    }
    return answer.build();
  }
}
