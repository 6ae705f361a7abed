package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Value;
import java.math.BigDecimal;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What sensor parameters look at. Each holds for itself (EPCIS 2.0 §8.2.7.1): two of them can be
 * fulfilled by two reports of one event.
 */
final class Sensors {
  static final String LIST = "sensorElementList";

  private Sensors() {}

  /** Whether a report, or the metadata of its element, fulfils the test. */
  static boolean any(EpcisEvent event, Predicate<Value.Members> test) {
    for (Value.Members element : event.tree().objects(LIST)) {
      if (test.test(element.object("sensorMetadata"))
          || element.objects("sensorReport").stream().anyMatch(test)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a report's number stands so to what was asked, its unit considered. */
  static boolean measured(
      EpcisEvent event, String member, String unit, Comparison comparison, BigDecimal asked) {
    for (Value.Members element : event.tree().objects(LIST)) {
      for (Value.Members report : element.objects("sensorReport")) {
        BigDecimal value = Operand.decimal(report.number(member));
        if (value != null && holds(value, report.text("uom"), unit, comparison, asked)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same of one value. */
  static boolean holds(
      BigDecimal value,
      @Nullable String uom,
      String unit,
      Comparison comparison,
      BigDecimal asked) {
    Integer order = Units.compare(value, uom, asked, unit);
    return order != null && comparison.holds(order);
  }
}
