package dev.vitrine.gateway.scitt;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.cose.CborItem;
import dev.vitrine.ledger.cose.CoseHeader;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.SignedStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Statements of an issuer that the tested gateway knows, and of one that it does not. */
public final class Statements {
  /** The issuer in the file below. */
  public static final String ISSUER = "https://supplier.example";

  private static final String SPKI = "302a300506032b6570032100";

  // a system property, because Quarkus loads test classes more than once
  private static final String KEY = "vitrine.test.issuer-key";

  private Statements() {}

  /** Makes the tested gateway in this folder know the issuer. */
  public static void writeIssuers(Path data) throws IOException {
    NoteSigner made = key();
    Files.write(data.resolve(IssuersFile.NAME), issuersFile(made));
    System.setProperty(KEY, made.secret());
  }

  /** The key of the issuer that the tested gateway knows. */
  static NoteSigner knownKey() {
    return NoteSigner.parse(System.getProperty(KEY));
  }

  /** An issuer's key. */
  public static NoteSigner key() {
    return NoteSigner.generate("issuer", SignatureType.ED25519, new SecureRandom());
  }

  /** The issuers' file for this key. */
  public static byte[] issuersFile(NoteSigner key) {
    byte[] info =
        HexFormat.of().parseHex(SPKI + HexFormat.of().formatHex(key.verifier().publicKey()));
    return ("{\"issuers\": [{\"issuer\": \""
            + ISSUER
            + "\", \"keys\": [\"-----BEGIN PUBLIC KEY-----\\n"
            + Base64.getEncoder().encodeToString(info)
            + "\\n-----END PUBLIC KEY-----\"], \"roots\": []}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A protected header that names issuer and subject. */
  public static CoseHeader header(String issuer, String subject) {
    return CoseHeader.EMPTY
        .with(CoseHeader.CONTENT_TYPE, CborItem.of("application/json"))
        .with(
            CoseHeader.CWT_CLAIMS,
            CborItem.of(
                Map.of(
                    CborItem.of(CoseHeader.ISSUER),
                    CborItem.of(issuer),
                    CborItem.of(CoseHeader.SUBJECT),
                    CborItem.of(subject))));
  }

  /** A statement by this key. */
  public static CoseSign1 signed(NoteSigner key, CoseHeader header, String payload) {
    return CoseSign1.sign(
        key.key(), header, CoseHeader.EMPTY, payload.getBytes(StandardCharsets.UTF_8), true);
  }

  /** The same as a statement. */
  public static SignedStatement statement(NoteSigner key, String payload) {
    return SignedStatement.of(
        signed(key, header(ISSUER, "urn:epc:class:lgtin:9506000.013435.VX26B014"), payload));
  }
}
