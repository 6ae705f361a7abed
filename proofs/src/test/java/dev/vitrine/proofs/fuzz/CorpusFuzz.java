package dev.vitrine.proofs.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parser on the corpus that Jazzer found, and on seeded mutations of it. */
class CorpusFuzz {
  private static final int MUTATIONS = 4_000;

  private record Target(String name, Consumer<byte[]> run) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Target> targets() {
    return List.of(
        new Target("presentation", PresentationTarget::fuzzerTestOneInput),
        new Target("statement", StatementTarget::fuzzerTestOneInput),
        new Target("receipt", ReceiptTarget::fuzzerTestOneInput),
        new Target("batch-header", BatchHeaderTarget::fuzzerTestOneInput),
        new Target("range-proof", RangeProofTarget::fuzzerTestOneInput),
        new Target("linear-proof", LinearProofTarget::fuzzerTestOneInput),
        new Target("bbs-proof", BbsProofTarget::fuzzerTestOneInput),
        new Target("set-descriptor", SetDescriptorTarget::fuzzerTestOneInput));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void onlyDocumentedExceptions(Target target) throws Exception {
    List<byte[]> corpus = corpus(target.name);
    assertTrue(!corpus.isEmpty(), "the corpus of " + target.name + " is missing");
    corpus.forEach(target.run);
    Random random = new Random(20_261_122);
    for (int i = 0; i < MUTATIONS; i++) {
      target.run.accept(mutated(corpus.get(random.nextInt(corpus.size())), random));
    }
  }

  private static byte[] mutated(byte[] seed, Random random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(seed.length + 8) : seed.length;
    byte[] changed = java.util.Arrays.copyOf(seed, length);
    for (int n = random.nextInt(3); n >= 0 && length > 0; n--) {
      changed[random.nextInt(length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private static List<byte[]> corpus(String name) throws IOException, URISyntaxException {
    URL folder = CorpusFuzz.class.getResource("/fuzz/" + name);
    if (folder == null) {
      return List.of();
    }
    URI uri = folder.toURI();
    try (Stream<Path> files = Files.list(Path.of(uri))) {
      return files.sorted().map(CorpusFuzz::read).toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
