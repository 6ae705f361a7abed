package dev.vitrine.proofs.set;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sets.SetKey;
import dev.vitrine.proofs.internal.sets.SetPart;
import dev.vitrine.proofs.internal.sets.SetWitness;
import dev.vitrine.proofs.record.SlotKind;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A set's file, open for looking up signatures; memory does not grow with the set. Opening checks
 * the whole structure: that elements ascend and are those of the descriptor's digest, and that gaps
 * and elements cover every number once. Signatures are verified when looked up. Who published the
 * set is for {@link SignedDescriptor#verify} to say. Safe for threads.
 *
 * <p>A look-up reads places of the file that depend on the value, and so takes time that does: who
 * watches the holder's disk learns something of the value. A proof shows nothing of it.
 */
public final class SignedSet implements AutoCloseable {
  private final FileChannel channel;
  private final SignedDescriptor signed;
  private final SetDescriptor descriptor;
  private final SetKey key;
  private final SetFile layout;

  private SignedSet(FileChannel channel) throws IOException, InvalidSetException {
    this.channel = channel;
    byte[] start = FileBytes.at(channel, 0, SetFile.START_BYTES);
    if (!Arrays.equals(start, 0, SetFile.MAGIC.length, SetFile.MAGIC, 0, SetFile.MAGIC.length)) {
      throw new InvalidSetException("not a set's file");
    }
    if (start[SetFile.MAGIC.length] != SetFile.VERSION) {
      throw new InvalidSetException("the file's version is unknown");
    }
    int length = (start[start.length - 2] & 0xff) << 8 | (start[start.length - 1] & 0xff);
    if (length > SignedDescriptor.MAX_BYTES) {
      throw new InvalidSetException("the descriptor is too long");
    }
    try {
      this.signed = SignedDescriptor.decode(FileBytes.at(channel, SetFile.START_BYTES, length));
      this.descriptor = signed.descriptor();
      this.key = signed.setKey();
    } catch (CborException e) {
      throw new InvalidSetException("descriptor: " + e.reason());
    }
    byte[] count = FileBytes.at(channel, (long) SetFile.START_BYTES + length, Integer.BYTES);
    BigInteger gapCount = new BigInteger(1, count);
    if (gapCount.compareTo(BigInteger.valueOf(Gaps.most(descriptor.count()))) > 0) {
      throw new InvalidSetException("there are too many gaps");
    }
    this.layout =
        SetFile.of(descriptor.kind(), descriptor.count(), gapCount.intValueExact(), length);
    if (channel.size() != layout.size()) {
      throw new InvalidSetException("the file is shorter or longer than it says");
    }
    new SetScan(channel, layout, descriptor).check();
  }

  /**
   * Opens a file and checks its structure, reading it once.
   *
   * @throws InvalidSetException if it is not a set's file
   */
  public static SignedSet open(Path file) throws IOException, InvalidSetException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new SignedSet(channel);
    } catch (EOFException e) {
      channel.close();
      throw new InvalidSetException("the file ends early");
    } catch (IOException | InvalidSetException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The descriptor with its signature, to be sent along with a proof. */
  public SignedDescriptor signedDescriptor() {
    return signed;
  }

  /** What the set is. */
  public SetDescriptor descriptor() {
    return descriptor;
  }

  /** Under what elements and gaps are signed. */
  public SetKey key() {
    return key;
  }

  /** Whether a set of INT has this encoded number; taken as unsigned. */
  public boolean contains(long encoded) throws IOException {
    return descriptor.kind() == SlotKind.INT && find(Scalar.of(encoded)).isPresent();
  }

  /** Whether a set of TEXT has this text. */
  public boolean contains(String text) throws IOException {
    return descriptor.kind() == SlotKind.TEXT && find(SetElements.text(text)).isPresent();
  }

  /**
   * The signature on an element.
   *
   * @param value a slot's scalar
   * @return empty if it is no element
   * @throws InvalidSetException if the signature in the file is not one
   */
  public Optional<SetWitness> element(Scalar value) throws IOException, InvalidSetException {
    Optional<Integer> index = find(value);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    byte[] entry = FileBytes.at(channel, layout.element(index.get()), layout.elementBytes());
    return Optional.of(verified(SetPart.ELEMENT, entry));
  }

  /**
   * The signature on the gap that a value lies in.
   *
   * @param value a slot's scalar
   * @return empty if it is an element, zero, or above what the set covers
   * @throws InvalidSetException if the signature in the file is not one
   */
  public Optional<SetWitness> gap(Scalar value) throws IOException, InvalidSetException {
    BigInteger number = value.toInteger();
    int index = last(number, layout.gapCount(), layout::gap);
    if (index < 0) {
      return Optional.empty();
    }
    byte[] entry = FileBytes.at(channel, layout.gap(index), layout.gapBytes());
    byte[] end = Arrays.copyOfRange(entry, layout.width(), 2 * layout.width());
    return number.compareTo(new BigInteger(1, end)) > 0
        ? Optional.empty()
        : Optional.of(verified(SetPart.GAP, entry));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Optional<Integer> find(Scalar value) throws IOException {
    BigInteger number = value.toInteger();
    int index = last(number, layout.count(), layout::element);
    return index >= 0 && numberAt(layout.element(index)).equals(number)
        ? Optional.of(index)
        : Optional.empty();
  }

  private interface Place {
    long of(int index);
  }

  /** The last of ascending entries that does not begin above {@code number}, or −1. */
  private int last(BigInteger number, int count, Place place) throws IOException {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (numberAt(place.of(middle)).compareTo(number) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private BigInteger numberAt(long position) throws IOException {
    return new BigInteger(1, FileBytes.at(channel, position, layout.width()));
  }

  private SetWitness verified(SetPart part, byte[] entry) throws InvalidSetException {
    int width = layout.width();
    List<Scalar> messages = new ArrayList<>();
    for (int i = 0; i < part.messages(); i++) {
      byte[] number = Arrays.copyOfRange(entry, i * width, (i + 1) * width);
      messages.add(Scalar.of(new BigInteger(1, number)));
    }
    byte[] encoded = Arrays.copyOfRange(entry, part.messages() * width, entry.length);
    Curve curve = Curve.current();
    try {
      BbsSignature signature = BbsSignature.parse(curve, encoded);
      SetKey.scheme(curve).verify(key.key(), signature, key.header(part), messages);
      return new SetWitness(part, messages, signature);
    } catch (BbsRefusedException e) {
      throw new InvalidSetException("a signature in the file is not by the set's key");
    }
  }
}
