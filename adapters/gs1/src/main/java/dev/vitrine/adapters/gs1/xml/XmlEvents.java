package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.DocumentEvents;
import dev.vitrine.adapters.gs1.event.JsonEvents;
import dev.vitrine.adapters.gs1.event.Sender;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import java.util.Optional;

/** The events of a document in XML. */
public final class XmlEvents implements DocumentEvents {
  private final byte[] body;
  private final SliceList slices;
  private final JsonEvents events;

  private XmlEvents(byte[] body, SliceList slices, JsonEvents events) {
    this.body = body;
    this.slices = slices;
    this.events = events;
  }

  /** Empty if the document can't be translated as a whole, or is no list of events. */
  public static Optional<XmlEvents> of(byte[] body, Sender sender) {
    Problems problems = new Problems();
    try {
      XmlTranslation translation = XmlDocument.translate(body, problems, null);
      return problems.none()
          ? JsonEvents.of(translation.json(), translation.slices(), sender)
              .map(events -> new XmlEvents(body, translation.slices(), events))
          : Optional.empty();
    } catch (InvalidDocumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public int count() {
    return events.count();
  }

  @Override
  public Rejected rejected(int most) {
    Rejected found = events.rejected(most);
    return new Rejected(found.events(), XmlReader.placed(body, found.problems()));
  }

  @Override
  public byte[] without(BitSet rejected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    int from = 0;
    for (int i = rejected.nextSetBit(0); i >= 0; i = rejected.nextSetBit(i + 1)) {
      int start = slices.xmlStart(events.start(i));
      out.write(body, from, start - from);
      from = slices.xmlEnd(events.start(i));
    }
    out.write(body, from, body.length - from);
    return out.toByteArray();
  }
}
