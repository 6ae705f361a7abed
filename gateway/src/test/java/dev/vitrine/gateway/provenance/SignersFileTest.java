package dev.vitrine.gateway.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignersFileTest {
  @Test
  void keysOfEachKindAreRead() throws Exception {
    KeyPairGenerator elliptic = KeyPairGenerator.getInstance("EC");
    elliptic.initialize(new ECGenParameterSpec("secp256r1"));
    for (PublicKey key :
        List.of(
            elliptic.generateKeyPair().getPublic(),
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic(),
            rsa(2048))) {
      List<KnownSigner> signers = parse(file("k", "Practitioner/1", key));
      assertEquals(List.of(key), signers.get(0).keys());
      assertEquals("Practitioner/1", signers.get(0).name());
    }
  }

  @Test
  void aNameIsOnePartysOnlyUnlessItIsForAll() throws Exception {
    PublicKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    KnownSigner one = parse(file("k", "Practitioner/1", key)).get(0);
    assertTrue(one.isCalled("k", Set.of("Practitioner/1")));
    assertFalse(one.isCalled("l", Set.of("Practitioner/1")));
    assertFalse(one.isCalled("k", Set.of("Practitioner/2")));
    assertTrue(
        parse(file("*", "Practitioner/1", key)).get(0).isCalled("l", Set.of("Practitioner/1")));
  }

  @Test
  void whatIsNotOfTheFormIsRefused() throws Exception {
    PublicKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    String good = file("k", "Practitioner/1", key);
    for (String bad :
        List.of(
            "",
            "{}",
            "[]",
            good + "{}",
            good.replace("\"roots\": [],", ""),
            good.replace("\"roots\"", "\"root\""),
            good.replace("\"roots\": []", "\"roots\": [\"x\"]"),
            good.replace("[\"Practitioner/1\"]", "[]"),
            good.replace("\"Practitioner/1\"", "\"a\", \"a\""),
            good.replace("\"Practitioner/1\"", "7"),
            good.replace("BEGIN PUBLIC", "BEGIN PRIVATE"),
            file("k", "Practitioner/1", rsa(1024)))) {
      assertThrows(IllegalArgumentException.class, () -> parse(bad), bad);
    }
  }

  private static PublicKey rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair().getPublic();
  }

  private static List<KnownSigner> parse(String text) {
    return SignersFile.parse(text.getBytes(StandardCharsets.UTF_8), Clock.systemUTC());
  }

  private static String file(String party, String who, PublicKey key) {
    return """
        {"signers": [{"party": "%s", "who": ["%s"], "roots": [], "keys":
          ["-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----"]}]}
        """
        .formatted(party, who, Base64.getEncoder().encodeToString(key.getEncoded()));
  }
}
