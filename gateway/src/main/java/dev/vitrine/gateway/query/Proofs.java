package dev.vitrine.gateway.query;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.v1.RequestProofRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Answers requests for proofs: what is asked is opened, decided upon and proved, and the disclosure
 * of each record is durable before the answer is given away. Calls block.
 */
@ApplicationScoped
public class Proofs {
  private final RecordAccess access;
  private final Presenting presenting;

  Proofs(RecordAccess access, Presenting presenting) {
    this.access = access;
    this.presenting = presenting;
  }

  /**
   * A presentation.
   *
   * @param file its bytes
   * @param disclosures where the disclosure of each record stands, in order
   */
  public record Answer(byte[] file, List<Accepted> disclosures) {}

  /**
   * Proves what is asked.
   *
   * @throws GatewayException.Unmet if a fact is not so; that it was told is on record then, too
   * @throws GatewayException.NotFound if a record is not there for this caller
   * @throws GatewayException.Forbidden if a slot or element may not be shown
   */
  public Answer answer(Caller caller, RequestProofRequest request) {
    List<AskedRecord> asked = AskedRecord.of(request);
    List<RecordAccess.Opened> opened =
        access.open(caller, asked.stream().map(AskedRecord::recordId).toList());
    if (!request.getDcqlQuery().isEmpty()) {
      DcqlRecords.Answer answer = DcqlRecords.of(request, asked, opened);
      // that a record does not answer tells something too
      if (!answer.others().isEmpty()) {
        access.account(
            answer.others(), DcqlRecords.telling(answer.others(), request.getAudience()));
      }
      asked = answer.asked();
      opened = answer.opened();
      DcqlRecords.requireSome(opened);
    }
    Presenting.Prepared prepared = presenting.prepare(opened, asked, request);
    byte[] file;
    try {
      file = prepared.prove().encode();
    } catch (GatewayException.Unmet refused) {
      if (refused.reason().equals(GatewayException.Unmet.FACT_NOT_SO)) {
        // that it is not so tells something too
        access.account(opened, telling(prepared, "refuted", request, ""));
      }
      throw refused;
    }
    String kind = prepared.mode().name().toLowerCase(Locale.ROOT);
    String digest = HexFormat.of().formatHex(Sha256.of(file));
    return new Answer(file, access.account(opened, telling(prepared, kind, request, digest)));
  }

  private static RecordAccess.Telling telling(
      Presenting.Prepared prepared, String kind, RequestProofRequest request, String digest) {
    boolean refuted = digest.isEmpty();
    return new RecordAccess.Telling(
        kind,
        refuted
            ? prepared.told().stream().map(told -> List.<String>of()).toList()
            : prepared.told(),
        prepared.proved(),
        request.getAudience(),
        digest);
  }
}
