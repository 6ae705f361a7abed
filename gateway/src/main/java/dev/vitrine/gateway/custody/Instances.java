package dev.vitrine.gateway.custody;

import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The instances that an EPCIS event names: parents, children, inputs and outputs too, no classes.
 */
final class Instances {
  private static final Set<String> ROLES =
      Set.of("/epcList", "/childEPCs", "/inputEPCList", "/outputEPCList");
  private static final String EPCS = "epcs";
  private static final String PARENT = "parentID";
  private static final String TRANSFORMATION = "transformationID";

  private final int epcs;
  private final int parent;
  private final int transformation;

  /** Of events of {@code schema}. */
  Instances(Schema schema) {
    this.epcs = schema.indexOf(EPCS);
    this.parent = schema.indexOf(PARENT);
    this.transformation = schema.indexOf(TRANSFORMATION);
  }

  /** Each once, in canonical form. As many as the event names: its document bounds them. */
  List<String> of(TypedRecord event) {
    Set<String> found = new LinkedHashSet<>();
    for (int slot : new int[] {parent, transformation}) {
      byte[] named = event.text(slot);
      if (named != null) {
        found.add(CanonicalEpc.of(new String(named, StandardCharsets.UTF_8)));
      }
    }
    List<byte[]> elements = event.list(epcs);
    if (elements != null) {
      for (byte[] bytes : elements) {
        Element element = Element.of(bytes).orElseThrow();
        if (ROLES.contains(element.pointer())) {
          found.add(CanonicalEpc.of(element.value()));
        }
      }
    }
    return new ArrayList<>(found);
  }
}
