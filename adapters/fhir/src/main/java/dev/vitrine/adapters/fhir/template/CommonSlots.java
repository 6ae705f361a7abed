package dev.vitrine.adapters.fhir.template;

import dev.vitrine.proofs.record.Slot;
import java.util.List;

/** The slots that every template begins with, filled by code: no file names them. */
final class CommonSlots {
  static final String MODIFIER_EXTENSIONS = "modifierExtensions";
  static final String IMPLICIT_RULES = "implicitRules";
  static final String PRODUCER = "producer";
  static final String BUNDLE = "bundle";
  static final String RESOURCE_TYPE = "resourceType";
  static final String ID = "id";
  static final String VERSION_ID = "versionId";

  /** What every slot requires: either may change what a resource means. */
  static final List<String> MODIFIERS = List.of(MODIFIER_EXTENSIONS, IMPLICIT_RULES);

  static final List<Slot> ALL =
      List.of(
          Slot.text(MODIFIER_EXTENSIONS, "descendants().modifierExtension.url"),
          Slot.text(IMPLICIT_RULES, IMPLICIT_RULES, MODIFIER_EXTENSIONS),
          Slot.text(PRODUCER, "", MODIFIER_EXTENSIONS, IMPLICIT_RULES),
          Slot.root(BUNDLE, "", MODIFIER_EXTENSIONS, IMPLICIT_RULES),
          Slot.text(RESOURCE_TYPE, RESOURCE_TYPE, MODIFIER_EXTENSIONS, IMPLICIT_RULES),
          Slot.text(ID, ID, MODIFIER_EXTENSIONS, IMPLICIT_RULES),
          Slot.text(VERSION_ID, "meta.versionId", MODIFIER_EXTENSIONS, IMPLICIT_RULES));

  private CommonSlots() {}
}
