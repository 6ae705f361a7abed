package dev.vitrine.gateway.provenance;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.signature.SignatureTrust;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.record.InvalidDocumentException;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the operator's file names, and resources that stand in the log already. Read at start;
 * without a file nobody's signature is believed. Calls block.
 */
@Singleton
public class TrustedSigners implements SignatureTrust {
  /** Versions of a target that are tried. */
  private static final int VERSIONS = 16;

  /** Of a target with so many versions nothing is said. */
  private static final int MOST = RecordBatches.MOST;

  private final List<KnownSigner> signers;
  private final TagIndex tags;
  private final SchemaStore schemas;
  private final RecordBatches records;

  TrustedSigners(
      VitrineConfig config,
      TagIndex tags,
      SchemaStore schemas,
      RecordBatches records,
      Clock clock) {
    this.signers = read(config.data().resolve(SignersFile.NAME), clock);
    this.tags = tags;
    this.schemas = schemas;
    this.records = records;
  }

  @Override
  public Optional<Signer> signer(String party, Set<String> names) {
    return signers.stream()
        .filter(signer -> signer.isCalled(party, names))
        .map(signer -> (Signer) signer)
        .findFirst();
  }

  @Override
  public List<JsonObject> earlier(String party, String type, String id) {
    List<RecordRef> refs =
        tags.ofSender(party, schemas.names(), List.of("_id=" + id), "type=" + type, MOST);
    if (refs.size() == MOST) {
      return List.of();
    }
    List<RecordBatches.Opened> opened = new ArrayList<>(RecordBatches.inOrder(records.open(refs)));
    Collections.reverse(opened);
    List<JsonObject> versions = new ArrayList<>();
    for (RecordBatches.Opened one : opened.subList(0, Math.min(VERSIONS, opened.size()))) {
      try {
        versions.add(StrictJsonReader.read(one.record().document(), new Problems()));
      } catch (InvalidDocumentException e) {
        throw new IllegalStateException("a stored resource can't be read", e);
      }
    }
    return versions;
  }

  private static List<KnownSigner> read(Path file, Clock clock) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<KnownSigner> signers = SignersFile.read(file, clock);
      Log.infof("signatures of %d signers in FHIR resources are checked", signers.size());
      return signers;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
