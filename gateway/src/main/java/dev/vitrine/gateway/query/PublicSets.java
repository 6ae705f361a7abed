package dev.vitrine.gateway.query;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.proofs.presentation.SetSource;
import dev.vitrine.proofs.set.InvalidSetException;
import dev.vitrine.proofs.set.SignedDescriptor;
import dev.vitrine.proofs.set.SignedSet;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The public sets that membership can be proved in: files {@code *.set} in the folder {@code sets}
 * of the data folder. A file put there (moved in whole) is found when it is first asked for; at
 * most {@value #MAX_SETS} are kept open.
 */
@Singleton
public class PublicSets implements SetSource {
  private static final Logger LOG = Logger.getLogger(PublicSets.class);
  private static final int MAX_SETS = 64;

  private final Path folder;
  private final Set<Path> read = new HashSet<>();
  private final Map<String, SignedSet> open = new HashMap<>();

  PublicSets(VitrineConfig config) {
    this.folder = config.data().resolve("sets");
  }

  @Override
  public synchronized Optional<SignedSet> find(SignedDescriptor descriptor) {
    String digest = HexFormat.of().formatHex(descriptor.digest());
    if (!open.containsKey(digest)) {
      readNew();
    }
    return Optional.ofNullable(open.get(digest));
  }

  private void readNew() {
    for (Path file : files()) {
      if (open.size() < MAX_SETS && read.add(file)) {
        try {
          SignedSet set = SignedSet.open(file);
          open.put(HexFormat.of().formatHex(set.signedDescriptor().digest()), set);
        } catch (IOException | InvalidSetException e) {
          LOG.warnf("The set in %s is left out: %s", file.getFileName(), e.getMessage());
        }
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".set")).sorted().toList();
    } catch (IOException e) {
      LOG.warnf("The folder of sets can't be read: %s", e.getMessage());
      return List.of();
    }
  }

  @PreDestroy
  synchronized void close() throws IOException {
    for (SignedSet set : open.values()) {
      set.close();
    }
  }
}
