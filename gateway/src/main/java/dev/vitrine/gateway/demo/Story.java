package dev.vitrine.gateway.demo;

import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.gateway.client.GatewayProcess;
import dev.vitrine.gateway.client.VitrineTool;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.EmbeddedIssuer;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.v1.Disclosure;
import dev.vitrine.v1.DocumentFormat;
import dev.vitrine.v1.GetReceiptRequest;
import dev.vitrine.v1.GetRecordRequest;
import dev.vitrine.v1.GetRecordResponse;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.SlotView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The chapters of the demo, and the cast: a supplier, two hospitals, an institute and an auditor.
 */
final class Story {
  private static final List<String> FHIR_ORDER =
      List.of("fhir.BloodPressure.v1", "fhir.Immunization.v1", "fhir.Resource.v1");

  /** Shorter texts may stand elsewhere in a file by chance. */
  private static final int SHORTEST_TO_FLIP = 5;

  private final Console console;
  private final GatewayProcess gateway;
  private final Path trust;
  private final Path work;
  private final EmbeddedIssuer issuer;

  Story(Console console, GatewayProcess gateway, DataFolder folder, Path work) throws IOException {
    this.console = console;
    this.gateway = gateway;
    this.trust = folder.root().resolve("trust.json");
    this.work = work;
    this.issuer = EmbeddedIssuer.load(folder.issuer(), Clock.systemUTC());
  }

  /** Tells it; gives the exit code. */
  int tell(List<Corpus.Document> events, List<Corpus.Document> resources)
      throws IOException, InterruptedException {
    try (GatewayClient supplier = client(Roles.SUPPLIER, "acme-pharma", Optional.empty());
        GatewayClient north = client(Roles.HOSPITAL, "hospital-north", Optional.of("TREAT"));
        GatewayClient south = client(Roles.HOSPITAL, "hospital-south", Optional.of("TREAT"))) {
      console.chapter("The supplier posts " + events.size() + " EPCIS 2.0 documents");
      Supply supply = new Supply(console, supplier);
      supply.capture(events);
      List<RecordReceipt> receipts = supply.stream(events, DocumentFormat.DOCUMENT_FORMAT_EPCIS);

      console.chapter("Hospital North posts " + resources.size() + " FHIR R4 resources");
      List<String> health = new Care(console, north).post(resources);
      new Supply(console, north).stream(Study.resources(), DocumentFormat.DOCUMENT_FORMAT_FHIR);

      console.chapter("Hospital South asks, for treatment");
      Asking asking = new Asking(console, south, work);
      GetRecordResponse event = event(asking, receipts);
      Map<String, GetRecordResponse> views = views(asking, health);
      GetRecordResponse resource = resource(views);
      Asking.Proof anchored =
          asking.prove(event, ProofMode.PROOF_MODE_ANCHORED, "anchored.presentation");
      Asking.Proof unlinkable =
          asking.prove(resource, ProofMode.PROOF_MODE_PRIVATE, "private.presentation");
      Path receipt = receipt(supplier, event.getRecord().getRecordId());

      console.chapter("Anyone verifies, offline, with the keys in " + trust.getFileName());
      boolean held = verify(anchored, 0);
      held = verify(unlinkable, 0) && held;
      held = run(0, verifyReceipt(receipt)) && held;

      console.chapter("One byte is flipped");
      held = verify(flipped(anchored, event), 1) && held;
      held = verify(flipped(unlinkable, resource), 1) && held;

      held = facts(south, event, Optional.ofNullable(views.get("fhir.Patient.v1"))) && held;

      console.chapter("Who sees what");
      sideBySide("the event", supplier, event, "supplier");
      sideBySide("the health record", north, resource, "Hospital North");

      console.chapter("The auditor asks the witness, and re-derives the log from its public tiles");
      String log = gateway.base().toString();
      String state = work.resolve("auditor").toString();
      List<String> believing = List.of("--url", log, "--policy", "" + trust, "--state", state);
      held &= run(0, audit("monitor", believing));
      held &= run(0, audit("fsck", believing));
      return held ? 0 : 1;
    }
  }

  private GetRecordResponse event(Asking asking, List<RecordReceipt> receipts) throws IOException {
    Stream<String> searched =
        Stream.of("bizStep=shipping", "lot=VTR2611A")
            .flatMap(query -> asking.search("gs1.epcis.v1", query).stream());
    Stream<String> posted = receipts.stream().map(RecordReceipt::getRecordId);
    return Stream.concat(searched, posted)
        .flatMap(id -> asking.view(id).stream())
        .findFirst()
        .orElseThrow(() -> new IOException("no EPCIS document was accepted"));
  }

  /** Facts about what nobody is shown, each verified offline; and one that is forged. */
  private boolean facts(
      GatewayClient south, GetRecordResponse event, Optional<GetRecordResponse> patient)
      throws IOException, InterruptedException {
    try (GatewayClient institute = client(Roles.RESEARCHER, "institute", Optional.of("HRESCH"))) {
      console.chapter("Facts are proved of values that nobody is shown");
      Proving proving = new Proving(console, work);
      boolean held = true;
      Optional<Asking.Proof> cold = proving.cold(south, event.getRecord().getRecordId());
      if (cold.isPresent()) {
        String[] facts = {"lowestTemperature >= 2.0", "highestTemperature <= 8.0"};
        held = verify(cold.get(), 0, facts);
        held = verify(proving.forged(cold.get()), 1, facts) && held;
      }
      if (patient.isPresent()) {
        Optional<Asking.Proof> grown =
            proving.grown(south, patient.get().getRecord().getRecordId());
        held = (grown.isEmpty() || verify(grown.get(), 0, "age(birthDate) >= 18")) && held;
      }
      Optional<Asking.Proof> mean = proving.mean(institute, Study.QUERY);
      return mean.isEmpty() ? held : verify(mean.get(), 0) && held;
    }
  }

