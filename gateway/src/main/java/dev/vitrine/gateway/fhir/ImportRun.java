package dev.vitrine.gateway.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.gateway.intake.Intake;
import dev.vitrine.gateway.store.ImportJobs;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One upload of an import, from its first byte to its last: lines are read in groups, and a few
 * groups are in work at once, so that reading overlaps with storing and memory is bounded whatever
 * the upload's length. If intake is full, reading waits, and with it the sender.
 *
 * <p>The job's row says only what is durable: it moves on behind the records, about once a second
 * and at the end. So after a crash a little of the upload is sent again, and found again as
 * duplicates.
 */
final class ImportRun {
  /** Lines and bytes of a group, and groups in work. */
  private static final int GROUP_LINES = 256;

  /** The same where one line could refuse a group: each is alone. */
  private static final int JUDGED_LINES = 1;

  private static final int JUDGED_GROUPS = 1;
  private static final int GROUP_BYTES = 1 << 20;
  private static final int GROUPS = 4;

  /** Refused lines that are listed. */
  static final int LISTED = 100;

  /** How long intake may be full, or a group may take to be stored. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 20;

  private final Formats formats;
  private final Intake intake;
  private final ImportJobs jobs;
  private final ObjectMapper json;
  private final Clock clock;
  private final int longestLine;
  private final int groupLines;
  private final int groups;
  private final Deque<Group> inWork = new ArrayDeque<>();
  private final List<ImportRefusal> refusals;
  private ImportJobs.Job job;
  private @Nullable ReadLine held;
  private @Nullable IOException broken;
  private long saved;
  private long nextSave;

  ImportRun(
      Formats formats,
      Intake intake,
      ImportJobs jobs,
      ObjectMapper json,
      Clock clock,
      int longestLine,
      ImportJobs.Job job) {
    this.formats = formats;
    this.intake = intake;
    this.jobs = jobs;
    this.json = json;
    this.clock = clock;
    this.longestLine = longestLine;
    this.groups = intake.judges() ? JUDGED_GROUPS : GROUPS;
    this.groupLines = intake.judges() ? JUDGED_LINES : GROUP_LINES;
    this.job = job;
    this.saved = job.offset();
    this.nextSave = System.nanoTime() + SAVE_EVERY.toNanos();
    this.refusals = listed(job);
  }

  /**
   * Takes what comes, to its end. Blocks.
   *
   * @param last whether the import ends with it
   * @return the job as it is then
   * @throws GatewayException if it can't go on, or another upload of the job does; what is durable
   *     by then is
   */
  ImportJobs.Job take(InputStream body, boolean last) {
    ImportLines lines = new ImportLines(body, job.offset(), job.lines(), longestLine, last);
    try {
      Group group = read(lines);
      while (group != null) {
        handIn(group);
        group = read(lines);
      }
      settleAll();
      save(last);
      return job;
    } catch (IOException e) {
      settleAll();
      save(false);
      throw new GatewayException.InvalidRequest(
          "The upload ended early: ask the job for its offset and go on there.");
    } catch (GatewayException e) {
      saveWhatCan();
      throw e;
    }
  }

  /** Lines that go together. */
  private static final class Group {
    final List<Submission> submissions = new ArrayList<>();
    final List<ImportRefusal> refused = new ArrayList<>();
    long lines;
    long end;
    CompletableFuture<List<Accepted>> accepted = CompletableFuture.completedFuture(List.of());

    void add(ReadLine line) {
      lines++;
      end = line.end;
      submissions.addAll(line.submissions);
      if (line.refusal != null) {
        refused.add(line.refusal);
      }
    }
  }

  /** A line that was read: what is to be stored of it, or why nothing is. */
  private record ReadLine(
      long end, int length, List<Submission> submissions, @Nullable ImportRefusal refusal) {
    /** Whether it is many records: a Bundle that is a document. */
    boolean hasParts() {
      return submissions.stream().anyMatch(submission -> !submission.parts().isEmpty());
    }
  }

  private @Nullable Group read(ImportLines lines) throws IOException {
    if (broken != null) {
      throw broken;
    }
    Group group = new Group();
    int bytes = 0;
    while (group.lines < groupLines && bytes < GROUP_BYTES) {
      ReadLine line;
      try {
        line = held == null ? next(lines) : held;
      } catch (IOException e) {
        if (group.lines == 0) {
          throw e;
        }
        // what came before is taken first
        broken = e;
        break;
      }
      held = null;
      if (line == null) {
        break;
      }
      if (line.hasParts() && group.lines > 0) {
        // alone, so that no other line is refused if it is more than intake ever takes at once
        held = line;
        break;
      }
      group.add(line);
      bytes += line.hasParts() ? GROUP_BYTES : line.length;
    }
    return group.lines == 0 ? null : group;
  }

