package dev.vitrine.gateway.ledgers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.evm.EvmAddress;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.proofs.verdict.AnchorVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * All ledgers that a verifier pins: the member {@code ledgers} of a trust file, and the verifier of
 * receipts' evidence that follows from it.
 *
 * @param all each by another name
 */
public record LedgerPins(List<LedgerPin> all) implements AnchorVerifier {
  /** The most ledgers. */
  public static final int MAX = 64;

  /** No ledger. */
  public static final LedgerPins NONE = new LedgerPins(List.of());

  /** Copies the list and checks that names are there once. */
  public LedgerPins {
    all = List.copyOf(all);
    if (all.size() > MAX || all.stream().map(LedgerPin::name).distinct().count() != all.size()) {
      throw new IllegalArgumentException("ledgers: at most " + MAX + ", each by another name");
    }
  }

  /** The ledger of this name. */
  public Optional<LedgerPin> find(String name) {
    return all.stream().filter(pin -> pin.name().equals(name)).findFirst();
  }

  @Override
  public Anchored verify(
      String ledger, byte[] proof, String mediaType, byte[] evidence, Consumer<Step> passed)
      throws RefusedException {
    LedgerPin pin =
        find(ledger)
            .orElseThrow(
                () ->
                    RefusedException.cannotTell(
                        ANCHOR_LEDGER, "the trust file does not name the ledger " + ledger));
    Checkpoint checkpoint;
    AnchorEvidence given;
    try {
      checkpoint = TlogProof.parse(proof).checkpoint().checkpoint();
      given = new AnchorEvidence(mediaType, evidence);
    } catch (MalformedNoteException | IllegalArgumentException e) {
      throw RefusedException.invalid(ANCHOR_LEDGER, "neither a log proof nor evidence");
    }
    List<Step> steps = pin.verify(given, checkpoint);
    steps.forEach(passed);
    return new Anchored(
        steps.stream()
            .filter(step -> step.name().equals(pin.timeStep()))
            .map(Step::detail)
            .findFirst()
            .orElse("an unknown time"));
  }

  /** The same, with these blocks trusted on every EVM chain. */
  public LedgerPins trustingBlocks(List<String> hashes) {
    return new LedgerPins(
        all.stream().map(pin -> pin instanceof EvmPin evm ? evm.trusting(hashes) : pin).toList());
  }

  /** Writes the member. */
  public void write(ArrayNode into) {
    all.forEach(pin -> pin.write(into.addObject().put("name", pin.name()).put("kind", pin.kind())));
  }

  /**
   * Reads the member strictly.
   *
   * @throws IllegalArgumentException with what is wrong where
   */
  public static LedgerPins read(JsonNode list) {
    if (!list.isArray() || list.size() > MAX) {
      throw new IllegalArgumentException("must be a list of at most " + MAX);
    }
    List<LedgerPin> pins = new ArrayList<>();
    for (JsonNode node : list) {
      try {
        pins.add(pin(node));
      } catch (LedgerException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
    return new LedgerPins(pins);
  }

  private static LedgerPin pin(JsonNode node) {
    String kind = text(node, "kind");
    return switch (kind) {
      case "evm" -> {
        members(node, Set.of("name", "kind", "chainId", "contract", "blocks"));
        yield new EvmPin(
            text(node, "name"),
            number(node, "chainId"),
            EvmAddress.parse(text(node, "contract")),
            texts(node, "blocks", EvmPin.MAX_BLOCKS));
      }
      case "rfc3161" -> {
        members(node, Set.of("name", "kind", "ca", "policy"));
        yield new TimeStamperPin(text(node, "name"), text(node, "ca"), optional(node, "policy"));
      }
      case "peer" -> {
        members(node, Set.of("name", "kind", "vkey"));
        yield new PeerPin(text(node, "name"), NoteVerifier.parse(text(node, "vkey")));
      }
      default -> throw new IllegalArgumentException("kind: evm, rfc3161 or peer");
    };
  }

  private static void members(JsonNode node, Set<String> names) {
    Set<String> found = new HashSet<>();
    node.fieldNames().forEachRemaining(found::add);
    if (!found.equals(names)) {
      throw new IllegalArgumentException(
          "each must have the members " + new TreeSet<>(names) + " and no other");
    }
  }

  private static String text(JsonNode node, String name) {
    JsonNode member = node.get(name);
    if (member == null || !member.isTextual()) {
      throw new IllegalArgumentException(name + ": must be there, as text");
    }
    return member.textValue();
  }

  private static long number(JsonNode node, String name) {
    JsonNode member = node.get(name);
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw new IllegalArgumentException(name + ": must be a whole number");
    }
    return member.longValue();
  }

  private static List<String> texts(JsonNode node, String name, int max) {
    JsonNode list = node.get(name);
    if (!list.isArray() || list.size() > max) {
      throw new IllegalArgumentException(name + ": must be a list of at most " + max);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        throw new IllegalArgumentException(name + ": must be texts");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  private static Optional<String> optional(JsonNode node, String name) {
    return Optional.of(text(node, name)).filter(text -> !text.isEmpty());
  }
}
