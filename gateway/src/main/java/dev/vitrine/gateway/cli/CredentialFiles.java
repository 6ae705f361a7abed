package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.proofs.credential.CredentialIssuer;
import dev.vitrine.proofs.credential.HolderKey;
import dev.vitrine.proofs.credential.InvalidCredentialException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The files that commands on credentials read; each bounded, each mistake said by name. */
final class CredentialFiles {
  static final int MAX_BYTES = 1 << 20;
  private static final int MAX_KEY = 4096;

  private CredentialFiles() {}

  static byte[] read(CommandLine asked, Path path) throws IOException {
    return GivenFile.read(asked, path, MAX_BYTES);
  }

  /** Whether these bytes are a JSON-LD credential; otherwise they are taken for an SD-JWT. */
  static boolean isJson(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == '{';
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  static CredentialIssuer issuer(CommandLine asked, Path path) throws IOException {
    try {
      return CredentialIssuer.parse(read(asked, path));
    } catch (InvalidCredentialException e) {
      throw new ParameterException(asked, path + ": " + e.reason() + ".");
    }
  }

  static HolderKey holderKey(CommandLine asked, Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new ParameterException(asked, "There is no file " + path + ".");
    }
    String hex = new String(PrivateFiles.read(path, MAX_KEY), StandardCharsets.US_ASCII).strip();
    if (hex.length() != 2 * HolderKey.LENGTH || !hex.matches("[0-9a-f]+")) {
      throw new ParameterException(asked, path + " must hold 32 bytes as lower-case hex.");
    }
    return HolderKey.of(HexFormat.of().parseHex(hex));
  }
}
