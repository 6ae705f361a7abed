package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.SharedVectors;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.witness.LogPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The published 15-entry log of transparency-dev/tessera, as an auditor would read its folder. */
class TesseraFsckConformance {
  private static final LogPolicy POLICY =
      LogPolicy.of(
          NoteVerifier.parse(
              "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"));

  @Test
  void everySizeIsCleanAndConsistentWithTheNext() throws Exception {
    Path log = SharedVectors.at("tessera/log");
    for (int size = 0; size <= 15; size++) {
      SignedCheckpoint signed = checkpoint(log, size);
      ResourceLogReader reader = reader(log, size);
      FsckReport report = Fsck.run(reader, signed, new CheckpointVerifier(POLICY), n -> {});
      assertTrue(report.clean(), report.problems().toString());
      assertEquals(size, report.entries());
      for (int from = 1; from <= size; from++) {
        new ConsistencyVerifier(POLICY)
            .verify(checkpoint(log, from), signed, new LogTree(reader).consistency(from, size));
      }
    }
  }

  private static SignedCheckpoint checkpoint(Path log, int size) {
    return SignedCheckpoint.parse(SharedVectors.bytes(log.resolve("checkpoint." + size)));
  }

  private static ResourceLogReader reader(Path log, int size) {
    return new ResourceLogReader(
        path -> {
          Path file = log.resolve(path.toString());
          return Files.exists(file) ? Optional.of(SharedVectors.bytes(file)) : Optional.empty();
        },
        size);
  }
}
