package dev.vitrine.adapters.gs1.vocabulary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A closed list of words with the URIs each may be written as. The canonical form of a listed word
 * is its short name ({@code shipping}); any other URI, a vendor's own word, stays as it was sent.
 */
public final class Vocabulary {
  private static final String[] WEB_VOCABULARY = {
    "https://gs1.org/voc/", "http://gs1.org/voc/", "https://www.gs1.org/voc/",
    "http://www.gs1.org/voc/", "https://ref.gs1.org/voc/", "gs1:"
  };
  private static final String[] CBV = {
    "https://ref.gs1.org/cbv/", "https://ns.gs1.org/cbv/", "http://ns.gs1.org/cbv/", "cbv:"
  };
  private static final String CBV_URN = "urn:epcglobal:cbv:";

  private final Map<String, String> canonical = new HashMap<>();
  private final boolean cbv;

  /** What stands before a word; empty in the web vocabulary, where words have one form. */
  private final String urn;

  private final String webUri;

  private Vocabulary(boolean cbv, String urn, String webUri, Set<String> words) {
    this.cbv = cbv;
    this.urn = urn;
    this.webUri = webUri;
    words.forEach(word -> canonical.put(word, word));
  }

  /**
   * Words of the CBV.
   *
   * @param urn the part after {@code urn:epcglobal:cbv:}, as {@code bizstep}
   * @param prefix what stands before the word in a CBV 2.0 URI, as {@code BizStep}
   */
  static Vocabulary cbv(String urn, String prefix, Set<String> words) {
    Vocabulary vocabulary = new Vocabulary(true, CBV_URN + urn + ':', CBV[0] + prefix + '-', words);
    for (String word : words) {
      vocabulary.canonical.put(CBV_URN + urn + ':' + word, word);
      for (String base : CBV) {
        vocabulary.canonical.put(base + prefix + '-' + word, word);
      }
    }
    return vocabulary;
  }

  /** Words of the GS1 Web Vocabulary. */
  static Vocabulary web(String prefix, Set<String> words) {
    Vocabulary vocabulary = new Vocabulary(false, "", "", words);
    for (String word : words) {
      for (String base : WEB_VOCABULARY) {
        vocabulary.canonical.put(base + word, word);
        vocabulary.canonical.put(base + prefix + '-' + word, word);
      }
    }
    return vocabulary;
  }

  /** The listed words, in order. */
  public List<String> words() {
    return canonical.values().stream().distinct().sorted().toList();
  }

  /**
   * The canonical form of {@code value}, or null where it is neither a listed word nor a URI of
   * one's own: a bare word that is not listed, or an unlisted word in GS1's own name space.
   */
  public @Nullable String canonical(String value) {
    String word = canonical.get(value);
    if (word != null) {
      return word;
    }
    return Uris.isUri(value) && !reserved(value) ? value : null;
  }

  /**
   * {@code word} as the CBV before version 2 has it, {@code urn:epcglobal:cbv:bizstep:shipping}. A
   * vendor's own word stays as it is, and so does one of the GS1 Web Vocabulary, which has no URNs.
   */
  public String urn(String word) {
    return written(urn, word);
  }

  /**
   * {@code word} as the CBV has it since version 2, {@code
   * https://ref.gs1.org/cbv/BizStep-shipping}.
   */
  public String webUri(String word) {
    return written(webUri, word);
  }

  private String written(String before, String word) {
    String listed = canonical.get(word);
    return listed == null || before.isEmpty() ? word : before + listed;
  }

  private boolean reserved(String value) {
    if (cbv) {
      return value.startsWith("urn:epcglobal:cbv")
          || value.startsWith("https://ns.gs1.org/cbv/")
          || value.startsWith("http://ns.gs1.org/cbv/");
    }
    return value.startsWith("https://gs1.org/voc/")
        || value.startsWith("http://gs1.org/voc/")
        || value.startsWith("https://www.gs1.org/voc/")
        || value.startsWith("http://www.gs1.org/voc/");
  }
}
