package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.errors.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a posted document's envelope says, read with bounds. */
public final class CaptureBody {
  private CaptureBody() {}

  /**
   * The body, or empty if it is longer than {@code most} bytes. What is too long is read to its end
   * and dropped, so that the sender gets to hear why. Blocks.
   */
  public static Optional<byte[]> read(InputStream body, int most) {
    try (body) {
      byte[] read = body.readNBytes(most);
      return body.read() < 0 ? Optional.of(read) : Optional.empty();
    } catch (IOException e) {
      throw new GatewayException.InvalidRequest("The body could not be read to its end.");
    }
  }

  /** The media type without parameters, in lower case; blank if none is given. */
  public static String mediaType(@Nullable String header) {
    if (header == null) {
      return "";
    }
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
