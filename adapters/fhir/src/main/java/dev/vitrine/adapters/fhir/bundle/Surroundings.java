package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.proofs.record.TypedRecord;
import org.jspecify.annotations.Nullable;

/** What the Bundle around a resource adds to what the resource says itself. */
public interface Surroundings {
  /** A resource that came alone. */
  Surroundings NONE =
      new Surroundings() {
        @Override
        public @Nullable String resolve(String reference) {
          return null;
        }

        @Override
        public References references() {
          return References.NONE;
        }

        @Override
        public @Nullable String fullUrl() {
          return null;
        }

        @Override
        public @Nullable TypedRecord bundle() {
          return null;
        }
      };

  /**
   * What a literal reference in the resource names, as type and id ({@code Patient/7}); null where
   * it names nothing in the Bundle, or something without an id.
   */
  @Nullable String resolve(String reference);

  /** Where {@code resolve()} finds the other entries' resources; only those without a fault. */
  References references();

  /** The entry's fullUrl, by which other entries may refer to the resource. */
  @Nullable String fullUrl();

  /** The Bundle's own record, of which this resource's is a part. */
  @Nullable TypedRecord bundle();
}
