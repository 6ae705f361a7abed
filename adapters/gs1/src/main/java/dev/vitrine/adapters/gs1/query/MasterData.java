package dev.vitrine.adapters.gs1.query;

import java.util.List;

/** What a repository knows about the things that events name (EPCIS 2.0 §6.5). */
public interface MasterData {
  /** Knows nothing but what identifiers say themselves. */
  MasterData NONE =
      new MasterData() {
        @Override
        public boolean within(String place, String site) {
          return Places.within(place, site);
        }

        @Override
        public List<String> attribute(String id, String name) {
          return List.of();
        }
      };

  /** Whether a place is {@code site} or a direct or indirect descendant of it. */
  boolean within(String place, String site);

  /** The values of an attribute of a vocabulary element; none where it is not known. */
  List<String> attribute(String id, String name);
}
