package dev.vitrine.gateway.intake;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.template.Templates;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.TemplateFolder;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.provenance.TrustedSigners;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The document formats that are taken in, and their schemas. */
@Startup
@Singleton
public class Formats {
  private static final String BUILT_IN = "fhir.";

  private final EpcisFormat epcis;
  private final FhirFormat stored;
  private final FhirFormat fhir;
  private final SchemaStore schemas;

  Formats(SchemaStore schemas, TrustedSigners signers, VitrineConfig config) {
    EpcisProfiles profiles = EpcisProfiles.of(config.epcis().profiles());
    this.epcis = new EpcisFormat(profiles::of);
    this.schemas = schemas;
    try {
      Templates templates = TemplateFolder.read(DataFolder.open(config.data()).templates());
      stored = new FhirFormat(templates);
      fhir = new FhirFormat(templates, signers);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @PostConstruct
  void register() {
    List<Schema> own =
        fhir.schemas().stream().filter(schema -> !schema.id().startsWith(BUILT_IN)).toList();
    schemas.requireUnchanged(own);
    schemas.register(epcis.schemas());
    schemas.register(fhir.schemas());
  }

  /** GS1 EPCIS. */
  public EpcisFormat epcis() {
    return epcis;
  }

  /** HL7 FHIR, for what is handed in: signatures of a Provenance are checked. */
  public FhirFormat fhir() {
    return fhir;
  }

  /** HL7 FHIR, for what was taken in before: what its signatures were worth then is committed. */
  public FhirFormat storedFhir() {
    return stored;
  }

  /**
   * Reads a document.
   *
   * @param mediaType as the sender gave it, parameters and all; blank: {@code standard}
   * @throws GatewayException.InvalidRequest if it is refused, with the places and reasons
   */
  public static List<Submission> read(
      RecordFormat format, String mediaType, String standard, byte[] document, String party) {
    String plain = mediaType.isBlank() ? standard : plain(mediaType);
    if (!format.accepts(plain)) {
      throw new GatewayException.InvalidRequest(
          "The media type is not one that is read here: send " + standard + ".");
    }
    try {
      return format.read(document, plain, party);
    } catch (InvalidDocumentException e) {
      throw new GatewayException.InvalidRequest("The document is refused.", e.problems());
    }
  }

  private static String plain(String mediaType) {
    int parameters = mediaType.indexOf(';');
    return (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
