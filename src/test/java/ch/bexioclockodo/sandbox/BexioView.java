package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;

/** How stored rows look on bexio's wire; representations vary as {@code bexio.md} §1.5 records. */
final class BexioView {

  private BexioView() {}

  /** The row without the sandbox's own state. */
  static ObjectNode stored(ObjectNode row) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> member : row.properties()) {
      if (!member.getKey().startsWith("_")) {
        view.set(member.getKey(), member.getValue());
      }
    }
    return view;
  }

  /** Reading shows amounts with six decimals. */
  static ObjectNode withAmounts(ObjectNode row, Set<String> amounts) {
    ObjectNode view = stored(row);
    for (String name : amounts) {
      if (view.hasNonNull(name)) {
        view.put(name, decimal(view.get(name)).setScale(6, RoundingMode.HALF_UP).toPlainString());
      }
    }
    return view;
  }

  /** The answer to a create shows unset texts as "" and amounts without trailing zeros. */
  static ObjectNode created(ObjectNode row, Set<String> texts, Set<String> amounts) {
    ObjectNode view = stored(row);
    for (String name : texts) {
      if (!view.hasNonNull(name)) {
        view.put(name, "");
      }
    }
    for (String name : amounts) {
      if (view.hasNonNull(name)) {
        view.put(name, decimal(view.get(name)).stripTrailingZeros().toPlainString());
      }
    }
    return view;
  }

  /** What search and order see: the stored value, or the date of a timesheet. */
  static JsonNode field(ObjectNode row, String name) {
    if (name.equals("date") && row.has("tracking")) {
      return Json.MAPPER.getNodeFactory().textNode(BexioTracking.date(row));
    }
    return BexioResource.orNull(row.get(name));
  }

  private static BigDecimal decimal(JsonNode amount) {
    return new BigDecimal(amount.asText());
  }
}
