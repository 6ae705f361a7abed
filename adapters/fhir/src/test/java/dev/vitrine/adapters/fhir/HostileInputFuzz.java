package dev.vitrine.adapters.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever comes in: a record or a typed refusal, in bounded time. */
class HostileInputFuzz {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int ROUNDS = Integer.getInteger("vitrine.fuzz.rounds", 30_000);
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "1e999",
    "-",
    "1.0",
    "\\",
    "\\u0000",
    "\\ud800",
    "\"resourceType\"",
    "\"_id\"",
    "\"extension\"",
    "\"value\"",
    "\"contained\"",
    "\"status\":",
    "{}",
    "[]",
    "\"\"",
    "\u0000",
    "\uFEFF",
    "é",
    "//",
    "NaN",
    "\"Bundle\"",
    "\"component\":[",
    "\"birthDate\":\"",
    "9999999999999999999999"
  };

  @Test
  void mutatedDocumentsGiveRecordsOrRefusals() throws IOException {
    Random random = new Random(20260302);
    List<byte[]> seeds = seeds();
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = mutate(seeds.get(random.nextInt(seeds.size())), random);
      try {
        accepted += Reading.record(body).tags().size() > 0 ? 1 : 0;
      } catch (InvalidDocumentException e) {
        for (Problem problem : e.problems()) {
          assertTrue(!problem.code().isEmpty() && !problem.reason().isEmpty());
        }
        assertTrue(e.problems().size() <= 20);
      } catch (RuntimeException | Error e) {
        fail("round " + round + ": " + new String(body, UTF_8), e);
      }
    }
    // a mutation inside a text leaves most documents as they should be
    assertTrue(accepted > ROUNDS / 50 && accepted < ROUNDS, "accepted " + accepted);
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(Reading.SAMPLES)) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] body = seed.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(body.length);
      int end = Math.min(body.length, at + 1 + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body = splice(body, at, end, new byte[0]);
        case 2 ->
            body = splice(body, at, at, TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
        case 3 -> body = splice(body, at, at, Arrays.copyOfRange(body, at, end));
        default ->
            body = splice(body, at, end, TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
      }
      if (body.length == 0) {
        return seed;
      }
    }
    return body;
  }

  private static byte[] splice(byte[] body, int from, int to, byte[] with) {
    byte[] out = Arrays.copyOf(body, body.length - (to - from) + with.length);
    System.arraycopy(with, 0, out, from, with.length);
    System.arraycopy(body, to, out, from + with.length, body.length - to);
    return out;
  }

  @Test
  void deepNestingIsRefused() {
    refusedWith("too-deep", "{\"resourceType\":\"Basic\",\"a\":" + "[".repeat(100_000));
    refusedWith("too-deep", "{\"a\":".repeat(100_000));
    refusedWith("invalid-json", "{\"a\":".repeat(60));
  }

  @Test
  void hugeDocumentsAndStringsAreRefused() {
    refusedWith("too-large", "{\"a\":\"" + "x".repeat(50 << 20) + "\"}");
    refusedWith("too-large", "{\"a\":\"" + "x".repeat(2 << 20) + "\"}");
    refusedWith("too-large", "{\"data\":\"" + "x".repeat(13 << 20) + "\"}");
    refusedWith("too-large", "{\"" + "x".repeat(2 << 20) + "\":1}");
    refusedWith("too-large", "{\"a\":" + "1".repeat(2 << 20) + "}");
  }

  @Test
  void manyValuesAreRefused() {
    StringBuilder members = new StringBuilder("{\"a0\":1");
    for (int i = 1; i < 1_000_000; i++) {
      members.append(",\"a").append(i).append("\":1");
    }
    refusedWith("too-complex", members.append('}').toString());
    refusedWith("too-complex", "{\"a\":[1" + ",1".repeat(1_000_000) + "]}");
    refusedWith("too-complex", "{\"a\":[" + "{\"b\":1},".repeat(400_000) + "1]}");
  }

  @Test
  void longPointersToManyValuesAreRefused() {
    String step = "\"extension\":[{\"url\":\"u\",";
    StringBuilder body = new StringBuilder("{\"resourceType\":\"Patient\",");
    body.append(step.repeat(30)).append("\"extension\":[{\"url\":\"u\",\"valueCode\":\"c\"}");
    body.append(",{\"url\":\"u\",\"valueCode\":\"c\"}".repeat(120_000));
    body.append("]").append("}]".repeat(30)).append("}");
    refusedWith("too-complex", body.toString());
  }

  @Test
  void hugeExponentsCostNothing() {
    for (String number : List.of("1e999999999", "1E-2147483648", "9".repeat(65), "1e+0001000")) {
      refused("{\"resourceType\":\"Basic\",\"valueDecimal\":" + number + "}");
    }
  }

  private static void refused(String json) {
    Assertions.assertTimeout(BOUND, () -> Reading.problems(json));
  }

  private static void refusedWith(String code, String json) {
    List<String> problems = Assertions.assertTimeout(BOUND, () -> Reading.problems(json));
    assertEquals(code, problems.get(problems.size() - 1).split(" ")[0]);
  }
}
