package dev.vitrine.ledger.registry;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Entry 0 of a log: {@code [0, origin, gateway key, birth time, registry key]}. The registry key is
 * the root of all that the log says of keys.
 *
 * @param origin the log's name, at most 256 bytes
 * @param gatewayKey the first gateway key, 32 bytes
 * @param bornAtMillis the gateway's clock when the log began
 * @param registryKey the first registry key, 32 bytes
 */
public record Genesis(String origin, byte[] gatewayKey, long bornAtMillis, byte[] registryKey) {
  /** The longest origin in bytes. */
  static final int MAX_ORIGIN = 256;

  private static final int TYPE = 0;
  private static final int ITEMS = 5;

  /** Checks the keys and copies them. */
  public Genesis {
    gatewayKey = gatewayKey.clone();
    registryKey = registryKey.clone();
    for (KeyKind kind : new KeyKind[] {KeyKind.GATEWAY, KeyKind.REGISTRY}) {
      String wrong = kind.wrong(kind == KeyKind.GATEWAY ? gatewayKey : registryKey, origin);
      if (!wrong.isEmpty()) {
        throw new RegistryException("genesis: the " + kind.label() + " key " + wrong);
      }
    }
    if (bornAtMillis < 0) {
      throw new RegistryException("genesis: is from before 1970");
    }
  }

  /**
   * Reads the entry.
   *
   * @throws RegistryException if it is not in the one allowed form
   */
  public static Genesis decode(byte[] entry) {
    try {
      CborReader in = new CborReader(entry);
      in.arrayOf(ITEMS);
      if (in.unsigned(255) != TYPE) {
        throw new RegistryException("genesis: is an entry of another type");
      }
      Genesis read =
          new Genesis(
              in.text(MAX_ORIGIN), in.exactly(32), in.unsigned(Long.MAX_VALUE), in.exactly(32));
      in.end();
      return read;
    } catch (CborException e) {
      throw new RegistryException("genesis: " + e.reason());
    }
  }

  /** The entry's bytes. */
  public byte[] encode() {
    return new CborWriter()
        .array(ITEMS)
        .integer(TYPE)
        .text(origin)
        .bytes(gatewayKey)
        .integer(bornAtMillis)
        .bytes(registryKey)
        .toBytes();
  }

  @Override
  public byte[] gatewayKey() {
    return gatewayKey.clone();
  }

  @Override
  public byte[] registryKey() {
    return registryKey.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Genesis that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  @Override
  public String toString() {
    return "Genesis[" + origin + ", registry key " + HexFormat.of().formatHex(registryKey) + "]";
  }
}
