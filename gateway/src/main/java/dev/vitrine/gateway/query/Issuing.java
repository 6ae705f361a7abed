package dev.vitrine.gateway.query;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.proofs.credential.BbsCredentials;
import dev.vitrine.proofs.credential.CredentialIssuer;
import dev.vitrine.proofs.credential.CredentialKeys;
import dev.vitrine.proofs.credential.HolderKey;
import dev.vitrine.proofs.credential.InvalidCredentialException;
import dev.vitrine.proofs.credential.RecordClaims;
import dev.vitrine.proofs.credential.SdJwtCredentials;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.v1.CredentialFormat;
import dev.vitrine.v1.IssueCredentialRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Issues the credential that answers a request, in either format. */
@Singleton
public class Issuing {
  private static final int MAX_AUDIENCE = 256;

  private final CredentialKeys keys;
  private final BbsCredentials bbs;
  private final SdJwtCredentials sdJwt;
  private final Clock clock;
  private final Duration lifetime;

  Issuing(Keys keys, VitrineConfig config, SecureRandom random, Clock clock) {
    String log = keys.log().name();
    String id = config.credentials().issuer().orElse("https://" + log);
    this.keys = keys.credentials().keys(id, log);
    this.bbs = new BbsCredentials(random);
    this.sdJwt = new SdJwtCredentials(random);
    this.clock = clock;
    this.lifetime = config.credentials().lifetime();
  }

  /**
   * A credential.
   *
   * @param kind how the disclosure calls it
   * @param shown names of all slots in it
   */
  record Issued(byte[] credential, String mediaType, String kind, List<String> shown) {}

  /** The issuer's public side. */
  public CredentialIssuer issuer() {
    return keys.issuer();
  }

  Issued issue(RecordAccess.Opened opened, IssueCredentialRequest request) {
    if (request.getAudience().getBytes(StandardCharsets.UTF_8).length > MAX_AUDIENCE) {
      throw new GatewayException.InvalidRequest("An audience has at most 256 bytes.");
    }
    RecordClaims claims = claims(opened, request.getSlotsList());
    List<String> shown = claims.slots().keySet().stream().toList();
    return switch (request.getFormat()) {
      case CREDENTIAL_FORMAT_BBS_2023 ->
          new Issued(bbs(claims, request), "application/vc", "credential-bbs-2023", shown);
      case CREDENTIAL_FORMAT_SD_JWT_VC ->
          new Issued(
              sdJwt.issue(claims, keys, holder(request)).getBytes(StandardCharsets.US_ASCII),
              "application/dc+sd-jwt",
              "credential-sd-jwt-vc",
              shown);
      default ->
          throw new GatewayException.InvalidRequest(
              "Say which format the credential shall have: " + formats() + ".");
    };
  }

  private RecordClaims claims(RecordAccess.Opened opened, List<String> names) {
    Schema schema = opened.found().schema();
    List<String> slots =
        Selection.of(schema, opened.decision(), names).stream()
            .map(at -> schema.slots().get(at).name())
            .toList();
    if (slots.isEmpty()) {
      throw new GatewayException.InvalidRequest("Ask for at least one slot.");
    }
    for (String slot : slots) {
      if (schema.slot(slot).kind() == SlotKind.ROOT) {
        throw new GatewayException.InvalidRequest(
            "Slot " + slot + " is a root, which a credential can't say: leave it out.");
      }
    }
    // the day, not the second, which would name the credential in every presentation of it
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    return RecordClaims.of(
        opened.record().commitment(), slots, keys.issuer().log(), today, today.plus(lifetime));
  }

  private byte[] bbs(RecordClaims claims, IssueCredentialRequest request) {
    if (!request.getHolderJwk().isEmpty()) {
      throw new GatewayException.InvalidRequest(
          "A bbs-2023 credential is bound to no holder key: leave it out, or ask for an SD-JWT VC.");
    }
    try {
      return bbs.issue(claims, keys);
    } catch (InvalidCredentialException e) {
      throw new GatewayException.Internal(e);
    }
  }

  private static Optional<HolderKey.Public> holder(IssueCredentialRequest request) {
    if (request.getHolderJwk().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          HolderKey.Public.parse(request.getHolderJwk().getBytes(StandardCharsets.UTF_8)));
    } catch (InvalidCredentialException e) {
      throw new GatewayException.InvalidRequest(
          "The holder's key must be a public JWK of P-256, without a private member.");
    }
  }

  private static String formats() {
    return CredentialFormat.CREDENTIAL_FORMAT_BBS_2023
        + " or "
        + CredentialFormat.CREDENTIAL_FORMAT_SD_JWT_VC;
  }
}
