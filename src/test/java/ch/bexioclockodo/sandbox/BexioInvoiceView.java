package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** How an invoice looks: lists lack what is inside, and reading pads amounts to six decimals. */
final class BexioInvoiceView {

  private static final Set<String> TOTALS =
      Set.of(
          "total_gross",
          "total_net",
          "total",
          "total_received_payments",
          "total_credit_vouchers",
          "total_remaining_payments");

  private static final Set<String> AMOUNTS =
      Set.of("amount", "unit_price", "discount_in_percent", "position_total");

  private BexioInvoiceView() {}

  static ObjectNode listed(ObjectNode row) {
    ObjectNode view = BexioView.withAmounts(row, TOTALS);
    view.remove("positions");
    view.remove("taxs");
    view.remove("contact_address_manual");
    return view;
  }

  static ObjectNode single(ObjectNode row) {
    ObjectNode view = listed(row);
    view.set("taxs", row.get("taxs"));
    ArrayNode positions = view.putArray("positions");
    for (JsonNode position : row.get("positions")) {
      positions.add(BexioView.withAmounts((ObjectNode) position, AMOUNTS));
    }
    return view;
  }

  /** The answer to a create shows amounts as short as they can be. */
  static ObjectNode created(ObjectNode row) {
    ObjectNode view = BexioView.created(listed(row), Set.of("reference"), TOTALS);
    view.set("taxs", row.get("taxs"));
    ArrayNode positions = view.putArray("positions");
    for (JsonNode position : row.get("positions")) {
      positions.add(BexioView.created((ObjectNode) position, Set.of(), AMOUNTS));
    }
    return view;
  }
}
