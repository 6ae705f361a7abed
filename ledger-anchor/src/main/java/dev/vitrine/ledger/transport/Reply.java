package dev.vitrine.ledger.transport;

/**
 * An answer, whatever its status. Nothing in it is to be believed.
 *
 * @param status the HTTP status code
 * @param mediaType as the Content-Type header says; empty if there is none
 * @param body the bytes; not copied
 */
public record Reply(int status, String mediaType, byte[] body) {
  /** Whether the status is 2xx. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return "Reply[" + status + ", " + mediaType + ", " + body.length + " bytes]";
  }
}
