package dev.vitrine.gateway.fhir;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets the body of an import be of any length: it is read as a stream, and never held. The bound on
 * all other bodies ({@code quarkus.http.limits.max-body-size}) knows no exception, so it is kept
 * from seeing the length of these, and what it says about how much may be read is taken back.
 */
@ApplicationScoped
public class ImportBodies {
  /** Where Quarkus puts the bound that its input streams keep to. */
  private static final String BOUND = "io.quarkus.max-request-size";

  private static final String ENCODED = "/fhir/%24import";

  /** Just before and just after Quarkus' own bound, which is of order −2. */
  private static final int BEFORE = -3;

  private static final int AFTER = -1;

  void install(@Observes Router router) {
    router
        .route()
        .order(BEFORE)
        .handler(
            context -> {
              String path = context.normalizedPath();
              if (path.startsWith(ENCODED)) {
                // many clients write the dollar sign so; below it would be taken for a type
                context.reroute(FhirImportResource.PATH + path.substring(ENCODED.length()));
                return;
              }
              if (isImport(context)) {
                context.request().headers().remove("content-length");
              }
              context.next();
            });
    router
        .route()
        .order(AFTER)
        .handler(
            context -> {
              if (isImport(context)) {
                context.put(BOUND, Long.MAX_VALUE);
              }
              context.next();
            });
  }

  private static boolean isImport(RoutingContext context) {
    HttpMethod method = context.request().method();
    String path = context.normalizedPath();
    return (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PATCH))
        && (path.equals(FhirImportResource.PATH) || path.startsWith(FhirImportResource.PATH + "/"));
  }
}
