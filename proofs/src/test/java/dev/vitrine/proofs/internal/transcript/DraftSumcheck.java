package dev.vitrine.proofs.internal.transcript;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The example protocol of draft-irtf-cfrg-fiat-shamir-03, appendix A, over our sponge and codec.
 */
final class DraftSumcheck {
  private static final BigInteger TWO_TO_32 = BigInteger.ONE.shiftLeft(32);

  private final BigInteger prime;
  private final int variables;
  private final DuplexSponge sponge;
  private BigInteger sum;

  DraftSumcheck(byte[] session, BigInteger prime, int variables, BigInteger claimedSum) {
    this.prime = prime;
    this.variables = variables;
    this.sum = claimedSum;
    this.sponge = new DuplexSponge(session);
    sponge.absorb(Codec.uint(BigInteger.valueOf(variables), TWO_TO_32));
    sponge.absorb(Codec.uint(claimedSum, prime));
  }

  /** The messages of all rounds; afterwards {@link #sum()} is the final evaluation. */
  byte[] prove(List<BigInteger> table) {
    ByteArrayOutputStream narg = new ByteArrayOutputStream();
    List<BigInteger> left = table;
    for (int round = 0; round < variables; round++) {
      BigInteger even = BigInteger.ZERO;
      BigInteger odd = BigInteger.ZERO;
      for (int i = 0; i < left.size(); i += 2) {
        even = even.add(left.get(i));
        odd = odd.add(left.get(i + 1));
      }
      BigInteger a0 = even.mod(prime);
      BigInteger a1 = odd.subtract(even).mod(prime);
      narg.writeBytes(Codec.uint(a0, prime));
      narg.writeBytes(Codec.uint(a1, prime));
      BigInteger r = next(a0, a1);
      List<BigInteger> folded = new ArrayList<>();
      for (int i = 0; i < left.size(); i += 2) {
        BigInteger step = left.get(i + 1).subtract(left.get(i));
        folded.add(left.get(i).add(r.multiply(step)).mod(prime));
      }
      left = folded;
    }
    return narg.toByteArray();
  }

  void verify(byte[] narg) throws DraftReader.Refused {
    DraftReader in = new DraftReader(narg);
    for (int round = 0; round < variables; round++) {
      List<BigInteger> message = in.field(prime, 2);
      BigInteger atBoth = message.get(0).add(message.get(0)).add(message.get(1)).mod(prime);
      if (!atBoth.equals(sum)) {
        throw new DraftReader.Refused("round " + round + " does not sum up");
      }
      BigInteger unused = next(message.get(0), message.get(1));
      if (unused.signum() < 0) {
        throw new IllegalStateException("challenges are not negative");
      }
    }
    in.end();
  }

  BigInteger sum() {
    return sum;
  }

  private BigInteger next(BigInteger a0, BigInteger a1) {
    sponge.absorb(Codec.uint(a0, prime));
    sponge.absorb(Codec.uint(a1, prime));
    BigInteger r = DraftReader.little(sponge.squeeze(Codec.length(prime))).mod(prime);
    sum = a0.add(a1.multiply(r)).mod(prime);
    return r;
  }
}
