package dev.vitrine.ledger.anchor.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.ledger.SharedVectors;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/**
 * Evidence records made by others: the German BSI's test data, and records that BouncyCastle tests
 * with. Their authorities are pinned as they come.
 */
class EvidenceRecordConformance {
  private static final String TR_ESOR = "20170316_Testdaten/BSI TR-ESOR C.2 TestData/";
  private static final String TOOL = "20170316_Testdaten/Testdaten_ERS-Testool/rfc4998/";

  private static final Map<String, String> EXPECTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("BIN_ER.ers", "1 of 1"),
              Map.entry(TOOL + "1Chain1ATS/BIN_ER.ers", "1 of 1"),
              Map.entry(TOOL + "1Chain2ATS/BIN_ER.ers", "2 of 1"),
              Map.entry(TOOL + "2Chains3ATS/BIN_ER.ers", "3 of 2"),
              // its third time-stamp is signed over SHA-1, which is not accepted
              Map.entry(TOOL + "1Chain2ATS/testRenewal.ers", "tsa-signature"),
              Map.entry(TR_ESOR + "ER_OK_INIT.ers", "1 of 1"),
              Map.entry(TR_ESOR + "ER_OK_CHAIN.ers", "2 of 1"),
              Map.entry(TR_ESOR + "ER_OK_SEQ.ers", "3 of 2"),
              Map.entry(TR_ESOR + "ER_NOK_INIT.ers", "tsa-imprint"),
              Map.entry(TR_ESOR + "ER_NOK_CHAIN.ers", "ers-tree"),
              Map.entry(TR_ESOR + "ER_NOK_SEQ.ers", "tsa-imprint")));

  @Test
  void everyRecordComesToWhatItShould() throws Exception {
    Map<String, String> found = new TreeMap<>();
    Path root = SharedVectors.at("bc-ers");
    for (Path file : SharedVectors.files("bc-ers")) {
      if (file.toString().endsWith(".ers")) {
        found.put(root.relativize(file).toString(), outcome(file));
      }
    }
    assertEquals(EXPECTED, found);
  }

  private static String outcome(Path file) {
    try {
      EvidenceRecord record = EvidenceRecord.parse(SharedVectors.bytes(file));
      byte[] data = SharedVectors.bytes(file.resolveSibling("BIN.bin"));
      IntFunction<byte[]> leaf = chain -> record.chainLeaf(record.hash(chain), data, chain);
      if (file.toString().contains("TR-ESOR")) {
        // the data of these was not published: what they say they cover is taken for it
        leaf = chain -> record.chains().get(chain).get(0).tree().get(0).get(0);
      }
      new EvidenceRecordVerifier(TimeStampTrust.of(authorities(record)))
          .verify(record, leaf, step -> {});
      return record.size() + " of " + record.chains().size();
    } catch (RefusedException e) {
      return e.step();
    }
  }

  private static List<X509Certificate> authorities(EvidenceRecord record) throws RefusedException {
    List<X509Certificate> authorities = new ArrayList<>();
    for (List<ArchivedStamp> chain : record.chains()) {
      for (ArchivedStamp archived : chain) {
        for (X509CertificateHolder each : archived.stamp().embedded().toList()) {
          X509Certificate certificate = new StampingCertificate("none").jca(each);
          if (certificate.getBasicConstraints() >= 0 && !authorities.contains(certificate)) {
            authorities.add(certificate);
          }
        }
      }
    }
    return authorities;
  }
}
