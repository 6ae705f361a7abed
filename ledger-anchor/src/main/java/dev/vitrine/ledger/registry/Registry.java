package dev.vitrine.ledger.registry;

import dev.vitrine.ledger.registry.KeyStatement.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All keys of a log's gateway and their windows, as replayed from the log: the genesis entry, then
 * each statement in the log's order. Immutable; the same entries give the same answers everywhere.
 *
 * <p>Refuses what contradicts: a statement of another log or not signed by the registry key in
 * force, a key whose id is there already, a second retirement or revocation, one of a key that is
 * unknown, a window that ends before it begins. Registering another registry key, which only the
 * one in force can do, puts that one in force and ends the old one; so there is exactly one at any
 * place of the log.
 *
 * <p>Guarantees nothing if a registry key is stolen: its thief speaks with its authority. That key
 * is needed for statements only and can be kept off the gateway.
 */
public final class Registry {
  /** The most keys that are kept. */
  public static final int MAX_KEYS = 4096;

  private record Name(KeyKind kind, String id) {}

  private final String origin;
  private final Map<Name, RegisteredKey> keys;
  private final RegisteredKey authority;

  private Registry(String origin, Map<Name, RegisteredKey> keys, RegisteredKey authority) {
    this.origin = origin;
    this.keys = keys;
    this.authority = authority;
  }

  /** What a log's entry 0 says: who may speak of keys, and nothing else yet. */
  public static Registry of(Genesis genesis) {
    RegisteredKey root =
        RegisteredKey.of(KeyKind.REGISTRY, genesis.registryKey(), genesis.bornAtMillis(), 0);
    Map<Name, RegisteredKey> keys = new LinkedHashMap<>();
    keys.put(new Name(KeyKind.REGISTRY, root.id()), root);
    return new Registry(genesis.origin(), keys, root);
  }

  /**
   * The registry after one more statement.
   *
   * @param index where the statement's entry stands in the log; higher than those before it
   * @throws RegistryException if the statement contradicts what was said before, with which key and
   *     why
   */
  public Registry with(long index, KeyStatement said) {
    if (!said.origin().equals(origin)) {
      throw refused(said, "speaks of another log");
    }
    if (!said.registryKeyId().equals(authority.id()) || !said.signedBy(authority.key())) {
      throw refused(said, "is not signed by the registry key in force, " + authority.id());
    }
    Name name = new Name(said.kind(), said.id());
    Map<Name, RegisteredKey> next = new LinkedHashMap<>(keys);
    RegisteredKey changed =
        said.action() == Action.REGISTER
            ? registered(index, said, name)
            : ended(index, said, Optional.ofNullable(keys.get(name)));
    next.put(name, changed);
    if (said.action() == Action.REGISTER && said.kind() == KeyKind.REGISTRY) {
      next.put(
          new Name(KeyKind.REGISTRY, authority.id()), authority.retired(said.atMillis(), index));
      return new Registry(origin, next, changed);
    }
    return new Registry(origin, next, authority);
  }

  private RegisteredKey registered(long index, KeyStatement said, Name name) {
    if (!said.kind().id(said.key()).equals(said.id())) {
      throw refused(said, "has an id that is not the key's");
    }
    String wrong = said.kind().wrong(said.key(), origin);
    if (!wrong.isEmpty()) {
      throw refused(said, "has a key that " + wrong);
    }
    if (keys.containsKey(name)) {
      throw refused(said, "is of a key that is there already");
    }
    if (keys.size() >= MAX_KEYS) {
      throw refused(said, "is of one key more than " + MAX_KEYS);
    }
    if (said.kind() == KeyKind.REGISTRY && said.atMillis() < authority.fromMillis()) {
      throw refused(said, "ends the registry key in force before it began");
    }
    return RegisteredKey.of(said.kind(), said.key(), said.atMillis(), index);
  }

  private RegisteredKey ended(long index, KeyStatement said, Optional<RegisteredKey> before) {
    RegisteredKey known = before.orElseThrow(() -> refused(said, "is of a key that is unknown"));
    if (said.kind() == KeyKind.REGISTRY && known.id().equals(authority.id())) {
      throw refused(said, "would leave no registry key: register the next one instead");
    }
    if (said.atMillis() < known.fromMillis()) {
      throw refused(said, "ends a window before it begins");
    }
    if (said.action() == Action.RETIRE) {
      if (!known.current()) {
        throw refused(said, "is of a key whose window has ended already");
      }
      return known.retired(said.atMillis(), index);
    }
    if (known.revokedSinceMillis().isPresent()) {
      throw refused(said, "is of a key that is revoked already");
    }
    if (said.size() > index) {
      throw refused(said, "names a size that the log did not have");
    }
    return known.revoked(said.atMillis(), said.size());
  }

  private static RegistryException refused(KeyStatement said, String why) {
    return new RegistryException("the statement \"" + said + "\" " + why);
  }

  /** The log whose keys these are. */
  public String origin() {
    return origin;
  }

  /** The registry key in force. */
  public RegisteredKey authority() {
    return authority;
  }

  /** All keys in the order of their registration. */
  public List<RegisteredKey> keys() {
    return List.copyOf(keys.values());
  }

  /** The keys of one kind in the order of their registration. */
  public List<RegisteredKey> keys(KeyKind kind) {
    return keys.values().stream().filter(key -> key.kind() == kind).toList();
  }

  /** The newest key of this kind that is neither retired nor revoked. */
  public Optional<RegisteredKey> current(KeyKind kind) {
    return keys(kind).stream().filter(RegisteredKey::current).reduce((first, last) -> last);
  }

  /** The key with this id (16 lower-case hex digits). */
  public Optional<RegisteredKey> key(KeyKind kind, String id) {
    return Optional.ofNullable(keys.get(new Name(kind, id)));
  }

  /** What a key is good for at a time. */
  public KeyStatus at(KeyKind kind, String id, long millis) {
    return key(kind, id).map(key -> key.at(millis)).orElse(KeyStatus.UNKNOWN);
  }

  /** What a log key is good for over a tree of this size. */
  public KeyStatus atSize(String id, long size) {
    return key(KeyKind.LOG, id).map(key -> key.atSize(size)).orElse(KeyStatus.UNKNOWN);
  }

  @Override
  public String toString() {
    return "Registry[" + origin + ", " + keys.size() + " keys]";
  }
}
