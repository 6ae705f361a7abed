package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.event.DocumentReader;
import dev.vitrine.adapters.gs1.event.Sender;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import java.util.ArrayList;
import java.util.List;

/** Reads documents in XML: the same rules, records and leaves as in JSON, and places in the XML. */
public final class XmlReader {
  /** What records of XML have as media type, however it was announced. */
  public static final String MEDIA_TYPE = "application/xml";

  private XmlReader() {}

  /**
   * Every event of a document, in order.
   *
   * @throws InvalidDocumentException with up to {@link EpcisLimits#PROBLEMS} problems
   */
  public static List<Submission> read(byte[] body, Sender sender) throws InvalidDocumentException {
    Problems problems = new Problems();
    XmlTranslation translation = XmlDocument.translate(body, problems, null);
    List<Submission> read;
    try {
      read = DocumentReader.read(translation.json(), translation.slices(), MEDIA_TYPE, sender);
    } catch (InvalidDocumentException e) {
      List<Problem> found = new ArrayList<>(problems.all());
      for (Problem problem : placed(body, e.problems())) {
        if (found.size() < EpcisLimits.PROBLEMS) {
          found.add(problem);
        }
      }
      throw new InvalidDocumentException(found);
    }
    problems.refuseIfAny();
    return read;
  }

  /**
   * The JSON of an event or sensor report that a record was made of.
   *
   * @param slice the record's document
   * @throws InvalidDocumentException if it is none
   */
  public static byte[] json(byte[] slice) throws InvalidDocumentException {
    return XmlDocument.part(slice, new Problems());
  }

  /** The same problems of a document's JSON, with their places in its XML. */
  static List<Problem> placed(byte[] body, List<Problem> problems) {
    Places places = new Places(problems.stream().map(Problem::location).toList());
    try {
      XmlDocument.translate(body, new Problems(), places);
    } catch (InvalidDocumentException e) {
      // the places up to there are known
    }
    return problems.stream()
        .map(
            problem ->
                new Problem(
                    problem.code(),
                    places.of(problem.location()),
                    problem.reason(),
                    problem.remedy()))
        .toList();
  }
}
