package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One position of a draft with the entries behind it.
 *
 * @param charged the seconds that are charged, after rounding; 0 for a lump sum
 * @param rate the one rate of all its seconds, or null
 * @param computed what its entries come to by themselves
 * @param reported what clockodo reports of exactly these entries; null where that cannot be told
 * @param uncompared why it cannot be told; null where it can
 */
record InvoicePosition(
    String text,
    PositionAmount amount,
    List<Entry> entries,
    long charged,
    BigDecimal rate,
    BigDecimal computed,
    BigDecimal reported,
    Uncompared uncompared) {

  boolean lumpSum() {
    return entries.get(0).lumpSum();
  }

  long seconds() {
    return entries.stream().mapToLong(Entry::seconds).sum();
  }

  /** As bexio takes it; what is no number of hours has no unit. */
  Map<String, Object> payload(InvoiceCodes codes) {
    Map<String, Object> position = new LinkedHashMap<>();
    position.put("type", "KbPositionCustom");
    position.put("amount", amount.quantity().toPlainString());
    if (amount.timesRate() && !lumpSum() && codes.unit() != null) {
      position.put("unit_id", codes.unit());
    }
    position.put("account_id", codes.account());
    if (codes.tax() != null) {
      position.put("tax_id", codes.tax());
    }
    position.put("text", text);
    position.put("unit_price", amount.price().toPlainString());
    position.put("discount_in_percent", "0");
    return position;
  }

  /** As people read it in a preview. */
  Map<String, Object> describe(int number) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("position", number);
    map.put("quantity", amount.quantity().toPlainString());
    map.put("hours", amount.timesRate() && !lumpSum());
    map.put("price", amount.price().toPlainString());
    map.put("total", amount.total().toPlainString());
    map.put("entries", entries.size());
    map.put("seconds", seconds());
    map.put("charged", charged);
    map.put("rate", rate == null ? null : rate.stripTrailingZeros().toPlainString());
    map.put("clockodo", reported == null ? null : reported.toPlainString());
    return map;
  }
}
