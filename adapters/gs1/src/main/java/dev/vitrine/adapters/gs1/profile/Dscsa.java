package dev.vitrine.adapters.gs1.profile;

import static dev.vitrine.adapters.gs1.profile.Steps.step;

import dev.vitrine.adapters.gs1.identifier.PrimaryKey;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Role;
import dev.vitrine.adapters.gs1.time.Timestamps;
import java.util.List;
import java.util.function.Predicate;

/**
 * What serialised item-level traceability under the US Drug Supply Chain Security Act (section 582
 * of the FD&amp;C Act) asks of the steps commissioning, packing, shipping and receiving, in the
 * terms of GS1 US's guideline for it.
 *
 * <p>Not judged: the transaction statement, which stands in a document's header and is not kept;
 * National Drug Codes behind GTINs; names and addresses behind GLNs.
 */
final class Dscsa {
  private static final Predicate<EpcisEvent> COMMISSIONING = step("commissioning");
  private static final Predicate<EpcisEvent> PACKING = step("packing");
  private static final Predicate<EpcisEvent> SHIPPING = step("shipping");
  private static final Predicate<EpcisEvent> RECEIVING = step("receiving");
  private static final Predicate<EpcisEvent> TRADING = SHIPPING.or(RECEIVING);
  private static final String OWNER = "owning_party";
  private static final String LOCATION = "location";

  /** Logistic units are commissioned too, and have no lot. */
  private static final Predicate<EpcisEvent> OF_PACKS =
      COMMISSIONING.and(
          event ->
              Steps.others(
                          event, List.of(Role.EPC, Role.QUANTITY), item -> item.is(PrimaryKey.SSCC))
                      .size()
                  > 0);

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "dscsa-product-identifier",
              COMMISSIONING.or(PACKING).or(TRADING),
              event ->
                  Steps.others(
                      event,
                      List.of(Role.EPC, Role.QUANTITY, Role.CHILD, Role.CHILD_QUANTITY),
                      item -> item.isSerialised() || item.is(PrimaryKey.SSCC)),
              "A pack or case is named without a serial number.",
              "Name packs and cases by GTIN and serial number, logistic units by SSCC."),
          Rule.of(
              "dscsa-commissioning-action",
              COMMISSIONING,
              "/action",
              event -> "ADD".equals(event.action()),
              "Serial numbers come into being by an event that adds them.",
              "Use action ADD."),
          Rule.of(
              "dscsa-lot",
              OF_PACKS,
              "/ilmd/cbvmda:lotNumber",
              event -> Steps.attribute(event, "lotNumber") != null,
              "The packs' lot number is missing.",
              "Give cbvmda:lotNumber in ilmd."),
          Rule.of(
              "dscsa-expiry",
              OF_PACKS,
              "/ilmd/cbvmda:itemExpirationDate",
              Dscsa::hasExpiry,
              "The packs' expiration date is missing or is no date.",
              "Give cbvmda:itemExpirationDate in ilmd as YYYY-MM-DD."),
          Rule.of(
              "dscsa-parent",
              PACKING.and(event -> "ADD".equals(event.action())),
              "/parentID",
              event -> event.parent() != null,
              "What the packs are packed into is not named.",
              "Give parentID as an SSCC or a serialised GTIN."),
          Rule.of(
              "dscsa-location",
              COMMISSIONING.or(PACKING).or(TRADING),
              "/readPoint",
              Steps::isPlaced,
              "Where it happened is not said with a Global Location Number.",
              "Give readPoint or bizLocation as an SGLN or a Digital Link with (414)."),
          Rule.of(
              "dscsa-seller",
              TRADING,
              "/sourceList",
              event -> Steps.has(event.sources(), OWNER),
              "Who owned the packs before is not named.",
              "Give a source of type owning_party."),
          Rule.of(
              "dscsa-buyer",
              TRADING,
              "/destinationList",
              event -> Steps.has(event.destinations(), OWNER),
              "Who owns the packs after is not named.",
              "Give a destination of type owning_party."),
          Rule.of(
              "dscsa-ship-from",
              SHIPPING,
              "/sourceList",
              event -> Steps.has(event.sources(), LOCATION),
              "Where the packs are shipped from is not named.",
              "Give a source of type location."),
          Rule.of(
              "dscsa-ship-to",
              SHIPPING,
              "/destinationList",
              event -> Steps.has(event.destinations(), LOCATION),
              "Where the packs are shipped to is not named.",
              "Give a destination of type location."),
          Rule.of(
              "dscsa-transaction",
              TRADING,
              "/bizTransactionList",
              Steps::isDocumented,
              "The transaction is not named with its type.",
              "Give a business transaction of type po, desadv, inv or another."),
          Rule.of(
              "dscsa-disposition",
              SHIPPING,
              "/disposition",
              event -> "in_transit".equals(event.disposition()),
              "Packs that are shipped are in transit.",
              "Use disposition in_transit."));

  private Dscsa() {}

  private static boolean hasExpiry(EpcisEvent event) {
    String date = Steps.attribute(event, "itemExpirationDate");
    return date != null && Timestamps.epochDay(date) != Timestamps.MALFORMED;
  }
}
