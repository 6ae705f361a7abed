package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.gateway.client.ImportClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Sends one file and goes on with it until all of it is taken: after a lost connection or a busy
 * gateway by itself, after the end of this process when it is run again.
 */
final class ImportUpload {
  /** How often it is tried again without getting any further. */
  private static final int TRIES = 8;

  private static final long LONGEST_PAUSE = 30;

  private final ImportClient gateway;
  private final Path file;
  private final ImportState state;
  private final PrintWriter err;
  private final LongConsumer progress;

  ImportUpload(ImportClient gateway, Path file, ImportState state, PrintWriter err) {
    this.gateway = gateway;
    this.file = file;
    this.state = state;
    this.err = err;
    this.progress = Terminal.lines("importing " + file.getFileName(), state.size(), err);
  }

  /** The gateway says that it will not take it. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(ImportClient.Answer answer) {
      super("the gateway answered " + answer.status() + ": " + answer.said());
      this.status = answer.status();
    }

    /** Whether it is about who asks: then another token may do. */
    boolean isAboutTheToken() {
      return status == 401 || status == 403;
    }
  }

  /**
   * The report of the completed import.
   *
   * @throws IOException if the gateway can't be reached any more
   * @throws RefusedException if it refuses
   */
  JsonNode run() throws IOException, InterruptedException, RefusedException {
    Optional<String> job = state.job();
    long reached = -1;
    int failures = 0;
    while (true) {
      long pause;
      try {
        ImportClient.Answer answer = job.isPresent() ? gateway.status(job.get()) : begin();
        if (answer.status() == 404 && job.isPresent()) {
          job = Optional.empty();
          continue;
        }
        if (answer.isReport()) {
          job = Optional.of(answer.body().path("id").asText());
          long offset = answer.body().path("offset").asLong();
          failures = offset > reached ? 0 : failures;
          reached = Math.max(reached, offset);
          if (!answer.body().path("complete").asBoolean()) {
            answer = append(job.get(), offset);
          }
        }
        if (answer.isReport() && answer.body().path("complete").asBoolean()) {
          progress.accept(state.size());
          state.forget();
          return answer.body();
        }
        boolean again = answer.isReport() || answer.status() == 409 || answer.status() == 503;
        if (!again || ++failures > TRIES) {
          throw new RefusedException(answer);
        }
        pause = Math.max(answer.retryAfter(), answer.status() == 503 ? 1 : 0);
      } catch (IOException e) {
        if (++failures > TRIES) {
          throw e;
        }
        pause = Math.min(LONGEST_PAUSE, 1L << (failures - 1));
        err.println("The connection is lost; trying again in " + pause + " s.");
      }
      Thread.sleep(Math.min(LONGEST_PAUSE, pause) * 1000);
    }
  }

  private ImportClient.Answer begin() throws IOException, InterruptedException {
    ImportClient.Answer answer = gateway.begin();
    if (answer.isReport()) {
      try {
        state.keep(answer.body().path("id").asText());
      } catch (IOException e) {
        err.println("Nothing can be written beside " + file + ": if this ends, it starts anew.");
      }
    }
    return answer;
  }

  private ImportClient.Answer append(String job, long offset)
      throws IOException, InterruptedException {
    if (offset > 0) {
      err.println(file.getFileName() + ": going on at byte " + offset + ".");
    }
    try {
      return gateway.append(job, offset, () -> from(offset));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private InputStream from(long offset) {
    try {
      SeekableByteChannel channel = Files.newByteChannel(file);
      channel.position(offset);
      return new Counted(Channels.newInputStream(channel), offset, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says how much of it was read. */
  private static final class Counted extends FilterInputStream {
    private final LongConsumer progress;
    private long at;

    Counted(InputStream in, long at, LongConsumer progress) {
      super(in);
      this.at = at;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) {
      at += read;
      progress.accept(at);
    }
  }
}
