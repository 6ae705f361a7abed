package dev.vitrine.adapters.gs1.profile;

import dev.vitrine.adapters.gs1.identifier.Gs1Identifier;
import dev.vitrine.adapters.gs1.identifier.Level;
import dev.vitrine.adapters.gs1.identifier.PrimaryKey;
import dev.vitrine.adapters.gs1.identifier.Qualifier;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Role;
import dev.vitrine.adapters.gs1.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What profiles ask of an event in the same words. */
final class Steps {
  private static final List<String> MASTER_DATA =
      List.of("cbvmda:", "urn:epcglobal:cbv:mda:", "urn:epcglobal:cbv:mda#");

  private Steps() {}

  /** An event of this business step that was not declared wrong. */
  static Predicate<EpcisEvent> step(String bizStep) {
    return event -> bizStep.equals(event.bizStep()) && !event.declaredWrong();
  }

  static boolean isTransformation(EpcisEvent event) {
    return "TransformationEvent".equals(event.type()) && !event.declaredWrong();
  }

  /** A read point or a business location that is a GLN. */
  static boolean isPlaced(EpcisEvent event) {
    return isPlace(event.readPoint()) || isPlace(event.bizLocation());
  }

  static boolean hasDestination(EpcisEvent event) {
    return event.destinations().stream().anyMatch(Steps::isGln);
  }

  static boolean hasSource(EpcisEvent event) {
    return event.sources().stream().anyMatch(Steps::isGln);
  }

  static boolean has(List<EpcisEvent.Typed> parties, String type) {
    return parties.stream().anyMatch(party -> type.equals(party.type()) && isGln(party));
  }

  /** A business transaction that says of what type it is. */
  static boolean isDocumented(EpcisEvent event) {
    return event.bizTransactions().stream().anyMatch(document -> document.type() != null);
  }

  /** Whether the event names anything in {@code roles}. */
  static boolean names(EpcisEvent event, List<Role> roles) {
    return roles.stream().anyMatch(role -> !event.tree().items(role.member()).isEmpty());
  }

  /** Places of identifiers in {@code roles} that do not satisfy {@code wanted}. */
  static List<String> others(EpcisEvent event, List<Role> roles, Predicate<Identified> wanted) {
    List<String> places = new ArrayList<>();
    for (Role role : roles) {
      List<Value> items = event.tree().items(role.member());
      for (int i = 0; i < items.size(); i++) {
        if (!wanted.test(identified(items.get(i)))) {
          places.add('/' + role.member() + '/' + i);
        }
      }
    }
    return places;
  }

  private static Identified identified(Value item) {
    if (item instanceof Value.Members element) {
      return new Identified(key(element.text("epcClass")), element);
    }
    return new Identified(
        key(item instanceof Value.Text text ? text.text() : null), Value.Members.NONE);
  }

  /**
   * An identifier of an event.
   *
   * @param key null where it is no GS1 key
   * @param element its quantity element; without members where it is an instance
   */
  record Identified(@Nullable Gs1Identifier key, Value.Members element) {
    /** A class with its lot, and with how much of it; or a logistic unit that holds such. */
    boolean isLotWithAmount() {
      return (isLot() && element.number("quantity") != null) || is(PrimaryKey.SSCC);
    }

    boolean isLot() {
      return key != null && key.qualifier(Qualifier.LOT) != null;
    }

    boolean is(PrimaryKey wanted) {
      return key != null && key.key() == wanted;
    }

    /** A pack with its own serial number. */
    boolean isSerialised() {
      return is(PrimaryKey.GTIN) && key != null && key.level() == Level.INSTANCE;
    }
  }

  /** An attribute of instance or lot master data (CBV 2.0 §9), or null. */
  static @Nullable String attribute(EpcisEvent event, String name) {
    for (String prefix : MASTER_DATA) {
      String value = event.ilmd().text(prefix + name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static boolean isGln(EpcisEvent.Typed party) {
    return isPlace(party.id());
  }

  private static boolean isPlace(@Nullable String id) {
    Gs1Identifier key = key(id);
    return key != null && (key.key() == PrimaryKey.GLN || key.key() == PrimaryKey.PARTY);
  }

  private static @Nullable Gs1Identifier key(@Nullable String id) {
    return id != null && Gs1Identifier.parse(id) instanceof Gs1Identifier key ? key : null;
  }
}
