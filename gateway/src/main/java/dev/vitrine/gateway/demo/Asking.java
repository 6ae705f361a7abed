package dev.vitrine.gateway.demo;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.v1.Disclosure;
import dev.vitrine.v1.GetRecordRequest;
import dev.vitrine.v1.GetRecordResponse;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordReference;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.RequestProofResponse;
import dev.vitrine.v1.SearchRecordsRequest;
import dev.vitrine.v1.SlotView;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The asking hospital's part of the story: finds a record and gets a proof of what it may see. */
final class Asking {
  static final String AUDIENCE = "hospital-south.example";

  private final Console console;
  private final GatewayClient hospital;
  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  Asking(Console console, GatewayClient hospital, Path folder) {
    this.console = console;
    this.hospital = hospital;
    this.folder = folder;
  }

  /** A proof that was obtained, and the nonce it answers. */
  record Proof(Path file, String nonce) {}

  /** The first record that a search finds. */
  Optional<String> search(String schema, String query) {
    long start = System.nanoTime();
    List<RecordReference> found =
        hospital
            .query()
            .searchRecords(
                SearchRecordsRequest.newBuilder().setSchema(schema).setQuery(query).build())
            .getRecordsList();
    console.line(
        "SearchRecords %s, %s: %d found, %.0f ms",
        schema, query, found.size(), Console.millis(System.nanoTime() - start));
    return found.stream().map(RecordReference::getRecordId).findFirst();
  }

  /** What the hospital may know of a record; empty if it may not even know that it is there. */
  Optional<GetRecordResponse> view(String recordId) {
    try {
      return Optional.of(
          hospital.query().getRecord(GetRecordRequest.newBuilder().setRecordId(recordId).build()));
    } catch (StatusRuntimeException refused) {
      return Optional.empty();
    }
  }

  /** Asks for everything it may see of the record, as a proof. */
  Proof prove(GetRecordResponse record, ProofMode mode, String name) throws IOException {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    List<String> slots =
        record.getSlotsList().stream()
            .filter(slot -> slot.getDisclosure() == Disclosure.DISCLOSURE_SHOW)
            .filter(slot -> mode == ProofMode.PROOF_MODE_ANCHORED || !slot.hasRoot())
            .map(SlotView::getName)
            .toList();
    long start = System.nanoTime();
    RequestProofResponse answer =
        hospital
            .query()
            .requestProof(
                RequestProofRequest.newBuilder()
                    .setRecordId(record.getRecord().getRecordId())
                    .addAllSlots(slots)
                    .setMode(mode)
                    .setNonce(ByteString.copyFrom(nonce))
                    .setAudience(AUDIENCE)
                    .build());
    Path file = folder.resolve(name);
    Files.write(file, answer.getPresentation().toByteArray());
    console.line(
        "RequestProof %s of %s: %d slots shown, %d bytes, %.0f ms; logged as disclosure %s",
        mode == ProofMode.PROOF_MODE_ANCHORED ? "anchored" : "private",
        record.getRecord().getSchema(),
        slots.size(),
        answer.getPresentation().size(),
        Console.millis(System.nanoTime() - start),
        answer.getDisclosure().getRecordId());
    return new Proof(file, HexFormat.of().formatHex(nonce));
  }
}
