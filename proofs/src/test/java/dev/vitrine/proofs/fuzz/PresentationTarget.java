package dev.vitrine.proofs.fuzz;

import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Presentations with all that is in them, by the whole verifier: every input gets a verdict. */
public final class PresentationTarget {
  private static final Verifier VERIFIER =
      new Verifier(
          new Trust(
              List.of(GatewayKey.of(new byte[32]).publicKey()),
              List.of(
                  IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, new byte[32])
                      .trusted("log.example/1")),
              (entry, proof, passed) -> {
                throw RefusedException.cannotTell("checkpoint", "no log is trusted");
              }),
          new SecureRandom());

  private PresentationTarget() {}

  /** One input: read, or refused with the documented exception; anything else is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    VERIFIER.verify(input, Policy.at(Instant.EPOCH));
  }
}
