package dev.vitrine.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MasterKeyTest {
  private static final byte[] CONTEXT = {1, 2, 3};

  private final SecureRandom random = new SecureRandom();
  private final byte[] secret = bytes(32);
  private final MasterKey master = new MasterKey(secret);

  @Test
  void whatIsWrappedComesBack() {
    byte[] key = bytes(48);
    byte[] wrapped = master.wrap("a", key, CONTEXT, random);
    assertArrayEquals(key, master.unwrap("a", wrapped, CONTEXT));
    assertArrayEquals(key, new MasterKey(secret).unwrap("a", wrapped, CONTEXT), "after a restart");
    assertFalse(
        Arrays.equals(wrapped, master.wrap("a", key, CONTEXT, random)), "never the same twice");
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] wrapped = master.wrap("a", bytes(32), CONTEXT, random);
    for (int i = 0; i < wrapped.length; i++) {
      byte[] tampered = wrapped.clone();
      tampered[i] ^= (byte) (1 << i % 8);
      assertThrows(
          IllegalStateException.class, () -> master.unwrap("a", tampered, CONTEXT), "byte " + i);
    }
    for (int length = 0; length < wrapped.length; length++) {
      byte[] cut = Arrays.copyOf(wrapped, length);
      assertThrows(IllegalStateException.class, () -> master.unwrap("a", cut, CONTEXT));
    }
  }

  @Test
  void anotherPartyContextOrMasterKeyDoesNotUnwrap() {
    byte[] wrapped = master.wrap("a", bytes(32), CONTEXT, random);
    assertThrows(IllegalStateException.class, () -> master.unwrap("b", wrapped, CONTEXT));
    assertThrows(IllegalStateException.class, () -> master.unwrap("a", wrapped, new byte[3]));
    MasterKey other = new MasterKey(bytes(32));
    assertThrows(IllegalStateException.class, () -> other.unwrap("a", wrapped, CONTEXT));
  }

  @Test
  void whatIsSealedComesBackForItsUseAndContextOnly() {
    byte[] plain = bytes(20);
    byte[] sealed = master.seal("u", plain, CONTEXT, random);
    assertArrayEquals(plain, master.unseal("u", sealed, CONTEXT).orElseThrow());
    assertTrue(master.unseal("v", sealed, CONTEXT).isEmpty(), "use");
    assertTrue(master.unseal("u", sealed, new byte[3]).isEmpty(), "context");
    assertTrue(new MasterKey(bytes(32)).unseal("u", sealed, CONTEXT).isEmpty(), "key");
    assertTrue(master.unseal("u", Arrays.copyOf(sealed, 20), CONTEXT).isEmpty(), "cut");
    sealed[15] ^= 1;
    assertTrue(master.unseal("u", sealed, CONTEXT).isEmpty(), "flipped");
  }

  @Test
  void lookUpsDependOnKeyPartyAndSchema() {
    byte[] document = "d".getBytes(StandardCharsets.UTF_8);
    assertEquals(master.documentKey("a", "s", document), master.documentKey("a", "s", document));
    assertNotEquals(master.documentKey("a", "s", document), master.documentKey("b", "s", document));
    assertNotEquals(master.documentKey("a", "s", document), master.documentKey("a", "t", document));
    assertEquals(master.tagKey("s", "x=1"), new MasterKey(secret).tagKey("s", "x=1"));
    assertNotEquals(master.tagKey("s", "x=1"), master.tagKey("t", "x=1"));
    assertNotEquals(master.tagKey("s", "x=1"), new MasterKey(bytes(32)).tagKey("s", "x=1"));
  }

  @Test
  void pseudonymsAreStableAndApart() {
    assertArrayEquals(master.pseudonym("a", 16), master.pseudonym("a", 16));
    assertFalse(Arrays.equals(master.pseudonym("a", 16), master.pseudonym("b", 16)));
    assertFalse(
        Arrays.equals(master.pseudonym("a", 16), new MasterKey(bytes(32)).pseudonym("a", 16)));
  }

  @Test
  void itShowsNothingOfItself() {
    assertFalse(master.toString().contains(HexFormat.of().formatHex(secret)));
    assertThrows(IllegalArgumentException.class, () -> new MasterKey(new byte[31]));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
