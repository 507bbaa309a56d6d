package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Not served yet. */
final class BexioTracking {
  private BexioTracking() {}

  static String date(ObjectNode row) {
    return row.path("tracking").path("date").asText();
  }
}
