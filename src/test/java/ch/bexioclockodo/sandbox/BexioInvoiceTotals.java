package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** The sums of a document: taxes by its type, and a total in steps of five centimes. */
final class BexioInvoiceTotals {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal STEPS = BigDecimal.valueOf(20);
  private static final int WITH_TAXES = 0;

  private BexioInvoiceTotals() {}

  /** The fields to set; only type 0 bears taxes, contained or added. */
  static ObjectNode of(ObjectNode invoice, Table taxes) {
    BigDecimal sum = BigDecimal.ZERO;
    Map<BigDecimal, BigDecimal> byRate = new TreeMap<>();
    for (JsonNode position : invoice.path("positions")) {
      if (position.hasNonNull("position_total")) {
        BigDecimal total = new BigDecimal(position.get("position_total").asText());
        sum = sum.add(total);
        ObjectNode tax = taxes.get(position.path("tax_id").asInt());
        if (tax != null) {
          byRate.merge(tax.get("value").decimalValue(), total, BigDecimal::add);
        }
      }
    }
    boolean net = invoice.path("mwst_is_net").asBoolean();
    BigDecimal taxesTotal = BigDecimal.ZERO;
    ArrayNode shown = Json.MAPPER.createArrayNode();
    if (invoice.path("mwst_type").asInt() == WITH_TAXES) {
      for (Map.Entry<BigDecimal, BigDecimal> rate : byRate.entrySet()) {
        BigDecimal divisor = net ? HUNDRED : HUNDRED.add(rate.getKey());
        BigDecimal value =
            rate.getValue()
                .multiply(rate.getKey())
                .divide(divisor, MathContext.DECIMAL64)
                .setScale(4, RoundingMode.HALF_UP);
        taxesTotal = taxesTotal.add(value);
        shown.add(
            Json.object(
                "percentage",
                rate.getKey().setScale(2, RoundingMode.HALF_UP).toPlainString(),
                "value",
                value.toPlainString()));
      }
    }
    BigDecimal exact = net ? sum.add(taxesTotal) : sum;
    BigDecimal total =
        exact.multiply(STEPS).setScale(0, RoundingMode.HALF_UP).divide(STEPS).setScale(2);
    ObjectNode totals =
        Json.object(
            "total_gross", sum.toPlainString(),
            "total_net", net ? sum.toPlainString() : sum.subtract(taxesTotal).toPlainString(),
            "total_taxes", taxesTotal.toPlainString(),
            "total", total.toPlainString(),
            "total_remaining_payments", total.toPlainString());
    totals.put(
        "total_rounding_difference", total.subtract(exact).setScale(2, RoundingMode.HALF_UP));
    totals.set("taxs", shown);
    return totals;
  }
}
