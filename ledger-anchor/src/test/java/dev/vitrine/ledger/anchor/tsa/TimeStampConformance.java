package dev.vitrine.ledger.anchor.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.ledger.SharedVectors;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Published time-stamps: of a Python client's tests, and of Sigstore's conformance suite. */
class TimeStampConformance {
  private static final String OK = "verifies";

  /** What each file of rfc3161 must come to. */
  private static final Map<String, String> EXPECTED =
      new TreeMap<>(
          Map.of(
              "identrust/issue-104.tsr", OK,
              "sigstage/response-sha256.tsr", OK,
              "sigstage/response-sha384.tsr", OK,
              "sigstage/response-sha512.tsr", OK,
              // its certificate is in the chain file
              "sigstage/response-no-embedded-cert.tsr", OK,
              "sigstage/response-invalid-signature.tsr", "tsa-signature",
              // its certificate has expired, after it was stamped: that takes nothing away
              "sigstore.mock/response-expired.tsr", OK,
              "test_tsa/response.tsr", OK,
              // of another authority with the same names and other keys
              "test_tsa/other_response.tsr", "tsa-path",
              // the injected ones are no candidates: the token itself is good
              "test_tsa/response-injected-certs.tsr", OK));

  @Test
  void aPythonClientsReplies() throws Exception {
    Map<String, String> found = new TreeMap<>();
    Path root = SharedVectors.at("rfc3161");
    for (Path file : SharedVectors.files("rfc3161")) {
      if (file.toString().endsWith(".tsr")) {
        byte[] chain = SharedVectors.bytes(file.resolveSibling("ts_chain.pem"));
        byte[] data =
            Files.exists(file.resolveSibling("payload"))
                ? SharedVectors.bytes(file.resolveSibling("payload"))
                : "hello".getBytes(StandardCharsets.UTF_8);
        found.put(
            root.relativize(file).toString(),
            outcome(SharedVectors.bytes(file), data, List.of(TimeStampTrust.ofPem(chain))));
      }
    }
    assertEquals(EXPECTED, found);
  }

  @Test
  void theReplyWithInjectedCertificatesIsGoodAndNoEvidence() throws Exception {
    byte[] reply =
        SharedVectors.bytes(SharedVectors.at("rfc3161-sigstore/response-injected-certs.tsr"));
    TimeStampTrust trust =
        TimeStampTrust.ofPem(
            SharedVectors.bytes(SharedVectors.at("rfc3161/test_tsa/ts_chain.pem")));
    TimeStamp stamp = TimeStampReply.parse(reply).stamp();
    assertEquals(3, stamp.embedded().count());
    TimeStampVerifier verifier = new TimeStampVerifier(trust);
    TimeStampHash hash = TimeStampHash.SHA512;
    byte[] imprint = hash.of("hello".getBytes(StandardCharsets.UTF_8));
    VerifiedTime time = verifier.verify(stamp, hash, imprint, step -> {});
    assertEquals(
        "CN=Test TSA Timestamping,O=local", time.path().get(0).getSubjectX500Principal().getName());
    // the spoofed authority is gone from what is kept, and the certificate between is there
    TimeStamp bare = verifier.bare(stamp, time);
    assertEquals(
        List.of("O=local,CN=Test TSA Intermediate", "O=local,CN=Test TSA Timestamping"),
        bare.embedded().map(each -> each.getSubject().toString()).sorted().toList());
    // without the true chain the injected ones do not help
    TimeStampTrust other =
        TimeStampTrust.ofPem(
            SharedVectors.bytes(SharedVectors.at("rfc3161/sigstage/ts_chain.pem")));
    assertEquals(
        "tsa-path",
        assertThrows(
                RefusedException.class,
                () -> new TimeStampVerifier(other).verify(stamp, hash, imprint, step -> {}))
            .step());
  }

  /** What each time-stamp of Sigstore's suite must come to. */
  private static final Map<String, String> SIGSTORE =
      new TreeMap<>(
          Map.of(
              "rekor2-timestamp-with-embedded-cert", OK,
              "rekor2-timestamp-without-embedded-cert", OK,
              "rekor2-timestamp-with-expired-cert-chain", OK,
              "rekor2-timestamp-outside-trust-root-tsa-validity_fail", "tsa-time",
              "rekor2-timestamp-outside-tsa-cert-validity_fail", "tsa-path",
              "rekor2-timestamp-payload-mismatch_fail", "tsa-imprint",
              "rekor2-timestamp-untrusted-tsa-with-embedded-cert_fail", "tsa-path",
              "rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail", "tsa-certificate",
              // the time-stamp is good; that it is outside the life of the certificate that signed
              // the artifact is for the verifier of the artifact to see
              "rekor2-timestamp-with-incorrect-time_fail", OK));

  @Test
  void sigstoresTimeStamps() throws Exception {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> cases = Files.list(SharedVectors.at("sigstore-rekor2"))) {
      for (Path folder : cases.filter(Files::isDirectory).toList()) {
        String name = folder.getFileName().toString();
        if (name.startsWith("rekor2-timestamp-")) {
          JsonNode bundle = json(folder.resolve("bundle.sigstore.json"));
          String reply =
              bundle
                  .at("/verificationMaterial/timestampVerificationData/rfc3161Timestamps/0")
                  .get("signedTimestamp")
                  .asText();
          found.put(
              name,
              outcome(
                  base64(reply),
                  base64(bundle.at("/messageSignature/signature").asText()),
                  authorities(json(folder.resolve("trusted_root.json")))));
        }
      }
    }
    assertEquals(SIGSTORE, found);
  }

  private static String outcome(byte[] reply, byte[] data, List<TimeStampTrust> trusts)
      throws RefusedException {
    TimeStamp stamp = TimeStampReply.parse(reply).stamp();
    TimeStampHash hash = stamp.hash().orElseThrow();
    String worst = "no authority";
    for (TimeStampTrust trust : trusts) {
      try {
        new TimeStampVerifier(trust).verify(stamp, hash, hash.of(data), step -> {});
        return OK;
      } catch (RefusedException e) {
        worst = e.step();
      }
    }
    return worst;
  }

  private static List<TimeStampTrust> authorities(JsonNode root) {
    List<TimeStampTrust> trusts = new ArrayList<>();
    for (JsonNode authority : root.get("timestampAuthorities")) {
      StringBuilder pem = new StringBuilder();
      for (JsonNode each : authority.at("/certChain/certificates")) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(each.get("rawBytes").asText())
            .append("\n-----END CERTIFICATE-----\n");
      }
      JsonNode window = authority.get("validFor");
      trusts.add(
          TimeStampTrust.ofPem(pem.toString().getBytes(StandardCharsets.UTF_8))
              .between(
                  Instant.parse(window.get("start").asText()),
                  window.has("end") ? Instant.parse(window.get("end").asText()) : Instant.MAX));
    }
    return trusts;
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(SharedVectors.bytes(file));
  }

  private static byte[] base64(String text) {
    return Base64.getMimeDecoder().decode(text);
  }
}
