package dev.vitrine.gateway.query;

import dev.vitrine.gateway.custody.CustodySchema;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.v1.ElementRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Elements under root slots: all that a record has, and those that a caller asked for. */
@ApplicationScoped
class Elements {
  private static final int MAX_REQUESTS = 256;

  /** Slots that, when present, change the meaning of everything else in the record. */
  private static final List<String> CHANGERS =
      List.of("modifierExtensions", "implicitRules", "errorDeclaration");

  private final Formats formats;

  Elements(Formats formats) {
    this.formats = formats;
  }

  /** Which elements to show, and all elements of the trees they stand in. */
  record Chosen(SortedMap<Integer, List<byte[]>> shown, SortedMap<Integer, List<byte[]>> all) {}

  /**
   * Finds the requested elements.
   *
   * @throws GatewayException.Forbidden for one that no policy lets the caller see, or that would
   *     mislead alone
   * @throws GatewayException.NotFound for one that the record does not have
   */
  Chosen choose(OpenedRecord record, Decision decision, List<ElementRequest> requests) {
    if (requests.size() > MAX_REQUESTS) {
      throw new GatewayException.InvalidRequest(
          "At most " + MAX_REQUESTS + " elements can be asked for at once.");
    }
    Schema schema = record.commitment().schema();
    SortedMap<Integer, List<byte[]>> shown = new TreeMap<>();
    SortedMap<Integer, List<byte[]>> all = new TreeMap<>();
    for (ElementRequest request : new LinkedHashSet<>(requests)) {
      String name = request.getSlot();
      check(record, decision, request);
      List<byte[]> elements =
          all.computeIfAbsent(schema.indexOf(name), slot -> elements(record, slot));
      boolean leaves = name.equals(Schema.LEAVES);
      List<byte[]> found =
          elements.stream()
              .filter(element -> matches(element, request.getElement(), leaves))
              .map(ByteBuffer::wrap)
              .distinct()
              .map(ByteBuffer::array)
              .toList();
      if (found.isEmpty()) {
        throw new GatewayException.NotFound("The record has no such element.");
      }
      shown.computeIfAbsent(schema.indexOf(name), slot -> new ArrayList<>()).addAll(found);
    }
    return new Chosen(shown, all);
  }

  private static void check(OpenedRecord record, Decision decision, ElementRequest request) {
    Schema schema = record.commitment().schema();
    String name = request.getSlot();
    if (!schema.has(name) || schema.slot(name).kind() != SlotKind.ROOT) {
      throw new GatewayException.InvalidRequest(
          "Elements stand under root slots; " + schema.id() + " has no such root slot.");
    }
    // before any look at the record, or a refusal would tell what it holds
    if (decision.of(schema, name) != Disclosure.SHOW
        || !decision.allowsElement(name, request.getElement())) {
      throw new GatewayException.Forbidden(
          "No policy lets you be shown that element of " + name + " for your purpose.");
    }
    for (String changer : CHANGERS) {
      if (name.equals(Schema.LEAVES)
          && schema.has(changer)
          && record.commitment().value(schema.indexOf(changer)) != null) {
        throw new GatewayException.Forbidden(
            "The record's "
                + changer
                + " may change what its elements mean: none is shown by itself. Ask for slots, which"
                + " come with it.");
      }
    }
  }

  /** All elements under a root slot, in the order they were committed in. */
  private List<byte[]> elements(OpenedRecord record, int slot) {
    Schema schema = record.commitment().schema();
    if (slot != schema.indexOf(Schema.LEAVES)) {
      return record.lists().getOrDefault(slot, List.of());
    }
    if (schema.equals(CustodySchema.SCHEMA)) {
      return List.of();
    }
    List<Element> elements =
        schema.equals(Disclosures.schema())
            ? Disclosures.elements(record.document())
            : formatOf(schema).elements(record.document(), record.mediaType());
    return elements.stream().map(Element::bytes).toList();
  }

  /** The format that made records of {@code schema}. */
  RecordFormat formatOf(Schema schema) {
    return Policies.isOfPatients(schema) ? formats.storedFhir() : formats.epcis();
  }

  private static boolean matches(byte[] element, String wanted, boolean leaves) {
    return Element.of(element)
        .filter(e -> wanted.equals(leaves ? e.pointer() : e.value()))
        .isPresent();
  }
}
