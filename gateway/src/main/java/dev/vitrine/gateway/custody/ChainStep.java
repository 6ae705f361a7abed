package dev.vitrine.gateway.custody;

import dev.vitrine.proofs.record.Element;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instance's step in its chain of custody, as an element under {@link CustodySchema#STEPS}. Its
 * bytes are those of the {@link Element} with the instance as value and the pointer {@code
 * /sequence}, {@code /sequence/previous} or {@code /sequence/previous/late}, previous in lower-case
 * hex.
 *
 * @param epc the instance, in canonical form
 * @param sequence 1, 2, 3 … in the order in which the gateway took the instance's events
 * @param previous the root of the custody record that holds the step before; empty for the first
 * @param late whether the event's time lies before that of an event taken earlier
 */
public record ChainStep(String epc, int sequence, Optional<byte[]> previous, boolean late) {
  private static final int ROOT_LENGTH = 32;
  private static final String LATE = "late";
  private static final int MAX_DIGITS = 9;

  /** Only the first has none before it, and it can't be late. */
  public ChainStep {
    if (sequence < 1
        || (sequence == 1) != previous.isEmpty()
        || (late && sequence == 1)
        || previous.filter(root -> root.length != ROOT_LENGTH).isPresent()) {
      throw new IllegalArgumentException("not a step of a chain");
    }
  }

  /** The element's bytes. */
  byte[] bytes() {
    StringBuilder pointer = new StringBuilder(80).append('/').append(sequence);
    previous.ifPresent(root -> pointer.append('/').append(HexFormat.of().formatHex(root)));
    if (late) {
      pointer.append('/').append(LATE);
    }
    return new Element(pointer.toString(), 's', epc).bytes();
  }

  /** The step behind an element's bytes; empty where they are none, or not in the one form. */
  public static Optional<ChainStep> of(byte[] element) {
    return Element.of(element)
        .filter(e -> e.type() == 's')
        .flatMap(ChainStep::of)
        .filter(step -> Arrays.equals(step.bytes(), element));
  }

  private static Optional<ChainStep> of(Element element) {
    String pointer = element.pointer();
    if (!pointer.startsWith("/")) {
      return Optional.empty();
    }
    int first = pointer.indexOf('/', 1);
    int second = first < 0 ? -1 : pointer.indexOf('/', first + 1);
    int end = pointer.length();
    String number = pointer.substring(1, first < 0 ? end : first);
    String root = first < 0 ? "" : pointer.substring(first + 1, second < 0 ? end : second);
    boolean late = second >= 0;
    if (number.length() > MAX_DIGITS || (late && !pointer.substring(second + 1).equals(LATE))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ChainStep(
              element.value(),
              Integer.parseInt(number),
              first < 0 ? Optional.empty() : Optional.of(HexFormat.of().parseHex(root)),
              late));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChainStep step
        && epc.equals(step.epc)
        && sequence == step.sequence
        && Arrays.equals(previous.orElse(null), step.previous.orElse(null))
        && late == step.late;
  }

  @Override
  public int hashCode() {
    return Objects.hash(epc, sequence, Arrays.hashCode(previous.orElse(null)), late);
  }

  /** Names no instance. */
  @Override
  public String toString() {
    return "ChainStep[" + sequence + (late ? ", late]" : "]");
  }
}
