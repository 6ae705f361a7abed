package dev.vitrine.adapters.gs1.hash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/**
 * OpenEPCIS's library, the peer: found by name, since only the Maven profile {@code openepcis}
 * brings it.
 */
final class OpenEpcis {
  private final Object generator;
  private final Method hash;

  private OpenEpcis(Object generator, Method hash) {
    this.generator = generator;
    this.hash = hash;
  }

  /** The library, set to CBV 2.0. */
  static OpenEpcis find() throws ClassNotFoundException {
    Class<?> type = Class.forName("io.openepcis.epc.eventhash.EventHashGenerator");
    try {
      return new OpenEpcis(
          type.getConstructor().newInstance(),
          type.getMethod("fromObjectNode", ObjectNode.class, Map.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not the library that was expected", e);
    }
  }

  /** The event's hash, or that it fails and how. */
  String hash(ObjectNode event, Map<String, String> prefixes) {
    try {
      // it adds prefixes of its own to the map
      return String.valueOf(hash.invoke(generator, event, new HashMap<>(prefixes), "sha-256"));
    } catch (InvocationTargetException e) {
      return "fails: " + e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
