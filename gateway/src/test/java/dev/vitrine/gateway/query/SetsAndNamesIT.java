package dev.vitrine.gateway.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.presentation.Fact;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.set.PublisherKey;
import dev.vitrine.proofs.set.SetElements;
import dev.vitrine.proofs.set.SetPublisher;
import dev.vitrine.proofs.set.SignedDescriptor;
import dev.vitrine.proofs.set.TrustedPublisher;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.v1.Membership;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.Pseudonym;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.SlotPlace;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts about public sets and names of hidden values, over the wire and verified offline. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class SetsAndNamesIT {
  private static final byte[] NONCE =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final List<ProofMode> MODES =
      List.of(ProofMode.PROOF_MODE_ANCHORED, ProofMode.PROOF_MODE_PRIVATE);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PublisherKey REGULATOR = PublisherKey.random(RANDOM);

  @TestHTTPResource("/")
  URI gateway;

  @Inject TrustRoots roots;
  @Inject VitrineConfig config;

  private final String seller = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_A);
  private GrpcClient client;

  @BeforeEach
  void connect() {
    client = new GrpcClient(gateway.getPort());
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void aHiddenLotIsNotAmongTheRecalled() throws Exception {
    SignedDescriptor recalled = publish("recalled-lots", "LOT-BAD-1", "LOT-BAD-2");
    String good = submit("LOT-GOOD-7");
    String bad = submit("LOT-BAD-2");
    for (ProofMode mode : MODES) {
      byte[] file = prove(mode, good, "verifier.example", notIn(recalled));
      assertFalse(new String(file, java.nio.charset.StandardCharsets.UTF_8).contains("LOT-GOOD"));
      Fact wanted = Fact.notIn(0, "lot", recalled.encode());
      Verdict verdict = verify(file, Policy.at(now()).proves(wanted), trust());
      Statement statement = verdict.statement();
      assertEquals(
          List.of("lot of record 0 is not in the set regulator / recalled-lots version 1"),
          FactWords.of(statement));
      assertTrue(
          verdict.steps().stream().anyMatch(step -> step.name().equals("membership")),
          verdict.steps().toString());
      // the gateway's own trust file names no publisher
      Verdict unknown = verify(file, Policy.at(now()), roots.file());
      assertEquals(Outcome.CANNOT_TELL, unknown.outcome());
      assertEquals(
          Status.Code.FAILED_PRECONDITION,
          code(() -> prove(mode, bad, "verifier.example", notIn(recalled))));
      assertEquals(
          Outcome.VALID,
          verify(prove(mode, bad, "verifier.example", in(recalled)), Policy.at(now()), trust())
              .outcome());
    }
  }

  @Test
  void aSetThatIsNotHereIsNamedAsSuch() throws Exception {
    Path elsewhere = Files.createTempDirectory("sets").resolve("x.set");
    SignedDescriptor absent = publish("elsewhere", elsewhere, "A");
    String record = submit("LOT-1");
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> prove(ProofMode.PROOF_MODE_PRIVATE, record, "v", in(absent)));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    assertTrue(GrpcClient.details(refused).toString().contains("unknown-set"));
  }

  /** One name for one verifier, whatever the record; another for another verifier. */
  @Test
  void aHiddenLotHasOneNameForEachVerifier() throws Exception {
    String first = submit("LOT-SAME");
    String second = submit("LOT-SAME");
    String third = submit("LOT-OTHER");
    String name = name(ProofMode.PROOF_MODE_PRIVATE, first, "a.example");
    assertEquals(name, name(ProofMode.PROOF_MODE_PRIVATE, first, "a.example"));
    assertEquals(name, name(ProofMode.PROOF_MODE_ANCHORED, second, "a.example"));
    assertNotEquals(name, name(ProofMode.PROOF_MODE_PRIVATE, third, "a.example"));
    assertNotEquals(name, name(ProofMode.PROOF_MODE_PRIVATE, first, "b.example"));
    String without = submit("");
    assertEquals(
        Status.Code.FAILED_PRECONDITION,
        code(() -> prove(ProofMode.PROOF_MODE_PRIVATE, without, "a.example", named())));
  }

  private String name(ProofMode mode, String record, String audience) throws Exception {
    byte[] file = prove(mode, record, audience, named());
    Statement statement =
        verify(
                file,
                Policy.at(now()).audience(audience).proves(Fact.named(0, "lot", "lots")),
                trust())
            .statement();
    return HexFormat.of().formatHex(((Predicate.Pseudonym) statement.predicates().get(0)).name());
  }

  private static dev.vitrine.v1.Predicate notIn(SignedDescriptor set) {
    return dev.vitrine.v1.Predicate.newBuilder().setNotMemberOf(membership(set)).build();
  }

  private static dev.vitrine.v1.Predicate in(SignedDescriptor set) {
    return dev.vitrine.v1.Predicate.newBuilder().setMemberOf(membership(set)).build();
  }

  private static Membership membership(SignedDescriptor set) {
    return Membership.newBuilder()
        .setOf(SlotPlace.newBuilder().setSlot("lot"))
        .setSet(ByteString.copyFrom(set.encode()))
        .build();
  }

  private static dev.vitrine.v1.Predicate named() {
    return dev.vitrine.v1.Predicate.newBuilder()
        .setPseudonym(
            Pseudonym.newBuilder().setOf(SlotPlace.newBuilder().setSlot("lot")).setContext("lots"))
        .build();
  }

  private SignedDescriptor publish(String id, String... elements) throws Exception {
    Path folder = Files.createDirectories(config.data().resolve("sets"));
    return publish(id, folder.resolve(id + ".set"), elements);
  }

  private static SignedDescriptor publish(String id, Path file, String... elements)
      throws Exception {
    long now = now().toEpochMilli();
    return new SetPublisher("regulator", REGULATOR, RANDOM, 1)
        .publish(id, 1, now, now + 3_600_000, SetElements.texts(List.of(elements)), file);
  }

  private String submit(String lot) {
    String event = Documents.event();
    if (!lot.isEmpty()) {
      String goods =
          "\"quantityList\": [{\"epcClass\": \"urn:epc:class:lgtin:9506000.013435." + lot + "\"}]";
      event = event.replaceFirst("\"epcList\": \\[[^]]*\\]", goods);
      // the same goods at another time are another event
      event = event.replace("10:12:41.250", "10:12:41." + (100 + RANDOM.nextInt(900)));
    }
    return client.intake(seller).submit(Documents.epcis(event)).getReceipts(0).getRecordId();
  }

  private byte[] prove(
      ProofMode mode, String record, String audience, dev.vitrine.v1.Predicate fact) {
    return client
        .query(seller)
        .requestProof(
            RequestProofRequest.newBuilder()
                .setRecordId(record)
                .setMode(mode)
                .setNonce(ByteString.copyFrom(NONCE))
                .setAudience(audience)
                .addPredicates(fact)
                .build())
        .getPresentation()
        .toByteArray();
  }

  private static Status.Code code(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }

  private TrustFile trust() {
    TrustFile own = roots.file();
    return new TrustFile(
        own.pinned(),
        own.gatewayKeys(),
        own.issuers(),
        own.namings(),
        List.of(new TrustedPublisher("regulator", REGULATOR.publicKey())),
        own.ledgers());
  }

  private static Verdict verify(byte[] file, Policy policy, TrustFile trust) {
    return new Verifier(trust.trust(), RANDOM).verify(file, policy.nonce(NONCE));
  }

  private static Instant now() {
    return Clock.systemUTC().instant();
  }
}