  private static Map<String, GetRecordResponse> views(Asking asking, List<String> ids) {
    return ids.stream()
        .flatMap(id -> asking.view(id).stream())
        .collect(
            Collectors.toMap(
                view -> view.getRecord().getSchema(), Function.identity(), (a, b) -> a));
  }

  private static GetRecordResponse resource(Map<String, GetRecordResponse> bySchema)
      throws IOException {
    return FHIR_ORDER.stream()
        .filter(bySchema::containsKey)
        .map(bySchema::get)
        .findFirst()
        .orElseThrow(() -> new IOException("no FHIR resource that the policy shows was accepted"));
  }

  private Path receipt(GatewayClient supplier, String recordId) throws IOException {
    Path file = work.resolve("event.receipt");
    byte[] bytes =
        supplier
            .intake()
            .getReceipt(GetReceiptRequest.newBuilder().setRecordId(recordId).build())
            .getReceipt()
            .toByteArray();
    Files.write(file, bytes);
    console.line("The supplier keeps its receipt of record %s: %d bytes", recordId, bytes.length);
    return file;
  }

  private boolean verify(Asking.Proof proof, int expected, String... facts)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "verify",
                proof.file().toString(),
                "--policy",
                trust.toString(),
                "--audience",
                Asking.AUDIENCE,
                "--nonce",
                proof.nonce()));
    for (String fact : facts) {
      arguments.addAll(List.of("--require", fact));
    }
    return run(expected, arguments);
  }

  private static List<String> audit(String what, List<String> options) {
    return Stream.concat(Stream.of("audit", what), options.stream()).toList();
  }

  private List<String> verifyReceipt(Path receipt) {
    return List.of("verify", receipt.toString(), "--policy", trust.toString());
  }

  /** Runs a vitrine command in a process of its own and shows what it prints. */
  private boolean run(int expected, List<String> arguments)
      throws IOException, InterruptedException {
    console.line("$ vitrine %s", String.join(" ", arguments));
    long start = System.nanoTime();
    VitrineTool.Result result = VitrineTool.run(arguments);
    result.output().lines().forEach(line -> console.line("  %s", line));
    boolean asExpected = result.exitCode() == expected;
    console.line(
        "  exit code %d%s, %.0f ms",
        result.exitCode(),
        asExpected ? "" : ", but " + expected + " was expected",
        Console.millis(System.nanoTime() - start));
    return asExpected;
  }

  /** The same file with one bit of a shown value changed. */
  private Asking.Proof flipped(Asking.Proof proof, GetRecordResponse record) throws IOException {
    byte[] bytes = Files.readAllBytes(proof.file());
    String file = new String(bytes, StandardCharsets.ISO_8859_1);
    int at =
        record.getSlotsList().stream()
            .filter(slot -> slot.hasText() && slot.getText().length() >= SHORTEST_TO_FLIP)
            .mapToInt(slot -> file.indexOf(slot.getText()))
            .filter(place -> place >= 0)
            .findFirst()
            .orElse(bytes.length / 2);
    bytes[at] ^= 1;
    console.line("Byte %d of %s", at, proof.file().getFileName());
    Path changed = work.resolve("flipped-" + proof.file().getFileName());
    Files.write(changed, bytes);
    return new Asking.Proof(changed, proof.nonce());
  }

  private void sideBySide(
      String what, GatewayClient sender, GetRecordResponse asked, String senderName) {
    GetRecordResponse own =
        sender
            .query()
            .getRecord(
                GetRecordRequest.newBuilder().setRecordId(asked.getRecord().getRecordId()).build());
    Map<String, SlotView> seen =
        asked.getSlotsList().stream()
            .collect(Collectors.toMap(SlotView::getName, Function.identity()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            what + " " + asked.getRecord().getRecordId(),
            senderName + " (own)",
            "Hospital South",
            "auditor"));
    for (SlotView slot : own.getSlotsList()) {
      String value = value(slot);
      if (!value.isEmpty()) {
        SlotView shown = seen.get(slot.getName());
        rows.add(
            List.of(
                slot.getName(),
                value,
                shown == null
                    ? "hidden"
                    : shown.getDisclosure() == Disclosure.DISCLOSURE_SHOW
                        ? value(shown)
                        : "hidden, provable",
                "committed"));
      }
    }
    console.table(rows);
    console.line("");
  }

  private static String value(SlotView slot) {
    return switch (slot.getValueCase()) {
      case TEXT -> slot.getText();
      case NUMBER -> (slot.getNumber() + " " + slot.getUnit()).strip();
      case ROOT -> slot.getRoot().substring(0, 16) + "…";
      case VALUE_NOT_SET -> "";
    };
  }

  private GatewayClient client(String role, String party, Optional<String> purpose) {
    String token =
        issuer.token(
            party,
            Set.of(role),
            Optional.of(party),
            purpose,
            Optional.empty(),
            Duration.ofHours(1));
    return new GatewayClient(gateway.base(), token);
  }
}
