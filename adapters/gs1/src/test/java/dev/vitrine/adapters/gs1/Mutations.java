package dev.vitrine.adapters.gs1;

import java.util.Arrays;
import java.util.Random;

/** Documents with a few pieces replaced, moved or left out: hostile, but near to good ones. */
final class Mutations {
  private static final int FEW = 3;

  private final String[] pieces;
  private final int bytes;
  private final byte least;

  /**
   * Mutations of one syntax.
   *
   * @param pieces what to put in now and then
   * @param bytes how many values a single byte is drawn from: 128 keeps documents in ASCII
   * @param least what is left of a document that vanished
   */
  Mutations(String[] pieces, int bytes, char least) {
    this.pieces = pieces;
    this.bytes = bytes;
    this.least = (byte) least;
  }

  /** One to three changes of {@code seed}. */
  byte[] of(byte[] seed, Random random) {
    byte[] body = seed;
    for (int i = random.nextInt(FEW); i >= 0; i--) {
      int from = random.nextInt(body.length);
      int to = Math.min(body.length, from + random.nextInt(random.nextInt(20) == 0 ? 400 : 4));
      byte[] piece = piece(body, random);
      byte[] next = new byte[from + piece.length + body.length - to];
      System.arraycopy(body, 0, next, 0, from);
      System.arraycopy(piece, 0, next, from, piece.length);
      System.arraycopy(body, to, next, from + piece.length, body.length - to);
      body = next.length == 0 ? new byte[] {least} : next;
    }
    return body;
  }

  private byte[] piece(byte[] body, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new byte[] {(byte) random.nextInt(bytes)};
      case 1 -> {
        int at = random.nextInt(body.length);
        yield Arrays.copyOfRange(body, at, Math.min(body.length, at + random.nextInt(60)));
      }
      case 2 -> new byte[0];
      default -> Samples.bytes(pieces[random.nextInt(pieces.length)]);
    };
  }
}
