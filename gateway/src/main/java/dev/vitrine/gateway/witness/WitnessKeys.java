package dev.vitrine.gateway.witness;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * The keys with which this gateway cosigns other logs, made at first start, each in a file of its
 * own with mode 0600 that also carries the witness's name: {@code witness.key} (Ed25519) and {@code
 * witness-mldsa.key} (ML-DSA-44). Both sign every cosignature, so that a log may rely on either.
 */
@Singleton
public class WitnessKeys {
  private static final int MAX_BYTES = 4096;
  private static final String CLASSIC = "witness.key";
  private static final String QUANTUM = "witness-mldsa.key";

  private final List<NoteSigner> signers;

  @Inject
  WitnessKeys(VitrineConfig config, Keys keys, SecureRandom random) {
    String name = config.witness().name().orElse(keys.log().name() + "/witness");
    try {
      Path folder = DataFolder.open(config.data()).keys();
      this.signers =
          List.of(
              open(folder.resolve(CLASSIC), name, SignatureType.COSIGNATURE_V1, random),
              open(folder.resolve(QUANTUM), name, SignatureType.SUBTREE_V1, random));
    } catch (IOException e) {
      throw new UncheckedIOException("the witness's keys can't be opened", e);
    }
  }

  /** The keys. */
  List<NoteSigner> signers() {
    return signers;
  }

  /** Their public halves. */
  public List<NoteVerifier> verifiers() {
    return signers.stream().map(NoteSigner::verifier).toList();
  }

  /**
   * Reads those keys that are there, and makes none.
   *
   * @param folder of keys
   * @throws IOException if one of them would stop the start; the message says which and why
   */
  public static void check(Path folder) throws IOException {
    if (Files.exists(folder.resolve(CLASSIC))) {
      read(folder.resolve(CLASSIC), SignatureType.COSIGNATURE_V1);
    }
    if (Files.exists(folder.resolve(QUANTUM))) {
      read(folder.resolve(QUANTUM), SignatureType.SUBTREE_V1);
    }
  }

  private static NoteSigner open(Path file, String name, SignatureType type, SecureRandom random)
      throws IOException {
    if (!Files.exists(file)) {
      NoteSigner made;
      try {
        made = NoteSigner.generate(name, type, random);
      } catch (MalformedNoteException e) {
        throw new IOException("vitrine.witness.name: " + e.getMessage(), e);
      }
      PrivateFiles.write(file, (made.secret() + '\n').getBytes(StandardCharsets.UTF_8));
    }
    return read(file, type);
  }

  private static NoteSigner read(Path file, SignatureType type) throws IOException {
    String skey = new String(PrivateFiles.read(file, MAX_BYTES), StandardCharsets.UTF_8);
    NoteSigner signer;
    try {
      signer = NoteSigner.parse(skey.strip());
    } catch (MalformedNoteException e) {
      throw new IOException(file + " must hold a signer key: " + e.getMessage(), e);
    }
    if (signer.verifier().type() != type) {
      throw new IOException(file + " must hold a key of type " + type);
    }
    return signer;
  }

  @Override
  public String toString() {
    return "WitnessKeys[" + signers.get(0).name() + "]";
  }
}
