package dev.vitrine.adapters.fhir.generate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The resources in the Bundles of definitions that HL7 publishes with R4, read from the class path.
 */
public final class Definitions {
  private static final String FOLDER = "/org/hl7/fhir/r4/model/";
  private static final String[] STRUCTURES = {
    "profile/profiles-types.xml", "profile/profiles-resources.xml"
  };
  private static final String[] TERMINOLOGY = {
    "valueset/valuesets.xml", "valueset/v3-codesystems.xml", "valueset/v2-tables.xml"
  };

  private Definitions() {}

  /** The StructureDefinitions of all types, without the profiles among them. */
  public static List<Structure> structures() throws IOException {
    List<Structure> found = new ArrayList<>();
    for (String file : STRUCTURES) {
      for (XmlNode each : resources(file, Set.of("StructureDefinition"))) {
        if (!each.text("derivation").equals("constraint") && !each.text("kind").equals("logical")) {
          found.add(Structure.of(each));
        }
      }
    }
    return found;
  }

  /** The CodeSystems and ValueSets. */
  static List<XmlNode> terminology() throws IOException {
    List<XmlNode> found = new ArrayList<>();
    for (String file : TERMINOLOGY) {
      found.addAll(resources(file, Set.of("CodeSystem", "ValueSet")));
    }
    return found;
  }

  private static List<XmlNode> resources(String file, Set<String> types) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    List<XmlNode> found = new ArrayList<>();
    try (InputStream in = Definitions.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IOException("not on the class path: " + FOLDER + file);
      }
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      boolean inResource = false;
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        String name = reader.getLocalName();
        if (inResource && types.contains(name)) {
          found.add(XmlNode.read(reader));
        } else if (inResource) {
          XmlNode.skip(reader);
        }
        inResource = name.equals("resource");
      }
    } catch (XMLStreamException e) {
      throw new IOException("not XML: " + file, e);
    }
    return found;
  }
}
