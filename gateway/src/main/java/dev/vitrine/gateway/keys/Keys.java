package dev.vitrine.gateway.keys;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SeedKey;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SigningAlgorithm;
import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.registry.RegisteredKey;
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
    Optional<KeyHistory> history = KeyHistory.read(folder);
    byte[] master = secret(folder.resolve("master.key"), random);
    byte[] gateway = secret(file(folder, history, KeyKind.GATEWAY, Keys::gatewayKeyId), random);
    byte[] issuer = secret(file(folder, history, KeyKind.ISSUER, Keys::issuerKeyId), random);
    byte[] credentials = secret(folder.resolve("credential.key"), random);
    try {
      return new Keys(
          new MasterKey(master),
          GatewayKey.of(gateway),
          logSigner(folder, history, origin, device, random),
          issuer(issuer),
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
    Optional<KeyHistory> history = KeyHistory.read(folder);
    if (history.isPresent()) {
      file(folder, history, KeyKind.GATEWAY, Keys::gatewayKeyId);
      file(folder, history, KeyKind.ISSUER, Keys::issuerKeyId);
    }
  }

  private static NoteSigner logSigner(
      Path folder,
      Optional<KeyHistory> history,
      String origin,
      Optional<SigningKey> device,
      SecureRandom random)
      throws IOException {
    if (device.isEmpty()) {
      return logKey(file(folder, history, KeyKind.LOG, Keys::logKeyId), origin, random);
    }
    Path file = KeyFiles.first(folder, KeyKind.LOG);
    if (Files.exists(file)) {
      throw new IOException(
          file
              + " is there, and a device is to hold the log's key: a log is signed by one of them");
    }
    NoteSigner signer = NoteSigner.of(origin, SignatureType.ED25519, device.get());
    if (history.isPresent()) {
      String id = KeyKind.LOG.id(ascii(signer.verifier()));
      if (!history
          .get()
          .registry()
          .current(KeyKind.LOG)
          .map(RegisteredKey::id)
          .equals(Optional.of(id))) {
        throw new IOException("The key in the device is not the log key that is in use.");
      }
    }
    return signer;
  }

  /** The file of the key in use: as the history says, or the first one. */
  private static Path file(Path folder, Optional<KeyHistory> history, KeyKind kind, KeyFiles.Id ids)
      throws IOException {
    if (history.isEmpty()) {
      return KeyFiles.first(folder, kind);
    }
    RegisteredKey current =
        history
            .get()
            .registry()
            .current(kind)
            .orElseThrow(() -> new IOException("No " + kind.label() + " key is in use."));
    return KeyFiles.of(folder, kind, current.id(), ids);
  }

  static String gatewayKeyId(Path file) throws IOException {
    byte[] secret = existing(file);
    try {
      return KeyKind.GATEWAY.id(GatewayKey.of(secret).publicKey().encoded());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  static String issuerKeyId(Path file) throws IOException {
    byte[] secret = existing(file);
    try {
      return KeyKind.ISSUER.id(issuer(secret).trusted("").named());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  static String registryKeyId(Path file) throws IOException {
    return KeyKind.REGISTRY.id(readRegistryKey(file).publicKey());
  }

  static String logKeyId(Path file) throws IOException {
    return KeyKind.LOG.id(ascii(readLogKey(file).verifier()));
  }

  static SeedKey readRegistryKey(Path file) throws IOException {
    byte[] secret = existing(file);
    try {
      return SeedKey.of(SigningAlgorithm.ED25519, secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** The registry key of a gateway that begins, made where it is missing. */
  static SeedKey firstRegistryKey(Path folder, SecureRandom random) throws IOException {
    Path file = KeyFiles.first(folder, KeyKind.REGISTRY);
    Arrays.fill(secret(file, random), (byte) 0);
    return readRegistryKey(file);
  }

  static IssuerKey issuer(byte[] material) {
    return IssuerKey.generate(SUITE, material);
  }

  /** The public half of the key in use, as statements have it. */
  byte[] publicKey(KeyKind kind) {
    String origin = log.name();
    return switch (kind) {
      case LOG -> ascii(log.verifier());
      case GATEWAY -> gateway.publicKey().encoded();
      case ISSUER -> issuer.trusted(origin).named();
      case NAMING -> naming.trusted(origin).key();
      case REGISTRY, CREDENTIAL, WITNESS ->
          throw new IllegalArgumentException("no such key is among these");
    };
  }

  private static byte[] ascii(NoteVerifier key) {
    return key.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static NoteSigner logKey(Path file, String origin, SecureRandom random)
      throws IOException {
    if (!Files.exists(file)) {
      NoteSigner made = NoteSigner.generate(origin, SignatureType.ED25519, random);
      PrivateFiles.write(file, (made.secret() + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    return readLogKey(file);
  }

  static NoteSigner readLogKey(Path file) throws IOException {
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
    return existing(file);
  }

  private static byte[] existing(Path file) throws IOException {
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
