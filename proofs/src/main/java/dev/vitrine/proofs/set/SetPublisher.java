package dev.vitrine.proofs.set;

import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.BulkSigner;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sets.SetKey;
import dev.vitrine.proofs.internal.sets.SetPart;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes signed sets. Each version has a fresh BBS key, which is wiped once all is signed: so nobody
 * can add to it, and signatures of one version say nothing of the next. Safe for threads.
 */
public final class SetPublisher {
  /** The media type of a set's file. */
  public static final String MEDIA_TYPE = "application/vnd.vitrine.set";

  private final String publisher;
  private final PublisherKey key;
  private final SecureRandom random;
  private final int threads;

  /**
   * A publisher.
   *
   * @param publisher its name, as verifiers pin it with the key
   * @param threads how many sign at once, 1 to 64
   */
  public SetPublisher(String publisher, PublisherKey key, SecureRandom random, int threads) {
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("threads must be 1 to 64");
    }
    this.publisher = publisher;
    this.key = key;
    this.random = random;
    this.threads = threads;
  }

  /**
   * Signs a version of a set and writes its file; a file that is there is replaced once the new one
   * is whole.
   *
   * @param id the set's name
   * @param sequence the version; must grow, which is the caller's to see to
   * @param issuedAtMillis from when it holds
   * @param expiresAtMillis until when; choose it short enough for elements to come and go
   * @return the descriptor that is in the file
   * @throws IllegalArgumentException if a value is out of the range that {@link SetDescriptor} says
   */
  public SignedDescriptor publish(
      String id,
      long sequence,
      long issuedAtMillis,
      long expiresAtMillis,
      SetElements elements,
      Path file)
      throws IOException {
    BbsSecretKey secret = BbsSecretKey.random(random);
    try {
      BbsPublicKey setKey = secret.publicKey(Curve.current());
      SetDescriptor descriptor =
          new SetDescriptor(
              publisher,
              id,
              sequence,
              elements.kind(),
              elements.size(),
              Gaps.bits(elements),
              elements.digest(),
              issuedAtMillis,
              expiresAtMillis,
              setKey);
      SignedDescriptor signed = SignedDescriptor.of(descriptor, key);
      Path part = beside(file);
      try {
        write(part, signed, descriptor, elements, secret);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      return signed;
    } finally {
      secret.destroy();
    }
  }

  /** A name that is not taken, in the same folder, so that it can be moved in one step. */
  private Path beside(Path file) {
    byte[] name = new byte[8];
    random.nextBytes(name);
    return file.resolveSibling("." + HexFormat.of().formatHex(name) + ".part");
  }

  private void write(
      Path file,
      SignedDescriptor signed,
      SetDescriptor descriptor,
      SetElements elements,
      BbsSecretKey secret)
      throws IOException {
    SetKey set = signed.setKey();
    byte[] encoded = signed.encode();
    int width = SetElements.width(elements.kind());
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        SigningThreads signing = new SigningThreads(threads)) {
      out.write(SetFile.MAGIC);
      out.writeByte(SetFile.VERSION);
      out.writeShort(encoded.length);
      out.write(encoded);
      out.writeInt(
          Math.toIntExact(Gaps.count(elements, descriptor.gapBits(), Gaps.most(elements.size()))));
      Iterator<List<BigInteger>> each =
          IntStream.range(0, elements.size()).mapToObj(i -> List.of(elements.number(i))).iterator();
      signing.sign(signer(secret, set, SetPart.ELEMENT), each, entry(out, width));
      Gaps gaps = new Gaps(elements, descriptor.gapBits());
      Iterator<List<BigInteger>> ends =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return gaps.hasNext();
            }

            @Override
            public List<BigInteger> next() {
              Gaps.Gap gap = gaps.next();
              return List.of(gap.first(), gap.last());
            }
          };
      signing.sign(signer(secret, set, SetPart.GAP), ends, entry(out, width));
      out.flush();
      channel.force(true);
    }
  }

  private static SigningThreads.Output entry(DataOutputStream out, int width) {
    return (List<Scalar> messages, BbsSignature signature) -> {
      for (Scalar message : messages) {
        byte[] bytes = message.toBytes();
        out.write(bytes, bytes.length - width, width);
      }
      out.write(signature.toBytes());
    };
  }

  private static BulkSigner signer(BbsSecretKey secret, SetKey set, SetPart part) {
    return new BulkSigner(
        SetKey.scheme(Curve.current()), secret, set.key(), set.header(part), part.messages());
  }
}
