package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.json.Json;
import java.util.Arrays;
import java.util.Optional;

/** Why the contract refused, in words of the log; from the custom error it returned. */
enum Revert {
  NOT_POSTER(
      "NotPoster(bytes32,address)",
      "this key may not post for this log: the contract's owner must allow it"),
  WRONG_EPOCH(
      "WrongEpoch(uint64,uint64)", "another checkpoint was anchored meanwhile: submit again"),
  WRONG_PREVIOUS_ROOT(
      "WrongPreviousRoot(bytes32,bytes32)",
      "another checkpoint was anchored meanwhile: submit again"),
  SIZE(
      "SizeDoesNotGrow(uint64,uint64)",
      "a checkpoint of this size or a larger one is anchored already"),
  NO_ROOT("NoRoot()", "the root is zero");

  private final String selector;
  private final String words;

  Revert(String signature, String words) {
    this.selector = Quantities.data(Abi.selector(signature));
    this.words = words;
  }

  /** Whether the same submission may succeed later. */
  boolean passes() {
    return this == WRONG_EPOCH || this == WRONG_PREVIOUS_ROOT;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** The custom error in what a node returned with its refusal. */
  static Optional<Revert> of(Json returned) {
    if (!(returned instanceof Json.Text data)) {
      return Optional.empty();
    }
    return Arrays.stream(values())
        .filter(revert -> data.value().startsWith(revert.selector))
        .findFirst();
  }
}
