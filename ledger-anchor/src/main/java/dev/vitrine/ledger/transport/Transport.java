package dev.vitrine.ledger.transport;

import java.io.IOException;
import java.net.URI;

/** One HTTP request, one answer. Calls block; they may come from any thread. */
public interface Transport {
  /**
   * Fetches a resource.
   *
   * @throws IOException if no whole answer came in time, or it was longer than allowed
   */
  Reply get(URI address) throws IOException;

  /**
   * Posts bytes.
   *
   * @param mediaType of the bytes
   * @throws IOException if no whole answer came in time, or it was longer than allowed
   */
  Reply post(URI address, String mediaType, byte[] body) throws IOException;
}
