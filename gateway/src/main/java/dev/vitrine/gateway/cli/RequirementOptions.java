package dev.vitrine.gateway.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.vitrine.gateway.custody.CustodyCheck;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.dscsa.Pack;
import dev.vitrine.gateway.dscsa.SaleableReturnCheck;
import dev.vitrine.gateway.facts.MalformedFactException;
import dev.vitrine.gateway.facts.RequiredPolicy;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.v1.Requirements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What must be proved, from the command line and from a file. */
final class RequirementOptions {
  private static final int MAX_BYTES = 1 << 20;

  @Option(
      names = "--requirements",
      paramLabel = "FILE",
      description =
          "JSON of what a presentation must show and prove (vitrine.v1.Requirements; a sample is"
              + " docs/samples/requirements/cold-chain.json)")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--require",
      paramLabel = "FACT",
      description =
          "a fact that must be proved, as \"lowestTemperature >= 2.0\", \"1:value < 7\" or"
              + " \"age(birthDate) >= 18\"; may be given several times")
  private List<String> facts = new ArrayList<>();

  @Option(
      names = "--require-custody",
      paramLabel = "EPC",
      description =
          "the object whose chain of custody a presentation must show, from the first event that the"
              + " gateway took and without a gap")
  private Optional<String> custody = Optional.empty();

  @Option(
      names = "--custody-from",
      paramLabel = "N",
      description = "the number that the chain's first shown step must have (default: 1)")
  private int custodyFrom = 1;

  @Option(
      names = "--require-saleable-return",
      arity = "6",
      paramLabel = "GTIN LOT SERIAL YYMMDD OWNER RECEIVER",
      description = {
        "what is printed on a pack, the party that owns its GTIN, and the party that received it:",
        "it must have been commissioned so by that owner, be in date, received and not recalled"
      })
  private List<String> saleable = List.of();

  /** Whether anything is required here. */
  boolean given() {
    return file.isPresent() || !facts.isEmpty() || custody.isPresent() || !saleable.isEmpty();
  }

  /** The pack that must be fit to be sold again, as of {@code at}. */
  Optional<SaleableReturnCheck> saleableReturn(CommandLine asked, Instant at) {
    if (saleable.isEmpty()) {
      return Optional.empty();
    }
    try {
      Pack pack = Pack.of(saleable.get(0), saleable.get(1), saleable.get(2), saleable.get(3));
      return Optional.of(
          new SaleableReturnCheck(
              pack, saleable.get(4), saleable.get(5), LocalDate.ofInstant(at, ZoneOffset.UTC)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(asked, "--require-saleable-return: " + e.getMessage(), e);
    }
  }

  /** The chain that must be shown. */
  Optional<CustodyCheck> custody() {
    return custody.map(epc -> new CustodyCheck(epc, custodyFrom));
  }

  /** The policy of a verifier whose clock says {@code at}. */
  Policy policy(CommandLine asked, Instant at) throws IOException {
    Requirements.Builder required = Requirements.newBuilder();
    if (file.isPresent()) {
      read(asked, file.get(), required);
    }
    try {
      facts.forEach(fact -> required.addFacts(RequiredFact.parse(fact)));
      return RequiredPolicy.of(required.build(), at, Policies.schemas());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(asked, "--require: " + e.getMessage(), e);
    } catch (MalformedFactException e) {
      throw new ParameterException(asked, "requirements: " + e.getMessage(), e);
    }
  }

  private static void read(CommandLine asked, Path path, Requirements.Builder required)
      throws IOException {
    byte[] bytes = GivenFile.read(asked, path, MAX_BYTES);
    try {
      JsonFormat.parser().merge(new String(bytes, StandardCharsets.UTF_8), required);
    } catch (InvalidProtocolBufferException e) {
      throw new ParameterException(
          asked, path + " is not a requirements file: " + e.getMessage(), e);
    }
  }
}
