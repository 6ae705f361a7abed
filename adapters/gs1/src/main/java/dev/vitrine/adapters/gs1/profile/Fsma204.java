package dev.vitrine.adapters.gs1.profile;

import static dev.vitrine.adapters.gs1.profile.Steps.step;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Role;
import java.util.List;
import java.util.function.Predicate;

/**
 * Key data elements of the US food traceability rule (21 CFR part 1, subpart S) for the critical
 * tracking events that leave an EPCIS event: shipping (§1.1340), receiving (§1.1345),
 * transformation (§1.1350), and a lot's beginning by initial packing or first land-based receiving
 * (§1.1330, §1.1335), which EPCIS calls commissioning or creating_class_instance.
 *
 * <p>The traceability lot code is the GTIN with its lot. Dates are EPCIS's own. Not judged: product
 * and location descriptions, which are master data behind GTIN and GLN; the traceability lot code's
 * source; growing area coordinates; harvesting and cooling.
 */
final class Fsma204 {
  private static final Predicate<EpcisEvent> SHIPPING = step("shipping");
  private static final Predicate<EpcisEvent> RECEIVING = step("receiving");
  private static final Predicate<EpcisEvent> BEGINNING =
      step("commissioning").or(step("creating_class_instance"));
  private static final Predicate<EpcisEvent> TRANSFORMATION = Steps::isTransformation;

  private static final String LOT = "fsma204-lot";
  private static final String LOT_REASON =
      "A food is named without its traceability lot code or without how much of it there is.";
  private static final String LOT_REMEDY =
      "Name the GTIN with its lot in a quantity list and give quantity and, but for pieces, uom.";

  static final List<Rule> RULES =
      List.of(
          lots(SHIPPING.or(RECEIVING).or(BEGINNING), List.of(Role.EPC, Role.QUANTITY)),
          lots(TRANSFORMATION, List.of(Role.INPUT, Role.INPUT_QUANTITY)),
          lots(TRANSFORMATION, List.of(Role.OUTPUT, Role.OUTPUT_QUANTITY)),
          Rule.of(
              "fsma204-location",
              SHIPPING.or(RECEIVING).or(BEGINNING).or(TRANSFORMATION),
              "/readPoint",
              Steps::isPlaced,
              "Where it happened is not said with a Global Location Number.",
              "Give readPoint or bizLocation as an SGLN or a Digital Link with (414)."),
          Rule.of(
              "fsma204-recipient",
              SHIPPING,
              "/destinationList",
              Steps::hasDestination,
              "The immediate subsequent recipient is not named.",
              "Give a destination as an SGLN, a PGLN or a Digital Link."),
          Rule.of(
              "fsma204-source",
              RECEIVING,
              "/sourceList",
              Steps::hasSource,
              "The immediate previous source is not named.",
              "Give a source as an SGLN, a PGLN or a Digital Link."),
          Rule.of(
              "fsma204-reference-document",
              SHIPPING.or(RECEIVING).or(BEGINNING).or(TRANSFORMATION),
              "/bizTransactionList",
              Steps::isDocumented,
              "No reference document is named with its type.",
              "Give a business transaction with a type, as bol, desadv, inv, po or prodorder."));

  private Fsma204() {}

  private static Rule lots(Predicate<EpcisEvent> when, List<Role> roles) {
    return new Rule(
        LOT,
        when,
        event ->
            Steps.names(event, roles)
                ? Steps.others(event, roles, Steps.Identified::isLotWithAmount)
                : List.of('/' + roles.get(roles.size() - 1).member()),
        LOT_REASON,
        LOT_REMEDY);
  }
}
