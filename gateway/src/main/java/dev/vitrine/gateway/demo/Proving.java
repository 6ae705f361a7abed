package dev.vitrine.gateway.demo;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.UnknownPredicateException;
import dev.vitrine.v1.Age;
import dev.vitrine.v1.AggregateRequest;
import dev.vitrine.v1.AggregateResponse;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.Range;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.RequestProofResponse;
import dev.vitrine.v1.SlotPlace;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The part of the story where facts are proved of what nobody is shown. */
final class Proving {
  private final Console console;
  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  Proving(Console console, Path folder) {
    this.console = console;
    this.folder = folder;
  }

  /** That a shipment was never colder than 2 °C and never warmer than 8 °C, unlinkably. */
  Optional<Asking.Proof> cold(GatewayClient hospital, String event) throws IOException {
    return prove(
        hospital,
        event,
        "cold-chain.presentation",
        List.of(
            range(Range.newBuilder().setOf(of("lowestTemperature")).setAtLeast("2.0")),
            range(Range.newBuilder().setOf(of("highestTemperature")).setAtMost("8.0"))));
  }

  /** That a patient is of age. */
  Optional<Asking.Proof> grown(GatewayClient hospital, String patient) throws IOException {
    return prove(
        hospital,
        patient,
        "of-age.presentation",
        List.of(
            dev.vitrine.v1.Predicate.newBuilder()
                .setAge(Age.newBuilder().setOf(of("birthDate")).setAtLeast(18))
                .build()));
  }

  /** The mean of many blood pressures. */
  Optional<Asking.Proof> mean(GatewayClient researcher, String query) throws IOException {
    byte[] nonce = nonce();
    long start = System.nanoTime();
    AggregateResponse answer;
    try {
      answer =
          researcher
              .query()
              .aggregate(
                  AggregateRequest.newBuilder()
                      .setSchema("fhir.BloodPressure.v1")
                      .setSlot("systolic")
                      .setQuery(query)
                      .setNonce(ByteString.copyFrom(nonce))
                      .setAudience(Asking.AUDIENCE)
                      .build());
    } catch (StatusRuntimeException refused) {
      console.line("Aggregate: %s", refused.getStatus().getDescription());
      return Optional.empty();
    }
    console.line(
        "Aggregate systolic of fhir.BloodPressure.v1, %s: %d records, mean %s %s, %d bytes, %.0f ms;"
            + " logged as disclosure %s",
        query,
        answer.getCount(),
        answer.getMean(),
        answer.getUnit(),
        answer.getPresentation().size(),
        Console.millis(System.nanoTime() - start),
        answer.getDisclosure().getRecordId());
    return Optional.of(kept("mean.presentation", answer.getPresentation(), nonce));
  }

  /** The same presentation, claiming that it was half a degree warmer at the coldest. */
  Asking.Proof forged(Asking.Proof proof) throws IOException {
    try {
      Presentation file = Presentation.decode(Files.readAllBytes(proof.file()));
      Statement said = Statement.decode(file.statement());
      List<Predicate> claims = said.predicates().stream().map(Proving::tightened).toList();
      Statement forged =
          new Statement(
              said.mode(),
              said.records(),
              claims,
              said.audience(),
              said.nonce(),
              said.purpose(),
              said.policyId(),
              said.issuedAtMillis(),
              said.expiresAtMillis(),
              said.anchor());
      Path changed = folder.resolve("forged-" + proof.file().getFileName());
      Files.write(changed, new Presentation(forged.encode(), file.body(), file.binding()).encode());
      console.line("The claim is forged: at least 2.5 °C instead of 2.0 °C");
      return new Asking.Proof(changed, proof.nonce());
    } catch (CborException | UnknownPredicateException e) {
      throw new IOException("the demo's own presentation can't be read", e);
    }
  }

  private static Predicate tightened(Predicate claim) {
    return claim instanceof Predicate.Bounds bounds && bounds.lower().isPresent()
        ? new Predicate.Bounds(
            bounds.terms(), bounds.lower().map(grains -> grains + 500), bounds.upper())
        : claim;
  }

  private Optional<Asking.Proof> prove(
      GatewayClient hospital, String record, String name, List<dev.vitrine.v1.Predicate> predicates)
      throws IOException {
    byte[] nonce = nonce();
    long start = System.nanoTime();
    try {
      RequestProofResponse answer =
          hospital
              .query()
              .requestProof(
                  RequestProofRequest.newBuilder()
                      .setRecordId(record)
                      .addAllPredicates(predicates)
                      .setMode(ProofMode.PROOF_MODE_PRIVATE)
                      .setNonce(ByteString.copyFrom(nonce))
                      .setAudience(Asking.AUDIENCE)
                      .build());
      console.line(
          "RequestProof private, %d predicates: %d bytes, %.0f ms; logged as disclosure %s",
          predicates.size(),
          answer.getPresentation().size(),
          Console.millis(System.nanoTime() - start),
          answer.getDisclosure().getRecordId());
      return Optional.of(kept(name, answer.getPresentation(), nonce));
    } catch (StatusRuntimeException refused) {
      // of a folder of one's own documents it need not be so
      console.line("RequestProof private: %s", refused.getStatus().getDescription());
      return Optional.empty();
    }
  }

  private Asking.Proof kept(String name, ByteString presentation, byte[] nonce) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, presentation.toByteArray());
    return new Asking.Proof(file, HexFormat.of().formatHex(nonce));
  }

  private byte[] nonce() {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    return nonce;
  }

  private static dev.vitrine.v1.Predicate range(Range.Builder range) {
    return dev.vitrine.v1.Predicate.newBuilder().setRange(range).build();
  }

  private static SlotPlace of(String slot) {
    return SlotPlace.newBuilder().setSlot(slot).build();
  }
}
