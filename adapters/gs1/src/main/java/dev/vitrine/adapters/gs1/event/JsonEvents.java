package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.DocumentEvents;
import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.ListPlaces;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The events of a document in JSON. */
public final class JsonEvents implements DocumentEvents {
  private static final List<List<String>> LISTS =
      List.of(
          List.of("epcisBody", "eventList"),
          List.of("epcisBody", "queryResults", "resultsBody", "eventList"));

  private final byte[] body;
  private final Slices slices;
  private final ListPlaces list;
  private final Sender sender;

  private JsonEvents(byte[] body, Slices slices, ListPlaces list, Sender sender) {
    this.body = body;
    this.slices = slices;
    this.list = list;
    this.sender = sender;
  }

  /**
   * Empty if the document is not JSON with one list of objects where its events should be.
   *
   * @param slices as reading the document takes them
   */
  public static Optional<JsonEvents> of(byte[] body, Slices slices, Sender sender) {
    for (List<String> path : LISTS) {
      Optional<ListPlaces> list = ListPlaces.find(body, path, EpcisLimits.EVENTS);
      if (list.isPresent()) {
        return Optional.of(new JsonEvents(body, slices, list.get(), sender));
      }
    }
    return Optional.empty();
  }

  @Override
  public int count() {
    return list.places().size();
  }

  /** Where the JSON of an event starts. */
  public int start(int index) {
    return list.places().get(index)[0];
  }

  @Override
  public Rejected rejected(int most) {
    Context context = Contexts.ahead(body);
    BitSet events = new BitSet();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      try {
        check(i, context);
      } catch (InvalidDocumentException e) {
        events.set(i);
        for (Problem problem : e.problems()) {
          if (problems.size() < most) {
            problems.add(
                new Problem(
                    problem.code(),
                    list.pointer() + '/' + i + problem.location(),
                    problem.reason(),
                    problem.remedy()));
          }
        }
      }
    }
    return new Rejected(events, problems);
  }

  @Override
  public byte[] without(BitSet rejected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    out.write(body, 0, start(0));
    boolean first = true;
    for (int i = rejected.nextClearBit(0); i < count(); i = rejected.nextClearBit(i + 1)) {
      if (!first) {
        out.write(',');
      }
      first = false;
      int[] place = list.places().get(i);
      out.write(body, place[0], place[1] - place[0]);
    }
    int end = list.places().get(count() - 1)[1];
    out.write(body, end, body.length - end);
    return out.toByteArray();
  }

  private void check(int index, Context context) throws InvalidDocumentException {
    int[] place = list.places().get(index);
    Problems problems = new Problems();
    try (JsonCursor cursor =
        JsonCursor.open(Arrays.copyOfRange(body, place[0], place[1]), problems)) {
      EventReader reader = new EventReader(cursor, moved(place[0]), "", sender);
      reader.context(context);
      reader.read();
      problems.refuseIfAny();
    }
  }

  /** The same slices for JSON that was cut off at {@code by}. */
  private Slices moved(int by) {
    return new Slices() {
      @Override
      public byte[] of(int start, int end) {
        return slices.of(start + by, end + by);
      }

      @Override
      public Context context(int start, Context document) {
        return slices.context(start + by, document);
      }

      @Override
      public boolean bySchemaOfXml() {
        return slices.bySchemaOfXml();
      }
    };
  }
}
