package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lists of what is known, which are EPCIS 2.0's top-level resources (§12.3). */
abstract class KnownValues {
  private static final List<KnownValues> ALL =
      List.of(
          new KnownValues("eventTypes", "eventType", "eventType", List.of("type"), null) {
            @Override
            List<String> standard() {
              return List.of(
                  "AggregationEvent",
                  "AssociationEvent",
                  "ObjectEvent",
                  "TransactionEvent",
                  "TransformationEvent");
            }

            @Override
            List<String> in(EpcisEvent event) {
              return one(event, EpcisEvent::type);
            }
          },
          new KnownValues(
              "epcs",
              "MATCH_anyEPC",
              "epc",
              List.of("epcList", "childEPCs", "parentID", "inputEPCList", "outputEPCList"),
              null) {
            @Override
            List<String> in(EpcisEvent event) {
              List<String> ids = new ArrayList<>();
              for (EpcisEvent.Identifier id : event.identifiers()) {
                if (!id.role().ofClasses()) {
                  ids.add(id.id());
                }
              }
              return ids;
            }

            @Override
            boolean identifiers() {
              return true;
            }
          },
          new KnownValues(
              "bizSteps", "EQ_bizStep", "bizStep", List.of("bizStep"), CoreVocabularies.BIZ_STEP) {
            @Override
            List<String> in(EpcisEvent event) {
              return one(event, EpcisEvent::bizStep);
            }
          },
          new KnownValues(
              "bizLocations", "EQ_bizLocation", "bizLocation", List.of("bizLocation"), null) {
            @Override
            List<String> in(EpcisEvent event) {
              return one(event, EpcisEvent::bizLocation);
            }

            @Override
            boolean identifiers() {
              return true;
            }
          },
          new KnownValues("readPoints", "EQ_readPoint", "readPoint", List.of("readPoint"), null) {
            @Override
            List<String> in(EpcisEvent event) {
              return one(event, EpcisEvent::readPoint);
            }

            @Override
            boolean identifiers() {
              return true;
            }
          },
          new KnownValues(
              "dispositions",
              "EQ_disposition",
              "disposition",
              List.of("disposition"),
              CoreVocabularies.DISPOSITION) {
            @Override
            List<String> in(EpcisEvent event) {
              return one(event, EpcisEvent::disposition);
            }
          });

  /** All of them in a path, as a regular expression. */
  static final String NAMES = "eventTypes|epcs|bizSteps|bizLocations|readPoints|dispositions";

  private final String path;
  private final String parameter;
  private final String tag;
  private final List<String> members;
  private final @Nullable Vocabulary vocabulary;

  KnownValues(
      String path,
      String parameter,
      String tag,
      List<String> members,
      @Nullable Vocabulary vocabulary) {
    this.path = path;
    this.parameter = parameter;
    this.tag = tag;
    this.members = members;
    this.vocabulary = vocabulary;
  }

  /** The list of that name in a path. */
  static Optional<KnownValues> of(String path) {
    for (KnownValues values : ALL) {
      if (values.path.equals(path)) {
        return Optional.of(values);
      }
    }
    return Optional.empty();
  }

  String path() {
    return path;
  }

  /** The query parameter that finds a value's events. */
  String parameter() {
    return parameter;
  }

  String tag() {
    return tag;
  }

  List<String> members() {
    return members;
  }

  /** The standard's words, which are known before any event has one; in order. */
  List<String> standard() {
    return vocabulary == null ? List.of() : vocabulary.words();
  }

  /** Whether values are identifiers, which have several forms; else they are words. */
  boolean identifiers() {
    return false;
  }

  /** What an event has of them. */
  abstract List<String> in(EpcisEvent event);

  private static List<String> one(EpcisEvent event, Function<EpcisEvent, @Nullable String> get) {
    String value = get.apply(event);
    return value == null ? List.of() : List.of(value);
  }
}
