package dev.vitrine.ledger.cose;

import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.LogKeyWindow;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Verifies COSE receipts (RFC 9942) offline: of RFC 9162 trees, of inclusion and of consistency;
 * and of CCF ledgers, of inclusion.
 *
 * <p>Guarantees that a trusted log signed a root to which the proof leads from these very bytes. A
 * receipt alone says nothing of witnesses, and its size and index are not signed; under a policy
 * with a quorum, or with a window for the key that signed it, it must therefore carry the
 * checkpoint with that size and root. A key counts here as long as it does for checkpoints.
 *
 * <p>Steps, in order: {@value #RECEIPT}, {@value #LOG}, {@value #INCLUSION} or {@value
 * #CONSISTENCY}, {@value #SIGNATURE}, if there is a checkpoint {@value #CHECKPOINT} and those of
 * {@link CheckpointVerifier}, and if the policy has a window for the key {@value #KEY_WINDOW}.
 */
public final class CoseReceiptVerifier {
  /** The step: the receipt is well-formed and of a known data structure. */
  public static final String RECEIPT = "cose-receipt";

  /** The step: a trusted log is said to have made it. */
  public static final String LOG = "cose-log";

  /** The step: the proof leads from the entry to a root. */
  public static final String INCLUSION = "cose-inclusion";

  /** The step: the proof leads from the older root to the newer. */
  public static final String CONSISTENCY = "cose-consistency";

  /** The step: the log signed that root. */
  public static final String SIGNATURE = "cose-signature";

  /** The step: the checkpoint that came along is of that very tree. */
  public static final String CHECKPOINT = "cose-checkpoint";

  /** The step: the key that signed the receipt was good for a tree of that size. */
  public static final String KEY_WINDOW = "cose-key-window";

  private static final String NOT_SIGNED =
      "no trusted key signed the root to which the proof leads";

  private final List<ReceiptLog> logs;
  private final Optional<LogPolicy> policy;

  /** Believes these logs on their own word. */
  public CoseReceiptVerifier(List<ReceiptLog> logs) {
    this.logs = List.copyOf(logs);
    this.policy = Optional.empty();
  }

  /** Believes the logs of a policy, and wants its quorum. */
  public CoseReceiptVerifier(LogPolicy policy) {
    this.logs = ReceiptLog.of(policy);
    this.policy = Optional.of(policy);
  }

  /**
   * What a receipt shows.
   *
   * @param log which log signed it
   * @param index the entry's index, if the data structure has one
   * @param size the tree's size, if the data structure has one
   * @param root the signed root, 32 bytes
   */
  public record Included(ReceiptLog log, Optional<Long> index, Optional<Long> size, byte[] root) {}

  /**
   * Checks that an entry is in a log.
   *
   * @param entry the log entry's bytes
   * @param passed is told each step as it passes
   * @throws RefusedException at the step that fails
   */
  public Included entry(byte[] entry, byte[] receipt, Consumer<Step> passed)
      throws RefusedException {
    CoseSign1 message = parse(receipt);
    if (structure(message) != CoseReceipt.RFC9162_SHA256) {
      throw RefusedException.cannotTell(RECEIPT, "a receipt of a CCF ledger is for a statement");
    }
    passed.accept(new Step(RECEIPT, "RFC9162_SHA256"));
    return included(message, log -> entry, passed);
  }

  /**
   * Checks that a signed statement is in a log, by its digest. Says nothing of the statement's own
   * signature.
   *
   * @param passed is told each step as it passes
   * @throws RefusedException at the step that fails
   */
  public Included statement(SignedStatement statement, byte[] receipt, Consumer<Step> passed)
      throws RefusedException {
    CoseSign1 message = parse(receipt);
    if (structure(message) == CoseReceipt.CCF_LEDGER_SHA256) {
      passed.accept(new Step(RECEIPT, "CCF_LEDGER_SHA256"));
      return ccf(message, statement.digest(), passed);
    }
    passed.accept(new Step(RECEIPT, "RFC9162_SHA256"));
    return included(
        message,
        log -> log.entries() == ReceiptLog.EntryForm.TYPED ? statement.entry() : statement.digest(),
        passed);
  }

  /**
   * Checks that a log's newer tree begins with an older one.
   *
   * @param olderSize the older tree's size, known before
   * @param olderRoot its root
   * @param passed is told each step as it passes
   * @throws RefusedException at the step that fails
   */
  public Included consistency(
      long olderSize, byte[] olderRoot, byte[] receipt, Consumer<Step> passed)
      throws RefusedException {
    CoseSign1 message = parse(receipt);
    if (structure(message) != CoseReceipt.RFC9162_SHA256) {
      throw RefusedException.cannotTell(RECEIPT, "CCF ledgers have no consistency proofs");
    }
    passed.accept(new Step(RECEIPT, "RFC9162_SHA256"));
    List<ReceiptLog> candidates = candidates(message);
    passed.accept(named(candidates));
    ConsistencyProof proof;
    try {
      proof = CoseReceipt.consistency(CoseReceipt.proof(message, CoseReceipt.CONSISTENCY));
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(CONSISTENCY, e.getMessage());
    }
    if (proof.from() != olderSize) {
      throw RefusedException.invalid(
          CONSISTENCY, "the proof is from size " + proof.from() + ", not " + olderSize);
    }
    Optional<byte[]> root = proof.newer(olderRoot);
    if (root.isEmpty()) {
      throw RefusedException.invalid(CONSISTENCY, "the proof does not start from the older root");
    }
    requirePayload(message, root.get(), CONSISTENCY);
    passed.accept(new Step(CONSISTENCY, "from size " + proof.from() + " to " + proof.to()));
    ReceiptLog log = signer(message, candidates, root.get());
    passed.accept(new Step(SIGNATURE, "signed by " + log.issuer()));
    checkpoint(message, log, proof.to(), root.get(), passed);
    return new Included(log, Optional.empty(), Optional.of(proof.to()), root.get());
  }

  private Included included(CoseSign1 message, Entries entries, Consumer<Step> passed)
      throws RefusedException {
    List<ReceiptLog> candidates = candidates(message);
    passed.accept(named(candidates));
    InclusionProof proof;
    try {
      proof = CoseReceipt.inclusion(CoseReceipt.proof(message, CoseReceipt.INCLUSION));
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(INCLUSION, e.getMessage());
    }
    // each log has its own form of entries, so each leads to a root of its own
    Optional<ReceiptLog> signer = Optional.empty();
    byte[] signed = {};
    for (ReceiptLog log : candidates) {
      Optional<byte[]> root = proof.root(MerkleHash.leaf(entries.of(log)));
      if (root.isEmpty()) {
        throw RefusedException.invalid(
            INCLUSION, "the path does not fit index " + proof.index() + " of size " + proof.size());
      }
      requirePayload(message, root.get(), INCLUSION);
      if (signer.isEmpty() && signedBy(message, log, root.get())) {
        signer = Optional.of(log);
        signed = root.get();
      }
    }
    passed.accept(
        new Step(INCLUSION, "entry " + proof.index() + " of a tree of size " + proof.size()));
    if (signer.isEmpty()) {
      throw RefusedException.invalid(SIGNATURE, NOT_SIGNED);
    }
    passed.accept(new Step(SIGNATURE, "signed by " + signer.get().issuer()));
    checkpoint(message, signer.get(), proof.size(), signed, passed);
    return new Included(
        signer.get(), Optional.of(proof.index()), Optional.of(proof.size()), signed);
  }

  private Included ccf(CoseSign1 message, byte[] dataHash, Consumer<Step> passed)
      throws RefusedException {
    List<ReceiptLog> candidates = candidates(message);
    passed.accept(named(candidates));
    CoseReceipt.CcfRoot found;
    try {
      found = CoseReceipt.ccf(CoseReceipt.proof(message, CoseReceipt.INCLUSION));
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(INCLUSION, e.getMessage());
    }
    if (!MessageDigest.isEqual(found.dataHash(), dataHash)) {
      throw RefusedException.invalid(INCLUSION, "the leaf is of another statement");
    }
    requirePayload(message, found.root(), INCLUSION);
    passed.accept(new Step(INCLUSION, "a transaction of the ledger"));
    ReceiptLog log = signer(message, candidates, found.root());
    passed.accept(new Step(SIGNATURE, "signed by " + log.issuer()));
    requireNoQuorum();
    undated(log, OptionalLong.empty());
    return new Included(log, Optional.empty(), Optional.empty(), found.root());
  }

  private static CoseSign1 parse(byte[] receipt) throws RefusedException {
    try {
      CoseSign1 message = CoseSign1.parse(receipt);
      message.requireUnderstood(RECEIPT);
      return message;
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(RECEIPT, e.getMessage());
    }
  }

  /** From the protected header only: the unprotected one is anybody's to write. */
  private static long structure(CoseSign1 message) throws RefusedException {
    Optional<Long> named;
    try {
      named = message.protectedHeader().integer(CoseHeader.VDS);
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(RECEIPT, e.getMessage());
    }
    if (named.isEmpty()) {
      throw RefusedException.invalid(RECEIPT, "the protected header names no data structure (395)");
    }
    long structure = named.get();
    if (structure != CoseReceipt.RFC9162_SHA256 && structure != CoseReceipt.CCF_LEDGER_SHA256) {
      throw RefusedException.cannotTell(
          RECEIPT, "the data structure " + structure + " is not supported");
    }
    return structure;
  }

  /** The trusted logs that the receipt may be of, by its claims and key id. */
  private List<ReceiptLog> candidates(CoseSign1 message) throws RefusedException {
    Optional<String> issuer;
    Optional<byte[]> keyId;
    try {
      issuer = message.protectedHeader().claim(CoseHeader.ISSUER);
      keyId = message.protectedHeader().bytes(CoseHeader.KID);
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(LOG, e.getMessage());
    }
    List<ReceiptLog> named =
        logs.stream().filter(log -> issuer.isEmpty() || log.issuer().equals(issuer.get())).toList();
    if (named.isEmpty()) {
      throw RefusedException.cannotTell(
          LOG, "no trusted log is called " + issuer.orElse("anything"));
    }
    List<ReceiptLog> exactly =
        named.stream()
            .filter(log -> keyId.isPresent() && Arrays.equals(log.key().thumbprint(), keyId.get()))
            .toList();
    // other makers' key ids need not be thumbprints; a Vitrine log's are
    if (exactly.isEmpty() && keyId.isPresent() && policy.isPresent()) {
      throw RefusedException.cannotTell(LOG, "made with a key of the log that is not trusted");
    }
    return exactly.isEmpty() ? named : exactly;
  }

  private static Step named(List<ReceiptLog> candidates) {
    return new Step(LOG, candidates.get(0).issuer());
  }

  private static ReceiptLog signer(CoseSign1 message, List<ReceiptLog> candidates, byte[] root)
      throws RefusedException {
    for (ReceiptLog log : candidates) {
      if (signedBy(message, log, root)) {
        return log;
      }
    }
    throw RefusedException.invalid(SIGNATURE, NOT_SIGNED);
  }

  private static boolean signedBy(CoseSign1 message, ReceiptLog log, byte[] root)
      throws RefusedException {
    return message.signedBy(log.key(), message.algorithm(SIGNATURE), root);
  }

  /** A payload that came along must be the root: the proof decides, never the payload. */
  private static void requirePayload(CoseSign1 message, byte[] root, String step)
      throws RefusedException {
    if (message.payload().filter(payload -> !MessageDigest.isEqual(payload, root)).isPresent()) {
      throw RefusedException.invalid(step, "the proof leads to another root than the payload");
    }
  }

  private void requireNoQuorum() throws RefusedException {
    if (policy.filter(it -> !(it.quorum() instanceof Quorum.None)).isPresent()) {
      throw RefusedException.cannotTell(
          CHECKPOINT, "the policy wants witnesses, and the receipt carries no checkpoint");
    }
  }

  private void checkpoint(
      CoseSign1 message, ReceiptLog log, long size, byte[] root, Consumer<Step> passed)
      throws RefusedException {
    Optional<CborItem> carried = message.unprotectedHeader().get(CoseReceipt.CHECKPOINT);
    if (policy.isEmpty() || carried.isEmpty()) {
      requireNoQuorum();
      undated(log, OptionalLong.of(size));
      return;
    }
    SignedCheckpoint signed;
    try {
      signed =
          SignedCheckpoint.parse(
              carried
                  .get()
                  .bytes()
                  .orElseThrow(() -> new MalformedCoseException("the checkpoint is no bytes")));
    } catch (MalformedCoseException | MalformedNoteException e) {
      throw RefusedException.invalid(CHECKPOINT, e.getMessage());
    }
    Checkpoint checkpoint = signed.checkpoint();
    if (!checkpoint.origin().equals(log.issuer())
        || checkpoint.size() != size
        || !MessageDigest.isEqual(checkpoint.root(), root)) {
      throw RefusedException.invalid(CHECKPOINT, "the checkpoint is of another tree");
    }
    passed.accept(new Step(CHECKPOINT, checkpoint.toString()));
    CheckpointVerifier checkpoints = new CheckpointVerifier(policy.get());
    checkpoints.verify(signed, passed);
    // another key of the log may have signed the checkpoint
    Optional<NoteVerifier> key = windowed(log);
    if (key.isPresent()) {
      checkpoints.window(key.get(), signed, KEY_WINDOW);
      passed.accept(new Step(KEY_WINDOW, "its key may sign over a tree of size " + size));
    }
  }

  /**
   * Refuses a receipt without a checkpoint by a key with a window: its size is anybody's to write,
   * and nobody says when it was made.
   */
  private void undated(ReceiptLog log, OptionalLong size) throws RefusedException {
    Optional<NoteVerifier> key = windowed(log);
    if (key.isEmpty()) {
      return;
    }
    LogKeyWindow window = policy.orElseThrow().window(key.get());
    String refusal = window.refusal(size.orElse(window.fromSize()), OptionalLong.empty());
    if (!refusal.isEmpty()) {
      throw RefusedException.invalid(KEY_WINDOW, "the log's key " + refusal);
    }
    throw RefusedException.cannotTell(
        KEY_WINDOW,
        "the log's key may sign over some trees only, and the receipt carries no checkpoint");
  }

  /** The key of this log in the policy, if the policy has a window for it. */
  private Optional<NoteVerifier> windowed(ReceiptLog log) {
    return policy.stream()
        .flatMap(it -> it.windows().keySet().stream())
        .filter(key -> key.name().equals(log.issuer()))
        .filter(key -> CoseKey.ed25519(key.publicKey()).equals(log.key()))
        .findFirst();
  }

  /** What a log would hold of what the receipt is for. */
  private interface Entries {
    byte[] of(ReceiptLog log);
  }
}
