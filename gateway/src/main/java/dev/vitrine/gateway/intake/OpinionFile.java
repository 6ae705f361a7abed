package dev.vitrine.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.adapters.fhir.opinion.Finding;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Second opinions that were no plain yes, one JSON object a line: the SHA-256 of the document, as
 * its record has it, the verdict, and HAPI's codes and places. Nothing of the document itself.
 */
final class OpinionFile {
  /** When it is this long no more is added. */
  private static final long LONGEST = 64L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private boolean full;

  OpinionFile(Path file) {
    this.file = file;
  }

  /** Adds one. */
  synchronized void add(byte[] document, String verdict, List<Finding> findings) {
    if (full) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      full = channel.size() > LONGEST;
      if (full) {
        Log.warn(file.getFileName() + " is full: move it away");
      } else {
        channel.write(ByteBuffer.wrap(line(document, verdict, findings)));
      }
    } catch (IOException e) {
      Log.warn("a second opinion could not be kept", e);
    }
  }

  private static byte[] line(byte[] document, String verdict, List<Finding> findings)
      throws JsonProcessingException {
    ObjectNode line = JSON.createObjectNode();
    line.put("document", HexFormat.of().formatHex(sha256(document)));
    line.put("verdict", verdict);
    for (Finding finding : findings) {
      line.withArray("findings")
          .addObject()
          .put("code", finding.code())
          .put("location", finding.location());
    }
    return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] document) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(document);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return String.valueOf(file.getFileName());
  }
}
