package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.StrictText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a witness answers (C2SP tlog-witness): a status, and a body of text.
 *
 * @param status the HTTP status: 200, 400, 403, 404, 409 or 422
 * @param mediaType of the body
 * @param body cosignature lines, a size, or why not
 */
public record WitnessAnswer(int status, String mediaType, String body) {
  /** The longest body in bytes that a client reads. */
  public static final int MAX_BYTES = 64 * 1024;

  /** The media type of a size. */
  public static final String SIZE = "text/x.tlog.size";

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int MAX_LINES = 16;

  static WitnessAnswer cosigned(List<NoteSignature> lines) {
    StringBuilder body = new StringBuilder();
    lines.forEach(line -> body.append(line).append('\n'));
    return new WitnessAnswer(200, TEXT, body.toString());
  }

  static WitnessAnswer conflict(long size) {
    return new WitnessAnswer(409, SIZE, size + "\n");
  }

  static WitnessAnswer refused(int status, String why) {
    return new WitnessAnswer(status, TEXT, why + "\n");
  }

  /**
   * Reads the lines of a 200.
   *
   * @throws MalformedNoteException if they are none, too many, or one is no signature line
   */
  public static List<NoteSignature> lines(byte[] body) {
    String text = StrictText.utf8(body, MAX_BYTES, "the answer");
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("an answer must end in a newline");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", MAX_LINES + 1);
    if (lines.length > MAX_LINES) {
      throw new MalformedNoteException("an answer of more than " + MAX_LINES + " lines");
    }
    List<NoteSignature> read = new ArrayList<>();
    for (String line : lines) {
      read.add(NoteSignature.parse(line));
    }
    return read;
  }

  /**
   * Reads the size of a 409.
   *
   * @throws MalformedNoteException if it is none
   */
  public static long size(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("a size must end in a newline");
    }
    return StrictText.decimal(text.substring(0, text.length() - 1), "the size");
  }

  /** The body's bytes. */
  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
