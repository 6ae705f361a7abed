package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.rules.ResourceCheck;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes Bundles apart.
 *
 * <p>Guarantees that a record's {@code document} is the very bytes of the entry's resource, that
 * the Bundle around them is strict JSON and keeps the rules for a Bundle, and that an entry is
 * either refused with a place or read like a resource that came alone. Holds one entry's tree in
 * memory at a time. An entry is not taken out of a Bundle that changes its meaning: where the
 * Bundle has implicit rules or a modifier extension, the whole is refused.
 */
public final class BundleReader {
  private static final String ENTRY = "Bundle.entry[";

  private final ResourceReader resources;
  private long elementBytes;

  /** Reads one Bundle; used once. */
  public BundleReader(ResourceReader resources) {
    this.resources = resources;
  }

  /**
   * Reads a Bundle that is to be taken apart.
   *
   * @throws InvalidDocumentException if it is no such Bundle, or something is wrong with it that is
   *     no single entry's affair
   */
  public ReadBundle read(byte[] body) throws InvalidDocumentException {
    Slices slices = Slices.of(body);
    Problems problems = new Problems();
    JsonObject envelope = envelope(body, slices, problems);
    if (!"Bundle".equals(envelope.string("resourceType"))) {
      throw problems.fatal(
          "wrong-resource-type",
          "Resource",
          "Only a Bundle is posted here.",
          "Post other resources to /fhir/ and their own type.");
    }
    problems.refuseIfAny();
    BundleKind kind = BundleKind.of(envelope.string("type"));
    if (kind == BundleKind.OTHER) {
      throw problems.fatal(
          "unsupported-bundle",
          "Bundle.type",
          "A Bundle of this type is not taken apart.",
          "Send a transaction, batch, collection, searchset, document or message; or any Bundle to"
              + " /fhir/Bundle, where it stays one.");
    }
    if (kind == BundleKind.WHOLE) {
      return new ReadBundle(kind, List.of(), List.of());
    }
    List<List<Problem>> byEntry = check(envelope);
    if (modifies(envelope)) {
      throw problems.fatal(
          "modified-entry",
          "Bundle",
          "Implicit rules or a modifier extension of the Bundle change what its entries mean.",
          "Send it to /fhir/Bundle, where it stays one.");
    }
    return new ReadBundle(kind, List.of(), entries(body, kind, envelope, slices, byEntry));
  }

  /**
   * The parts of a Bundle that is one record: a record for each entry's resource. None if something
   * in the Bundle changes what its entries mean.
   *
   * @param body a Bundle that was read strictly, as a whole
   * @param bundle its record
   */
  public List<TypedRecord> parts(byte[] body, TypedRecord bundle) throws InvalidDocumentException {
    Slices slices = Slices.of(body);
    Problems problems = new Problems();
    JsonObject envelope = envelope(body, slices, problems);
    problems.refuseIfAny();
    if (modifies(envelope)) {
      return List.of();
    }
    List<Slices.@Nullable Slice> byEntry = byEntry(envelope, slices);
    BundleReferences references = new BundleReferences(envelope.objects("entry"), slices);
    List<TypedRecord> parts = new ArrayList<>(slices.count());
    int next = 0;
    for (int i = 0; i < byEntry.size(); i++) {
      if (byEntry.get(i) != null) {
        TypedRecord part = resource(slices.resource(next++), i, references.of(i, bundle));
        count(part);
        parts.add(part);
      }
    }
    return parts;
  }

  /** Whether a Bundle of this type is one record, and its entries' are its parts. */
  public static boolean isWhole(@Nullable String type) {
    return BundleKind.of(type) == BundleKind.WHOLE;
  }

  private List<BundleEntry> entries(
      byte[] body, BundleKind kind, JsonObject envelope, Slices slices, List<List<Problem>> faults)
      throws InvalidDocumentException {
    List<JsonObject> entries = envelope.objects("entry");
    List<Slices.@Nullable Slice> byEntry = byEntry(envelope, slices);
    BundleReferences references = new BundleReferences(envelope.objects("entry"), slices);
    EntryRules rules = new EntryRules(kind);
    List<BundleEntry> read = new ArrayList<>(entries.size());
    int next = 0;
    for (int i = 0; i < entries.size(); i++) {
      JsonObject entry = entries.get(i);
      List<Problem> problems = new ArrayList<>(faults.get(i));
      problems.addAll(rules.next(i, entry, byEntry.get(i)));
      Optional<Submission> submission = Optional.empty();
      if (byEntry.get(i) != null) {
        // read even if the entry is refused already: what is not JSON is no Bundle
        try {
          TypedRecord record = resource(slices.resource(next++), i, references.of(i, null));
          submission = Optional.of(new Submission(record, List.of()));
        } catch (InvalidDocumentException e) {
          requireJson(body, e);
          problems.addAll(e.problems());
        }
      }
      if (!problems.isEmpty() || submission.isEmpty()) {
        read.add(BundleEntry.refused(problems));
        continue;
      }
      count(submission.get().record());
      JsonObject request = entry.object("request");
      read.add(
          new BundleEntry(submission, List.of(), request != null && request.has("ifNoneExist")));
    }
    return read;
  }

