package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.proofs.record.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the entries of a Bundle that is taken apart, besides what must of every Bundle:
 * FHIR R4's rules on fullUrl and id and on identities in a transaction, and what of a request can
 * be done here.
 */
final class EntryRules {
  private static final List<String> PRECONDITIONS =
      List.of("ifMatch", "ifNoneMatch", "ifModifiedSince");

  private final BundleKind kind;
  private final Set<String> identities = new HashSet<>();

  EntryRules(BundleKind kind) {
    this.kind = kind;
  }

  /**
   * What is wrong with the next entry.
   *
   * @param entry with a stand-in for its resource
   * @param slice its resource's; null where it has none
   */
  List<Problem> next(int index, JsonObject entry, Slices.@Nullable Slice slice) {
    Found found = new Found("Bundle.entry[" + index + "]");
    String fullUrl = entry.string("fullUrl");
    JsonObject request = entry.object("request");
    if (fullUrl != null) {
      fullUrl(fullUrl, slice, found);
    }
    if (kind.asks() && request != null) {
      request(request, slice, found);
    } else if (slice == null) {
      found.missingResource();
    }
    return found.problems;
  }

  private static void fullUrl(String fullUrl, Slices.@Nullable Slice slice, Found found) {
    FullUrl url = FullUrl.of(fullUrl);
    if (url != null
        && slice != null
        && slice.id() != null
        && !(url.type().equals(slice.type()) && url.id().equals(slice.id()))) {
      found.add(
          "invalid-full-url",
          ".fullUrl",
          "The fullUrl is of another type or id than the resource.",
          "Give the resource's own address, or a urn:uuid.");
    }
  }

  private void request(JsonObject request, Slices.@Nullable Slice slice, Found found) {
    String method = request.string("method");
    String url = request.string("url");
    if (method == null || url == null) {
      // the rules for every Bundle say so
      return;
    }
    boolean put = method.equals("PUT");
    if (!put && !method.equals("POST")) {
      found.unsupported(
          ".request.method", "Nothing can be read, searched, patched or deleted here.");
      return;
    }
    for (String precondition : PRECONDITIONS) {
      if (request.has(precondition)) {
        found.unsupported(
            ".request." + precondition, "There are no versions here to hold it against.");
      }
    }
    if (slice == null) {
      found.missingResource();
      return;
    }
    FullUrl target = put ? FullUrl.of(url) : null;
    if (put
        ? target == null || !target.base().isEmpty() || target.version() != null
        : !isWord(url)) {
      found.unsupported(
          ".request.url", "Only a type is posted to, and only a type and id are put to.");
    } else if (target == null) {
      requireType(url, slice, found);
    } else {
      requireType(target.type(), slice, found);
      requireIdentity(target, slice, found);
    }
  }

  private static void requireType(String type, Slices.Slice slice, Found found) {
    if (!type.equals(slice.type())) {
      found.add(
          "wrong-resource-type",
          ".request.url",
          "The request's url is of another type than the resource.",
          "Use the resource's own type in the url.");
    }
  }

  private void requireIdentity(FullUrl target, Slices.Slice slice, Found found) {
    if (!target.id().equals(slice.id())) {
      found.add(
          "wrong-id",
          ".request.url",
          "The request's url has another id than the resource.",
          "Use the resource's own id in the url.");
    } else if (kind == BundleKind.TRANSACTION && !identities.add(target.relative())) {
      found.add(
          "duplicate-identity",
          ".request.url",
          "Another entry of the transaction puts the same resource.",
          "Put a resource once in a transaction.");
    }
  }

  private static boolean isWord(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return !url.isEmpty();
  }

  /** Problems of one entry. */
  private static final class Found {
    private final String place;
    private final List<Problem> problems = new ArrayList<>();

    Found(String place) {
      this.place = place;
    }

    void add(String code, String where, String reason, String remedy) {
      problems.add(new Problem(code, place + where, reason, remedy));
    }

    void unsupported(String where, String reason) {
      add(
          "unsupported-request",
          where,
          "This is no FHIR server: " + reason,
          "Send resources to be taken, by POST to their type or PUT to their type and id.");
    }

    void missingResource() {
      add(
          "missing-resource",
          ".resource",
          "The entry has no resource that could be taken.",
          "Give the resource that is to be taken.");
    }
  }
}
