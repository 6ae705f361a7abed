package dev.vitrine.gateway.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.facts.MalformedFactException;
import dev.vitrine.gateway.facts.RequiredPolicy;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.v1.Requirements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
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

  /** Whether anything is required here. */
  boolean given() {
    return file.isPresent() || !facts.isEmpty();
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