  /**
   * Holds the Bundle, but not the resources in it, against the rules for every Bundle.
   *
   * @return per entry, its problems
   * @throws InvalidDocumentException if there is one that is no single entry's, or so many that not
   *     all were looked for
   */
  private static List<List<Problem>> check(JsonObject envelope) throws InvalidDocumentException {
    List<List<Problem>> byEntry = new ArrayList<>();
    envelope.objects("entry").forEach(entry -> byEntry.add(new ArrayList<>()));
    Problems problems = new Problems();
    ResourceCheck.of(envelope, problems);
    try {
      problems.refuseIfAny();
    } catch (InvalidDocumentException e) {
      for (Problem problem : e.problems()) {
        int entry = entryOf(problem.location());
        if (entry < 0) {
          throw e;
        }
        byEntry.get(entry).add(problem);
      }
    }
    return byEntry;
  }

  /** Which entry a place is in; −1 if in none. */
  private static int entryOf(String location) {
    if (!location.startsWith(ENTRY)) {
      return -1;
    }
    return Integer.parseInt(location, ENTRY.length(), location.indexOf(']'), 10);
  }

  private TypedRecord resource(byte[] resource, int entry, Surroundings surroundings)
      throws InvalidDocumentException {
    try {
      return resources.read(resource, surroundings);
    } catch (InvalidDocumentException e) {
      throw new InvalidDocumentException(
          e.problems().stream().map(problem -> placed(problem, entry)).toList());
    }
  }

  private void count(TypedRecord record) throws InvalidDocumentException {
    List<byte[]> leaves = record.list(record.schema().indexOf(Schema.LEAVES));
    if (leaves != null) {
      for (byte[] leaf : leaves) {
        elementBytes += leaf.length;
      }
    }
    if (elementBytes > BundleLimits.ELEMENT_BYTES) {
      throw new InvalidDocumentException(
          "too-complex",
          "Bundle",
          "All values of all entries with their places are more than "
              + BundleLimits.ELEMENT_BYTES
              + " bytes.",
          "Send it in smaller Bundles, or its resources as NDJSON.");
    }
  }

  /** A fault of syntax in an entry is one of the whole: there is no Bundle then. */
  private static void requireJson(byte[] body, InvalidDocumentException refusal)
      throws InvalidDocumentException {
    String code = refusal.problems().get(refusal.problems().size() - 1).code();
    if (code.equals("invalid-json") || code.equals("invalid-utf8")) {
      StrictJsonReader.read(body, new Problems());
      throw refusal;
    }
  }

  /** The Bundle with stand-ins for its resources, which are as many as the slices. */
  private static JsonObject envelope(byte[] body, Slices slices, Problems problems)
      throws InvalidDocumentException {
    byte[] bytes = slices.envelope();
    JsonObject envelope;
    try {
      envelope = StrictJsonReader.read(bytes, problems);
    } catch (InvalidDocumentException e) {
      // the same faults, with the lines and columns of what was sent
      StrictJsonReader.read(body, new Problems());
      throw e;
    }
    if (envelope.has("entry") && !isArrayOfObjects(envelope.get("entry"))) {
      throw problems.fatal(
          "wrong-type",
          "Bundle.entry",
          "The entries are not an array of objects.",
          "Write an array of entries, each with one resource.");
    }
    long resources = envelope.objects("entry").stream().filter(e -> e.has("resource")).count();
    if (resources != slices.count()) {
      throw problems.fatal(
          "invalid-property-name",
          "Bundle.entry",
          "The names entry and resource are written with escapes, or hold something else than"
              + " FHIR's.",
          "Write an array of entries, each with one resource.");
    }
    return envelope;
  }

  private static boolean isArrayOfObjects(@Nullable Json entries) {
    if (!(entries instanceof JsonArray array)) {
      return false;
    }
    for (int i = 0; i < array.size(); i++) {
      if (!(array.at(i) instanceof JsonObject)) {
        return false;
      }
    }
    return true;
  }

  /** Whether something outside of the resources changes what they mean. */
  private static boolean modifies(JsonObject envelope) {
    return envelope.has("implicitRules") || envelope.has("_implicitRules") || extended(envelope);
  }

  private static boolean extended(Json value) {
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (extended(array.at(i))) {
          return true;
        }
      }
    } else if (value instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        if (object.name(i).equals("modifierExtension") || extended(object.value(i))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The slices by their entries; null for an entry without a resource. */
  private static List<Slices.@Nullable Slice> byEntry(JsonObject envelope, Slices slices) {
    List<Slices.@Nullable Slice> found = new ArrayList<>();
    int next = 0;
    for (JsonObject entry : envelope.objects("entry")) {
      found.add(entry.has("resource") ? slices.at(next++) : null);
    }
    return found;
  }

  /** A place in a resource as a place in the Bundle. */
  private static Problem placed(Problem problem, int entry) {
    String location = problem.location();
    int step = 0;
    while (step < location.length()
        && location.charAt(step) != '.'
        && location.charAt(step) != '[') {
      step++;
    }
    return new Problem(
        problem.code(),
        ENTRY + entry + "].resource" + location.substring(step),
        problem.reason(),
        problem.remedy());
  }
}
