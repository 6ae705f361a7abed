package dev.vitrine.gateway.epcis;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request's headers ask for (EPCIS 2.0 §12.6): versions, the form of identifiers and of the
 * CBV's words, the media type, and name spaces of prefixes.
 *
 * @param mediaType of the answer
 * @param form of identifiers in it
 * @param words how the words of the CBV are written if it is in XML
 * @param prefixes that {@code GS1-Extensions} declares
 */
record Negotiation(
    MediaType mediaType, IdentifierForm form, WordForm words, Map<String, String> prefixes) {
  static final String VERSION = "2.0.0";
  static final String EPCIS_VERSION = "GS1-EPCIS-Version";
  static final String CBV_VERSION = "GS1-CBV-Version";
  static final String EPC_FORMAT = "GS1-EPC-Format";
  static final String CBV_XML_FORMAT = "GS1-CBV-XML-Format";
  static final String EXTENSIONS = "GS1-Extensions";

  private static final List<MediaType> JSON =
      List.of(MediaType.APPLICATION_JSON_TYPE, new MediaType("application", "ld+json"));
  private static final List<MediaType> XML =
      List.of(MediaType.APPLICATION_XML_TYPE, MediaType.TEXT_XML_TYPE);
  private static final List<MediaType> ALL = Stream.of(JSON, XML).flatMap(List::stream).toList();
  private static final Pattern NUMBER =
      Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\.(\\d{1,4}))?");
  private static final int[] OURS = {2, 0, 0};
  private static final int MAX_HEADER = 4096;
  private static final int MAX_PREFIXES = 64;

  /**
   * Reads those of a request for what there is in JSON only.
   *
   * @throws EpcisRefusal if what they ask for can't be given
   */
  static Negotiation of(HttpHeaders headers) {
    return of(headers, JSON);
  }

  /**
   * Reads those of a request for events, which there are in XML too; JSON where both are as good.
   *
   * @throws EpcisRefusal if what they ask for can't be given
   */
  static Negotiation ofEvents(HttpHeaders headers) {
    return of(headers, ALL);
  }

  /** Whether the answer is to be in XML. */
  boolean xml() {
    return XML.contains(mediaType);
  }

  private static Negotiation of(HttpHeaders headers, List<MediaType> forms) {
    for (String standard : List.of("EPCIS", "CBV")) {
      version(headers, "GS1-" + standard + "-Version", 0);
      version(headers, "GS1-" + standard + "-Min", -1);
      version(headers, "GS1-" + standard + "-Max", 1);
    }
    return new Negotiation(
        mediaType(headers, forms),
        IdentifierForm.of(headers.getHeaderString(EPC_FORMAT)),
        WordForm.inXml(headers.getHeaderString(CBV_XML_FORMAT)),
        extensions(headers.getHeaderString(EXTENSIONS)));
  }

  /**
   * Refuses a version that is not spoken here.
   *
   * @param side −1 if what is asked is a lower bound, 1 if an upper one, 0 if it is the version
   */
  private static void version(HttpHeaders headers, String name, int side) {
    String asked = headers.getHeaderString(name);
    if (asked == null) {
      return;
    }
    Matcher matcher = NUMBER.matcher(asked.strip());
    boolean good = matcher.matches();
    if (good) {
      int order = 0;
      for (int i = 0; i < OURS.length && order == 0; i++) {
        String part = matcher.group(i + 1);
        // 2 and 2.0 mean any that begins so
        order = part == null ? 0 : Integer.compare(Integer.parseInt(part), OURS[i]);
      }
      good = order == 0 || order == side;
    }
    if (!good) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.NOT_ACCEPTABLE,
          name + ": this gateway speaks version " + VERSION + " only.");
    }
  }

  private static MediaType mediaType(HttpHeaders headers, List<MediaType> forms) {
    // sorted by the caller's liking
    for (MediaType acceptable : headers.getAcceptableMediaTypes()) {
      for (MediaType form : forms) {
        if (acceptable.isCompatible(form) && !"0".equals(acceptable.getParameters().get("q"))) {
          return form;
        }
      }
    }
    throw new EpcisRefusal(
        EpcisRefusal.Kind.NOT_ACCEPTABLE,
        "Answers are "
            + forms.stream().map(MediaType::toString).collect(Collectors.joining(", "))
            + ": accept one of them.");
  }

  /** {@code prefix=namespace}, joined by commas. */
  private static Map<String, String> extensions(@Nullable String header) {
    Map<String, String> prefixes = new HashMap<>();
    if (header != null && header.length() <= MAX_HEADER) {
      for (String part : header.split(",")) {
        int equals = part.indexOf('=');
        if (equals > 0 && prefixes.size() < MAX_PREFIXES) {
          prefixes.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
        }
      }
    }
    return prefixes;
  }
}
