package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.EPCS;
import static dev.vitrine.proofs.record.TestSchemas.TEMPERATURE;
import static dev.vitrine.proofs.record.TestSchemas.utf8;

import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TestSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes to the parts of a presentation's record. */
final class Changes {
  private Changes() {}

  static void move(Forgery f, int from, int to) {
    Optional<byte[]> value = f.claim().shown.get(from);
    f.claim().shown.remove(from);
    f.claim().shown.put(to, value == null ? Optional.empty() : value);
    byte[] salt = f.placed().openings.get(from);
    f.placed().openings.set(from, f.placed().openings.get(to));
    f.placed().openings.set(to, salt);
  }

  static void place(Forgery f, int number, int part) {
    List<ElementProofs.SaltedPlace> places = new ArrayList<>(places(f));
    ElementProofs.SaltedPlace old = places.get(number);
    InclusionProof at = old.place();
    List<byte[]> path = new ArrayList<>(at.path());
    path.set(1, flip(path.get(1)));
    places.set(
        number,
        switch (part) {
          case 0 -> new ElementProofs.SaltedPlace(flip(old.salt()), at);
          case 1 ->
              new ElementProofs.SaltedPlace(
                  old.salt(), new InclusionProof(at.index() ^ 1, at.size(), at.path()));
          case 2 ->
              new ElementProofs.SaltedPlace(
                  old.salt(), new InclusionProof(at.index(), 16, at.path()));
          default ->
              new ElementProofs.SaltedPlace(
                  old.salt(), new InclusionProof(at.index(), at.size(), path));
        });
    f.placed().places.put(EPCS, places);
  }

  /** The same leaf opened twice, as if the list had the element twice. */
  static void twice(Forgery f) {
    f.claim().elements.put(EPCS, List.of(utf8("epc:3"), utf8("epc:3")));
    ElementProofs.SaltedPlace first = places(f).get(0);
    f.placed().places.put(EPCS, List.of(first, first));
  }

  static List<ElementProofs.SaltedPlace> places(Forgery f) {
    return f.placed().places.getOrDefault(EPCS, List.of());
  }

  static Schema schema(String unit, long offset, String... requires) {
    List<Slot> slots = new ArrayList<>(TestSchemas.schema().slots());
    slots.set(TEMPERATURE, Slot.integer("temperature", "/value", 24, 3, offset, unit, requires));
    return Schema.of("test.reading.v1", slots.subList(0, slots.size() - 2));
  }

  static Optional<byte[]> value(long encoded) {
    return Optional.of(RecordCommitment.integer(encoded));
  }

  static byte[][] zeros(int count) {
    return new byte[count][32];
  }

  static byte[] flip(byte[] bytes) {
    byte[] other = bytes.clone();
    other[0] ^= 1;
    return other;
  }

  static byte[] flipLast(byte[] bytes) {
    byte[] other = bytes.clone();
    other[other.length - 1] ^= 1;
    return other;
  }
}
