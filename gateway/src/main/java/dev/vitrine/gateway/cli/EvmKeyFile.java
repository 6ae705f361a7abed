package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.anchor.evm.EvmKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file with the secp256k1 key of an account: 64 hexadecimal digits, mode 0600. */
final class EvmKeyFile {
  private EvmKeyFile() {}

  /** Reads the key, which must be there. */
  static EvmKey read(CommandLine asked, Path file) throws IOException {
    String hex = new String(PrivateFiles.read(file, 4096), StandardCharsets.US_ASCII).strip();
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new ParameterException(asked, file + " must hold 32 bytes as lower-case hex");
    }
    try {
      return new EvmKey(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(asked, file + " holds no secp256k1 key", e);
    }
  }

  /** Reads the key; makes it if there is none. */
  static EvmKey readOrMake(CommandLine asked, Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] secret = new byte[EvmKey.LENGTH];
      new SecureRandom().nextBytes(secret);
      PrivateFiles.write(
          file, (HexFormat.of().formatHex(secret) + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    return read(asked, file);
  }
}
