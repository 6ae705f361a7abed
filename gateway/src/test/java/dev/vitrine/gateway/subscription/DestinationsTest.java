package dev.vitrine.gateway.subscription;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.epcis.EpcisRefusal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where deliveries may go by default, and what the operator can allow. */
class DestinationsTest {
  private static final String PUBLIC = "93.184.215.14";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void noAddressOfThisNetworkIsCalled(String address) throws UnknownHostException {
    InetAddress inside = InetAddress.getByName(address);
    assertFalse(AddressRules.isPublic(inside));
    Destination literal = url(address);
    Destinations rules = resolving(inside);
    assertEquals(Optional.empty(), rules.address(literal));
    EpcisRefusal refusal = assertThrows(EpcisRefusal.class, () -> rules.require(literal));
    assertEquals(EpcisRefusal.Kind.URI, refusal.kind());
    // nor by a name, which is found out only when it is called
    Destination named = Destination.of("https://receiver.example/in");
    assertDoesNotThrow(() -> rules.require(named));
    assertEquals(Optional.empty(), rules.address(named));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PUBLIC,
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "169.253.255.255",
        "192.167.255.255",
        "223.255.255.255",
        "::ffff:93.184.215.14",
        "2001:4860:4860::8888",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "2a00:1450:4001:82a::2004"
      })
  void addressesOfTheInternetAre(String address) throws UnknownHostException {
    InetAddress outside = InetAddress.getByName(address);
    assertEquals(Optional.of(outside), resolving(outside).address(url(address)));
    assertDoesNotThrow(() -> resolving(outside).require(url(address)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "localhost.", "2130706433"})
  void namesOfThisMachineAreNoWayAround(String host) {
    Destinations rules = new Destinations(false, Set.of(), InetAddress::getAllByName);
    assertEquals(Optional.empty(), rules.address(Destination.of("https://" + host + "/")));
  }

  @Test
  void oneInsideAddressAmongManyIsEnough() throws UnknownHostException {
    assertEquals(
        Optional.empty(),
        resolving(InetAddress.getByName(PUBLIC), InetAddress.getByName("10.0.0.1"))
            .address(Destination.of("https://receiver.example/")));
  }

  @Test
  void aNameWithoutAddressIsNotCalled() {
    Destinations rules =
        new Destinations(
            false,
            Set.of(),
            host -> {
              throw new UnknownHostException();
            });
    assertEquals(Optional.empty(), rules.address(Destination.of("https://receiver.example/")));
  }

  @Test
  void onlyHttps() throws UnknownHostException {
    Destination plain = Destination.of("http://receiver.example/");
    Destinations rules = resolving(InetAddress.getByName(PUBLIC));
    assertThrows(EpcisRefusal.class, () -> rules.require(plain));
    assertEquals(Optional.empty(), rules.address(plain));
  }

  @Test
  void theOperatorCanAllowAHostOfItsNetworkByHttps() throws UnknownHostException {
    InetAddress inside = InetAddress.getByName("10.0.0.7");
    Destinations rules =
        new Destinations(false, Set.of("Receiver.internal"), host -> new InetAddress[] {inside});
    assertEquals(
        Optional.of(inside), rules.address(Destination.of("https://receiver.INTERNAL/in")));
    assertEquals(Optional.empty(), rules.address(Destination.of("https://other.internal/in")));
    assertEquals(Optional.empty(), rules.address(Destination.of("http://receiver.internal/in")));
  }

  @Test
  void theOperatorCanAllowThisMachineAndNoMore() throws UnknownHostException {
    Destinations rules = new Destinations(true, Set.of(), InetAddress::getAllByName);
    Destination own = Destination.of("http://127.0.0.1:8081/in");
    assertDoesNotThrow(() -> rules.require(own));
    assertTrue(rules.address(own).isPresent());
    assertEquals(Optional.empty(), rules.address(Destination.of("http://10.0.0.1/in")));
    assertEquals(Optional.empty(), rules.address(Destination.of("https://10.0.0.1/in")));
    assertEquals(Optional.empty(), rules.address(Destination.of("https://169.254.169.254/")));
    assertThrows(EpcisRefusal.class, () -> rules.require(Destination.of("http://a.example/")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "receiver",
        "/in",
        "https:",
        "https:///in",
        "https://",
        "ftp://receiver.example/",
        "file:///etc/passwd",
        "jar:https://receiver.example/!/",
        "https://user@receiver.example/",
        "https://user:secret@receiver.example/",
        "https://receiver.example/#part",
        "https://receiver.example:0/",
        "https://receiver.example:65536/",
        "https://receiver.example/ä",
        "https://[fe80::1%25eth0]/",
        "https://receiver.example/\r\nX: y",
        "https://receiver_1.example/",
        "https://0x7f.1/",
        "https://127.1/"
      })
  void whatIsNoAddressIsRefused(String text) {
    EpcisRefusal refusal = assertThrows(EpcisRefusal.class, () -> Destination.of(text));
    assertEquals(EpcisRefusal.Kind.URI, refusal.kind());
    assertFalse(refusal.detail().contains("secret"));
  }

  @Test
  void anAddressShowsNothingInLogs() {
    assertFalse(Destination.of("https://receiver.example/key").toString().contains("receiver"));
  }

  private static Destination url(String address) {
    return Destination.of(
        address.indexOf(':') < 0 ? "https://" + address + "/" : "https://[" + address + "]/");
  }

  private static Destinations resolving(InetAddress... addresses) {
    return new Destinations(false, Set.of(), host -> addresses);
  }
}