  private @Nullable ReadLine next(ImportLines lines) throws IOException {
    ImportLines.Line line = lines.next();
    if (line == null) {
      return null;
    }
    byte[] bytes = line.bytes();
    if (bytes == null) {
      return refused(
          line,
          new Problem(
              "too-large",
              "",
              "The line is longer than " + longestLine + " bytes.",
              "Send one resource a line."));
    }
    if (isBlank(bytes)) {
      return new ReadLine(line.end(), 0, List.of(), null);
    }
    try {
      return new ReadLine(
          line.end(),
          bytes.length,
          formats.fhir().read(bytes, FhirOutcome.MEDIA_TYPE, job.party()),
          null);
    } catch (InvalidDocumentException e) {
      return refused(line, e.problems().get(0));
    }
  }

  private static ReadLine refused(ImportLines.Line line, Problem problem) {
    return new ReadLine(line.end(), 0, List.of(), ImportRefusal.of(line.number(), problem));
  }

  private void handIn(Group group) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (inWork.size() >= groups) {
      settle();
    }
    while (!group.submissions.isEmpty()) {
      try {
        group.accepted = intake.submit(job.party(), group.submissions);
        break;
      } catch (GatewayException.Overloaded e) {
        if (!inWork.isEmpty()) {
          settle();
        } else if (System.nanoTime() > deadline) {
          throw e;
        } else {
          pause();
        }
      } catch (GatewayException.InvalidRequest e) {
        group.refused.add(
            ImportRefusal.of(
                job.lines() + lines(inWork) + 1,
                new Problem("too-complex", "Bundle", e.text(), "Send it in smaller Bundles.")));
        group.submissions.clear();
      }
    }
    inWork.add(group);
  }

  private static long lines(Deque<Group> groups) {
    return groups.stream().mapToLong(group -> group.lines).sum();
  }

  private void settleAll() {
    while (!inWork.isEmpty()) {
      settle();
    }
  }

  /** Waits until the oldest group is durable. */
  private void settle() {
    Group group = inWork.remove();
    List<Accepted> accepted = outcome(group);
    long duplicates = accepted.stream().filter(Accepted::duplicate).count();
    for (ImportRefusal refusal : group.refused) {
      if (refusals.size() < LISTED) {
        refusals.add(refusal);
      }
    }
    job =
        new ImportJobs.Job(
            job.id(),
            job.party(),
            job.createdAt(),
            job.updatedAt(),
            false,
            group.end,
            job.lines() + group.lines,
            job.taken() + accepted.size() - duplicates,
            job.duplicates() + duplicates,
            job.refused() + group.refused.size(),
            job.refusals());
    if (System.nanoTime() > nextSave) {
      save(false);
    }
  }

  /** What was taken of a group; a line that is alone may have been refused. */
  private List<Accepted> outcome(Group group) {
    try {
      return await(group.accepted);
    } catch (GatewayException.InvalidRequest e) {
      if (group.lines > 1 || e.problems().isEmpty()) {
        throw e;
      }
      group.refused.add(ImportRefusal.of(job.lines() + 1, e.problems().get(0)));
      return List.of();
    }
  }

  private static List<Accepted> await(CompletableFuture<List<Accepted>> accepted) {
    try {
      return accepted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof GatewayException refusal
          ? refusal
          : new GatewayException.Internal(e);
    } catch (TimeoutException e) {
      throw new GatewayException.Unavailable("Records could not be stored in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException.Unavailable("The gateway is stopping.", e);
    }
  }

  private void save(boolean complete) {
    nextSave = System.nanoTime() + SAVE_EVERY.toNanos();
    if (job.offset() == saved && !complete) {
      return;
    }
    job =
        new ImportJobs.Job(
            job.id(),
            job.party(),
            job.createdAt(),
            // what the database keeps of the time
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            complete,
            job.offset(),
            job.lines(),
            job.taken(),
            job.duplicates(),
            job.refused(),
            listed());
    if (!jobs.advance(job, saved)) {
      throw new GatewayException.Conflict(
          "Another upload goes on with this import: ask it for its offset.");
    }
    saved = job.offset();
  }

  /** Before it is given up: the rest of what was handed in, as far as it gets. */
  private void saveWhatCan() {
    try {
      settleAll();
      save(false);
    } catch (GatewayException e) {
      // the first failure is on its way up and says more; the offset stays where it was saved
      io.quarkus.logging.Log.debug("an import's progress was not saved", e);
    }
  }

  private String listed() {
    try {
      return json.writeValueAsString(refusals);
    } catch (JsonProcessingException e) {
      throw new GatewayException.Internal(e);
    }
  }

  private List<ImportRefusal> listed(ImportJobs.Job from) {
    try {
      return new ArrayList<>(
          json.readValue(from.refusals(), new TypeReference<List<ImportRefusal>>() {}));
    } catch (JsonProcessingException e) {
      throw new GatewayException.Internal(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayException.Unavailable("The gateway is stopping.", e);
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
