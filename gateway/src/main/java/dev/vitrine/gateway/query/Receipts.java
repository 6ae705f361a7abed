package dev.vitrine.gateway.query;

import dev.vitrine.gateway.audit.PublishedLog;
import dev.vitrine.gateway.consent.CallerPermissions;
import dev.vitrine.gateway.consent.Permissions;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.intake.ReceiptIssuer;
import dev.vitrine.gateway.keys.KeyHistory;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.LedgerProof;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.v1.RecordState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Issues receipts, for a record's sender and for whoever may see the digest of its document. */
@ApplicationScoped
public class Receipts implements ReceiptIssuer {
  private final RecordReader records;
  private final Permissions permissions;
  private final PublishedLog log;
  private final Keys keys;
  private final AnchoredIn anchored;
  private final KeyHistory history;

  Receipts(
      RecordReader records,
      Permissions permissions,
      PublishedLog log,
      Keys keys,
      KeyHistory history,
      AnchoredIn anchored) {
    this.history = history;
    this.records = records;
    this.permissions = permissions;
    this.log = log;
    this.keys = keys;
    this.anchored = anchored;
  }

  @Override
  public Issued issue(Caller caller, RecordRef ref) {
    RecordReader.Found found =
        records.find(ref).filter(record -> allowed(caller, record)).orElseThrow(Receipts::unknown);
    boolean published = log.covers(ref.logIndex());
    Optional<byte[]> proof = published ? Optional.of(log.proof(ref.logIndex())) : Optional.empty();
    long closed = closedAtMillis(found.header());
    GatewayKey.Public own = keys.gateway().publicKey();
    GatewayKey.Public key =
        history.gatewayKeyAt(closed).map(at -> new GatewayKey.Public(at.key())).orElse(own);
    // by the key in use the same bytes as were stored, unless a revoked one had promised
    byte[] promise =
        Arrays.equals(key.encoded(), own.encoded())
            ? Receipt.promise(
                keys.gateway(),
                found.header(),
                log.origin(ref.logIndex()),
                LogId.index(ref.logIndex()))
            : found.promise();
    Receipt receipt =
        Receipt.of(
            records.open(found).commitment(),
            found.header(),
            found.place(),
            log.origin(ref.logIndex()),
            LogId.index(ref.logIndex()),
            key,
            promise,
            proof);
    if (!published) {
      return new Issued(RecordState.RECORD_STATE_SEQUENCED, receipt);
    }
    List<LedgerProof> anchors = anchored.proofs(ref.logIndex());
    return anchors.isEmpty()
        ? new Issued(RecordState.RECORD_STATE_PUBLISHED, receipt)
        : new Issued(RecordState.RECORD_STATE_ANCHORED, receipt.with(anchors));
  }

  private static long closedAtMillis(byte[] header) {
    try {
      return BatchHeader.decode(header).closedAtMillis();
    } catch (CborException e) {
      throw new IllegalStateException("what is stored is no batch", e);
    }
  }

  static GatewayException.NotFound unknown() {
    return new GatewayException.NotFound("There is no such record that you may know of.");
  }

  private boolean allowed(Caller caller, RecordReader.Found found) {
    if (caller.has(Roles.OPERATOR)) {
      return true;
    }
    CallerPermissions allowed = permissions.of(caller);
    return showsDigest(allowed.most(found.sender(), found.schema()), found.schema())
        && (allowed.hold(found.sender(), found.schema())
            || showsDigest(allowed.of(found.sender(), records.open(found)), found.schema()));
  }

  private static boolean showsDigest(Decision decision, Schema schema) {
    return decision.of(schema, Schema.DOCUMENT) == Disclosure.SHOW;
  }
}
