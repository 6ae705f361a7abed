package dev.vitrine.proofs.set;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads exactly so many bytes at a place of a file, which stays open for others meanwhile. */
final class FileBytes {
  private FileBytes() {}

  static byte[] at(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file ends early");
      }
    }
    return bytes.array();
  }
}
