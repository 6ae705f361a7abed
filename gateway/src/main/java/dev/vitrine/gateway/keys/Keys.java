package dev.vitrine.gateway.keys;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.NamingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's keys, read from a folder and made there at first start, each in a file of its own
 * with mode 0600: {@code master.key}, {@code gateway.key} (Ed25519), {@code log.key} (a signed-note
 * signer key, which carries the log's name), {@code issuer.key} (key material of the BBS key),
 * {@code naming.key} (a scalar) and {@code credential.key} (key material of the keys that sign
 * credentials).
 *
 * @param master wraps batch keys and hashes look-ups
 * @param gateway binds presentations and promises
 * @param log signs checkpoints; its name is the log's origin
 * @param issuer vouches for records in private presentations
 * @param naming names hidden subjects, for each verifier apart
 * @param credentials where the keys of credentials come from
 */
public record Keys(
    MasterKey master,
    GatewayKey gateway,
    NoteSigner log,
    IssuerKey issuer,
    NamingKey naming,
    CredentialSecret credentials) {
  /** The ciphersuite of the issuer key. */
  private static final IssuerSuite SUITE = IssuerSuite.BLS12_381_SHA_256;

  /** The file of the secret that shards' keys are derived from. */
  static final String SHARD_KEY = "shard.key";

  private static final int MAX_BYTES = 4096;
  private static final int SECRET_LENGTH = 32;

  /** Opens or makes the keys in {@code folder}; a new log is named {@code origin}. */
  public static Keys open(Path folder, String origin, SecureRandom random) throws IOException {
    return open(folder, origin, Optional.empty(), random);
  }

  /**
   * Opens or makes the keys in {@code folder}.
   *
   * @param origin the log's name, where no file names it
   * @param device signs checkpoints instead of a key in a file
   * @throws IOException if there is a log key in a file as well as in a device
   */
  public static Keys open(
      Path folder, String origin, Optional<SigningKey> device, SecureRandom random)
      throws IOException {
    byte[] master = secret(folder.resolve("master.key"), random);
    byte[] gateway = secret(folder.resolve("gateway.key"), random);
    byte[] issuer = secret(folder.resolve("issuer.key"), random);
    byte[] credentials = secret(folder.resolve("credential.key"), random);
    try {
      return new Keys(
          new MasterKey(master),
          GatewayKey.of(gateway),
          logSigner(folder.resolve("log.key"), origin, device, random),
          IssuerKey.generate(SUITE, issuer),
          namingKey(folder.resolve("naming.key"), random),
          new CredentialSecret(credentials));
    } finally {
      Arrays.fill(master, (byte) 0);
      Arrays.fill(gateway, (byte) 0);
      Arrays.fill(issuer, (byte) 0);
      Arrays.fill(credentials, (byte) 0);
    }
  }

  /**
   * Reads those keys that are there, and makes none.
   *
   * @throws IOException if one of them would stop the start; the message says which and why
   */
  public static void check(Path folder, SecureRandom random) throws IOException {
    for (String name :
        List.of("master.key", "gateway.key", "issuer.key", "credential.key", SHARD_KEY)) {
      if (Files.exists(folder.resolve(name))) {
        Arrays.fill(secret(folder.resolve(name), random), (byte) 0);
      }
    }
    if (Files.exists(folder.resolve("naming.key"))) {
      namingKey(folder.resolve("naming.key"), random);
    }
    if (Files.exists(folder.resolve("log.key"))) {
      logKey(folder.resolve("log.key"), "", random);
    }
  }

  private static NoteSigner logSigner(
      Path file, String origin, Optional<SigningKey> device, SecureRandom random)
      throws IOException {
    if (device.isEmpty()) {
      return logKey(file, origin, random);
    }
    if (Files.exists(file)) {
      throw new IOException(
          file
              + " is there, and a device is to hold the log's key: a log is signed by one of them");
    }
    return NoteSigner.of(origin, SignatureType.ED25519, device.get());
  }

  private static NoteSigner logKey(Path file, String origin, SecureRandom random)
      throws IOException {
    if (!Files.exists(file)) {
      NoteSigner made = NoteSigner.generate(origin, SignatureType.ED25519, random);
      PrivateFiles.write(file, (made.secret() + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    String skey = new String(PrivateFiles.read(file, MAX_BYTES), StandardCharsets.US_ASCII);
    try {
      return NoteSigner.parse(skey.strip());
    } catch (MalformedNoteException e) {
      throw new IOException(file + " must hold a signer key: " + e.getMessage(), e);
    }
  }

  private static NamingKey namingKey(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      byte[] made = NamingKey.random(random).secret();
      PrivateFiles.write(
          file, (HexFormat.of().formatHex(made) + '\n').getBytes(StandardCharsets.US_ASCII));
      Arrays.fill(made, (byte) 0);
    }
    byte[] secret = secret(file, random);
    try {
      return NamingKey.of(secret);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " must hold a key for names", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Reads a secret of 32 bytes, and makes it where there is none. */
  static byte[] secret(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      byte[] made = new byte[SECRET_LENGTH];
      random.nextBytes(made);
      PrivateFiles.write(
          file, (HexFormat.of().formatHex(made) + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    String hex = new String(PrivateFiles.read(file, MAX_BYTES), StandardCharsets.US_ASCII).strip();
    if (hex.length() != 2 * SECRET_LENGTH || !hex.matches("[0-9a-f]+")) {
      throw new IOException(file + " must hold 32 bytes as lower-case hex");
    }
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return "Keys[" + log.name() + "]";
  }
}
