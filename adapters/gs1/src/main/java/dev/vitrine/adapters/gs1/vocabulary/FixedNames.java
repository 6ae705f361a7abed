package dev.vitrine.adapters.gs1.vocabulary;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What EPCIS 2.0's own JSON-LD context fixes: contexts by address, prefixes and terms. The context
 * protects them, so that no document may give them another meaning.
 *
 * <p>The words of the vocabularies ({@code shipping}, {@code x}) are not among the terms: they hold
 * within the members that take them, whatever a document defines outside.
 */
public final class FixedNames {
  private static final String CONTEXT = "epcis-context.jsonld";
  private static final String STANDARDS = "https://ref.gs1.org/standards/epcis/";
  private static final String REPOSITORY = "https://gs1.github.io/EPCIS/";

  /** Name spaces that each prefix may stand for: JSON-LD's first, then those used in XML. */
  private static final Map<String, List<String>> PREFIXES =
      Map.of(
          "epcis",
              List.of(
                  "https://ref.gs1.org/epcis/",
                  "https://ns.gs1.org/epcis/",
                  "urn:epcglobal:epcis:xsd:2",
                  "urn:epcglobal:epcis:xsd:1"),
          "cbv", List.of("https://ref.gs1.org/cbv/", "https://ns.gs1.org/cbv/"),
          "cbvmda",
              List.of("urn:epcglobal:cbv:mda:", "urn:epcglobal:cbv:mda", "urn:epcglobal:cbv:mda#"),
          "gs1",
              List.of(
                  "https://gs1.org/voc/",
                  "http://gs1.org/voc/",
                  "https://www.gs1.org/voc/",
                  "http://www.gs1.org/voc/",
                  "https://ref.gs1.org/voc/"),
          "rdfs",
              List.of(
                  "http://www.w3.org/2000/01/rdf-schema#",
                  "http://www.w3.org/2000/01/rdf-schema#/"),
          "owl", List.of("http://www.w3.org/2002/07/owl#"),
          "xsd", List.of("http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/2001/XMLSchema"),
          "dcterms", List.of("http://purl.org/dc/terms/"));

  /** Schemes of identifiers: a prefix of this name would turn them into something else. */
  private static final Set<String> SCHEMES = Set.of("urn", "http", "https");

  private static final Set<String> TERMS =
      Set.of(
          ("id type baseURL ObjectEvent AggregationEvent TransformationEvent AssociationEvent"
                  + " TransactionEvent Collection member eventTime recordTime eventTimeZoneOffset"
                  + " action certificationInfo bizStep disposition bizLocation readPoint"
                  + " transformationID epcList sourceList source destinationList destination"
                  + " persistentDisposition set unset quantity epcClass uom quantityList"
                  + " bizTransactionList bizTransaction parentID childEPCs childQuantityList"
                  + " inputEPCList outputEPCList inputQuantityList outputQuantityList"
                  + " sensorElementList sensorMetadata sensorReport time startTime endTime deviceID"
                  + " deviceMetadata rawData dataProcessingMethod bizRules microorganism"
                  + " chemicalSubstance value component stringValue booleanValue hexBinaryValue"
                  + " uriValue minValue maxValue meanValue sDev percRank percValue exception"
                  + " coordinateReferenceSystem errorDeclaration declarationTime reason"
                  + " correctiveEventIDs eventID creationDate sender receiver instanceIdentifier"
                  + " schemaVersion ilmd EPCISDocument EPCISQueryDocument epcisHeader"
                  + " epcisMasterData masterData vocabularyList vocabulary vocabularyElementList"
                  + " attributes attribute epcisBody queryResults subscriptionID queryName"
                  + " resultsBody eventList children")
              .split(" "));

  private FixedNames() {}

  /** Whether the context at this address is EPCIS's own, or a part of it. */
  public static boolean isKnownContext(String address) {
    if (address.startsWith(STANDARDS)) {
      return isVersioned(address.substring(STANDARDS.length()));
    }
    return address.startsWith(REPOSITORY)
        && switch (address.substring(REPOSITORY.length())) {
          case CONTEXT,
              "cbv-context-bizstep.jsonld",
              "cbv-context-biztransaction-type.jsonld",
              "cbv-context-component.jsonld",
              "cbv-context-disposition.jsonld",
              "cbv-context-error-reason.jsonld",
              "cbv-context-sourcedest-type.jsonld",
              "gs1-context-measurement-type.jsonld",
              "gs1-context-sensor-alert-type.jsonld" ->
              true;
          default -> false;
        };
  }

  /** The name space that EPCIS's context gives a prefix, or null where it gives none. */
  public static @Nullable String nameSpace(String prefix) {
    List<String> spaces = PREFIXES.get(prefix);
    return spaces == null ? null : spaces.get(0);
  }

  /** Whether it is a name space of EPCIS's own elements in XML, of version 2 or 1. */
  public static boolean isEpcisXml(String space) {
    return space.equals("urn:epcglobal:epcis:xsd:2") || space.equals("urn:epcglobal:epcis:xsd:1");
  }

  /** Whether no document may define {@code name} as {@code meaning}. */
  public static boolean redefines(String name, String meaning) {
    List<String> spaces = PREFIXES.get(name);
    if (spaces != null) {
      return !spaces.contains(meaning);
    }
    return SCHEMES.contains(name)
        || (TERMS.contains(name)
            && !meaning.equals("epcis:" + name)
            && !meaning.equals("https://ref.gs1.org/epcis/" + name));
  }

  /** Whether the standard fixes what {@code name} means. */
  public static boolean isFixed(String name) {
    return PREFIXES.containsKey(name) || SCHEMES.contains(name) || TERMS.contains(name);
  }

  /** The file itself, or in the folder of a version: {@code 2.0.0/epcis-context.jsonld}. */
  private static boolean isVersioned(String path) {
    if (!path.endsWith(CONTEXT)) {
      return false;
    }
    String version = path.substring(0, path.length() - CONTEXT.length());
    if (version.isEmpty()) {
      return true;
    }
    boolean good = version.startsWith("2.") && version.endsWith("/") && version.length() > 3;
    for (int i = 2; i < version.length() - 1; i++) {
      char c = version.charAt(i);
      good &= (c >= '0' && c <= '9') || c == '.';
    }
    return good;
  }
}
