package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.epcis.EpcisRefusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which destinations may be called. Subscribers choose them, so none may lead into the network the
 * gateway stands in: all addresses of a name must be public, and the connection then goes to the
 * one that was looked at, whatever the name resolves to a moment later. The operator can name hosts
 * that may be private, and allow receivers on the same machine.
 */
@Singleton
class Destinations {
  private final boolean loopback;
  private final Set<String> privateHosts;
  private final Resolver resolver;

  @Inject
  Destinations(VitrineConfig config) {
    this(
        config.subscriptions().allowLoopback(),
        config.subscriptions().privateHosts().orElse(Set.of()),
        InetAddress::getAllByName);
  }

  Destinations(boolean loopback, Set<String> privateHosts, Resolver resolver) {
    this.loopback = loopback;
    this.privateHosts =
        privateHosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.resolver = resolver;
  }

  /** Gives a name's addresses. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * Refuses at once what can never be called. Names are not resolved here: the answer would tell a
   * stranger what the gateway's network knows.
   *
   * @throws EpcisRefusal if it is so
   */
  void require(Destination destination) {
    boolean known = literal(destination.host()) || destination.host().equals("localhost");
    if (known ? address(destination).isEmpty() : !destination.secure()) {
      throw new EpcisRefusal(
          EpcisRefusal.Kind.URI,
          "dest: deliveries go by https to public addresses only, unless this gateway's operator"
              + " allows the host.");
    }
  }

  /** The address to call; empty if there is none, or one among them that may not be called. */
  Optional<InetAddress> address(Destination destination) {
    InetAddress[] found;
    try {
      found = resolver.resolve(destination.host());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
    for (InetAddress address : found) {
      if (!allowed(destination, address)) {
        return Optional.empty();
      }
    }
    return found.length == 0 ? Optional.empty() : Optional.of(found[0]);
  }

  private boolean allowed(Destination destination, InetAddress address) {
    if (address.isLoopbackAddress() && loopback) {
      return true;
    }
    return destination.secure()
        && (AddressRules.isPublic(address) || privateHosts.contains(destination.host()));
  }

  /** Whether a host is an address, in any of the ways to write one. */
  private static boolean literal(String host) {
    int last = host.lastIndexOf('.') + 1;
    return host.startsWith("[") || (last < host.length() && Character.isDigit(host.charAt(last)));
  }
}
