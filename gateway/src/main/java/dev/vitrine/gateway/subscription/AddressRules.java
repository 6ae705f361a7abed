package dev.vitrine.gateway.subscription;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of the public Internet, by IANA's registries of special-purpose addresses
 * (RFC 6890 and its updates). What is not known to be public is not.
 */
final class AddressRules {
  /** What is no public unicast address in IPv4. */
  private static final List<Block> SPECIAL_4 =
      List.of(
          Block.of(8, 0), // this network
          Block.of(8, 10), // private use
          Block.of(10, 100, 64), // shared by carriers
          Block.of(8, 127), // loopback
          Block.of(16, 169, 254), // link-local, and there clouds' metadata
          Block.of(12, 172, 16), // private use
          Block.of(24, 192, 0, 0), // protocol assignments
          Block.of(24, 192, 0, 2), // documentation
          Block.of(24, 192, 31, 196), // AS112
          Block.of(24, 192, 52, 193), // AMT
          Block.of(24, 192, 88, 99), // 6to4 relays
          Block.of(16, 192, 168), // private use
          Block.of(24, 192, 175, 48), // AS112
          Block.of(15, 198, 18), // benchmarks
          Block.of(24, 198, 51, 100), // documentation
          Block.of(24, 203, 0, 113), // documentation
          Block.of(4, 224), // multicast
          Block.of(4, 240)); // reserved, broadcast

  /** All that is assigned as global unicast in IPv6. */
  private static final Block GLOBAL_6 = Block.of(3, 0x20);

  /** What among that is not public, or leads to IPv4 addresses by another way. */
  private static final List<Block> SPECIAL_6 =
      List.of(
          Block.of(23, 0x20, 0x01, 0x00), // protocol assignments, Teredo
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          Block.of(16, 0x20, 0x02), // 6to4
          Block.of(48, 0x26, 0x20, 0x00, 0x4f, 0x80, 0x00), // AS112
          Block.of(20, 0x3f, 0xff, 0x00)); // documentation

  private AddressRules() {}

  /** Whether an address is public; an IPv4 address within an IPv6 one counts as IPv4. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        ? SPECIAL_4.stream().noneMatch(block -> block.has(bytes))
        : GLOBAL_6.has(bytes) && SPECIAL_6.stream().noneMatch(block -> block.has(bytes));
  }

  /** Addresses that begin with the same bits. */
  private static final class Block {
    private final int bits;
    private final byte[] start;

    private Block(int bits, byte[] start) {
      this.bits = bits;
      this.start = start;
    }

    static Block of(int bits, int... start) {
      byte[] bytes = new byte[start.length];
      for (int i = 0; i < start.length; i++) {
        bytes[i] = (byte) start[i];
      }
      return new Block(bits, bytes);
    }

    boolean has(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int wanted = bit / Byte.SIZE < start.length ? start[bit / Byte.SIZE] : 0;
        if (((wanted ^ address[bit / Byte.SIZE]) >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
