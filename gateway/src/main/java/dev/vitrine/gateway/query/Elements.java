package dev.vitrine.gateway.query;

import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.v1.ElementRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Elements under root slots: all that a record has, and those that a caller asked for. */
@ApplicationScoped
class Elements {
  private final Formats formats;

  Elements(Formats formats) {
    this.formats = formats;
  }

  /** Which elements to show, and all elements of the trees they stand in. */
  record Chosen(SortedMap<Integer, List<byte[]>> shown, SortedMap<Integer, List<byte[]>> all) {}

  /**
   * Finds the requested elements.
   *
   * @throws GatewayException.Forbidden for one that no policy lets the caller see
   * @throws GatewayException.NotFound for one that the record does not have
   */
  Chosen choose(OpenedRecord record, Decision decision, List<ElementRequest> requests) {
    Schema schema = record.commitment().schema();
    SortedMap<Integer, List<byte[]>> shown = new TreeMap<>();
    SortedMap<Integer, List<byte[]>> all = new TreeMap<>();
    for (ElementRequest request : requests) {
      String name = request.getSlot();
      if (!schema.has(name) || schema.slot(name).kind() != SlotKind.ROOT) {
        throw new GatewayException.InvalidRequest(
            "Elements stand under root slots; " + schema.id() + " has no such root slot.");
      }
      if (!decision.allowsElement(name, request.getElement())) {
        throw new GatewayException.Forbidden(
            "No policy lets you be shown that element of " + name + " for your purpose.");
      }
      int slot = schema.indexOf(name);
      List<byte[]> elements = all.computeIfAbsent(slot, s -> elements(record, s));
      boolean leaves = name.equals(Schema.LEAVES);
      byte[] found =
          elements.stream()
              .filter(element -> matches(element, request.getElement(), leaves))
              .findFirst()
              .orElseThrow(() -> new GatewayException.NotFound("The record has no such element."));
      List<byte[]> chosen = shown.computeIfAbsent(slot, s -> new ArrayList<>());
      if (chosen.stream().anyMatch(other -> Arrays.equals(other, found))) {
        throw new GatewayException.InvalidRequest("The same element is asked for twice.");
      }
      chosen.add(found);
    }
    return new Chosen(shown, all);
  }

  /** All elements under a root slot, in the order they were committed in. */
  private List<byte[]> elements(OpenedRecord record, int slot) {
    Schema schema = record.commitment().schema();
    if (slot != schema.indexOf(Schema.LEAVES)) {
      return record.lists().getOrDefault(slot, List.of());
    }
    List<Element> elements =
        schema.equals(Disclosures.schema())
            ? Disclosures.elements(record.document())
            : formatOf(schema).elements(record.document(), record.mediaType());
    return elements.stream().map(Element::bytes).toList();
  }

  /** The format that made records of {@code schema}. */
  RecordFormat formatOf(Schema schema) {
    return schema.id().startsWith("fhir.") ? formats.fhir() : formats.epcis();
  }

  private static boolean matches(byte[] element, String wanted, boolean leaves) {
    return leaves
        ? Element.of(element).filter(e -> e.pointer().equals(wanted)).isPresent()
        : wanted.equals(new String(element, StandardCharsets.UTF_8));
  }
}
