package dev.vitrine.gateway.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.adapters.gs1.query.Ordering;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.MasterKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Position POSITION =
      new Position(77, new Ordering.Key(2, "secret text"), OptionalLong.of(5));

  private final SecureRandom random = new SecureRandom();
  private final MasterKey key = new MasterKey(new byte[32]);
  private final Caller caller = caller("a", Purpose.TREAT, Roles.SUPPLIER);

  @Test
  void aTokenComesBackUntilItExpires() {
    PageTokens.Token token = at(NOW).issue(caller, "q", POSITION);
    assertEquals(NOW.plusSeconds(3600), token.expires());
    assertEquals(POSITION, at(NOW.plusSeconds(3599)).read(caller, "q", token.text()));
    assertThrows(
        EpcisRefusal.class, () -> at(NOW.plusSeconds(3600)).read(caller, "q", token.text()));
    Position plain = new Position(-1, null, OptionalLong.empty());
    assertEquals(plain, at(NOW).read(caller, "q", at(NOW).issue(caller, "q", plain).text()));
  }

  @Test
  void itIsForOneCallerPurposeRoleAndQuery() {
    String token = at(NOW).issue(caller, "q", POSITION).text();
    for (Caller other :
        new Caller[] {
          caller("b", Purpose.TREAT, Roles.SUPPLIER),
          caller("a", Purpose.HOPERAT, Roles.SUPPLIER),
          caller("a", Purpose.TREAT, Roles.HOSPITAL)
        }) {
      assertThrows(EpcisRefusal.class, () -> at(NOW).read(other, "q", token));
    }
    assertThrows(EpcisRefusal.class, () -> at(NOW).read(caller, "p", token));
    assertThrows(EpcisRefusal.class, () -> at(NOW).read(caller, "q", token + "A"));
    assertThrows(EpcisRefusal.class, () -> at(NOW).read(caller, "q", "A".repeat(9000)));
    assertFalse(token.contains("secret"));
  }

  @Test
  void cursorsAreReadAsTheyWereWritten() {
    LogCursor cursor = LogCursor.parse("0:511,3:-1").orElseThrow();
    assertEquals("0:511,3:-1", cursor.toString());
    assertEquals(511, cursor.ref(0));
    assertEquals((5L << 48) - 1, cursor.ref(5), "a new log from its beginning");
    for (String wrong :
        new String[] {"x", "0", "0:", ":1", "9999:1", "0:1,", "0:99999999999999999999"}) {
      assertEquals(Optional.empty(), LogCursor.parse(wrong), wrong);
    }
  }

  private PageTokens at(Instant time) {
    return new PageTokens(key, Clock.fixed(time, ZoneOffset.UTC), random, Duration.ofHours(1));
  }

  private static Caller caller(String party, Purpose purpose, String role) {
    return new Caller("s", Optional.of(party), Set.of(role), Optional.of(purpose), Set.of());
  }
}
