package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.seed;

import dev.vitrine.proofs.set.PublisherKey;
import dev.vitrine.proofs.set.SetElements;
import dev.vitrine.proofs.set.SetPublisher;
import dev.vitrine.proofs.set.SignedDescriptor;
import dev.vitrine.proofs.set.SignedSet;
import dev.vitrine.proofs.set.TrustedPublisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Small public sets, published in earnest. */
final class TestSets implements SetSource {
  private static final long DAY = 86_400_000;

  private final PublisherKey key = PublisherKey.of(seed(120));
  private final SetPublisher publisher =
      new SetPublisher("publisher.example", key, new SecureRandom(), 1);
  private final List<SignedSet> all = new ArrayList<>();
  private int sequence;

  /** A set of texts. */
  byte[] texts(String... elements) throws Exception {
    return publish(SetElements.texts(List.of(elements)), Gateway.NOW.toEpochMilli() + DAY);
  }

  /** A set of encoded numbers of 16 bits. */
  byte[] numbers(long... elements) throws Exception {
    return publish(
        SetElements.integers(16, LongStream.of(elements)), Gateway.NOW.toEpochMilli() + DAY);
  }

  byte[] publish(SetElements elements, long expires) throws Exception {
    Path file = Files.createTempFile("vitrine", ".set");
    try {
      publisher.publish("test", sequence++, expires - 2 * DAY, expires, elements, file);
      SignedSet set = SignedSet.open(file);
      all.add(set);
      return set.signedDescriptor().encode();
    } finally {
      // an open file stays readable when its name is gone
      Files.delete(file);
    }
  }

  TrustedPublisher trusted() {
    return new TrustedPublisher("publisher.example", key.publicKey());
  }

  SignedSet set(byte[] descriptor) {
    return all.stream()
        .filter(set -> Arrays.equals(set.signedDescriptor().encode(), descriptor))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Optional<SignedSet> find(SignedDescriptor descriptor) {
    return all.stream()
        .filter(set -> Arrays.equals(set.signedDescriptor().encode(), descriptor.encode()))
        .findFirst();
  }
}
