package dev.vitrine.adapters.fhir.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a StructureDefinition says of its type.
 *
 * @param name the type, as {@code Observation}
 * @param kind {@code resource}, {@code complex-type} or {@code primitive-type}
 * @param isAbstract whether nothing is of this type alone
 * @param elements its snapshot, in order
 * @param regex of a primitive type: the form of its texts, or an empty text
 */
public record Structure(
    String name, String kind, boolean isAbstract, List<ElementRow> elements, String regex) {
  private static final String EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/";

  static Structure of(XmlNode definition) {
    List<ElementRow> rows = new ArrayList<>();
    String regex = "";
    for (XmlNode snapshot : definition.all("snapshot")) {
      for (XmlNode element : snapshot.all("element")) {
        rows.add(ElementRow.of(element));
        for (XmlNode type : element.all("type")) {
          regex = element.text("path").endsWith(".value") ? extension(type, "regex") : regex;
        }
      }
    }
    return new Structure(
        definition.text("type"),
        definition.text("kind"),
        definition.text("abstract").equals("true"),
        List.copyOf(rows),
        regex);
  }

  /** The value of an extension of HL7's own, or an empty text. */
  static String extension(XmlNode node, String name) {
    for (XmlNode extension : node.all("extension")) {
      if (extension.url().equals(EXTENSIONS + name)) {
        return extension.text("valueUrl") + extension.text("valueString");
      }
    }
    return "";
  }
}
