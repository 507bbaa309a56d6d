package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.link.Link;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A draft invoice before it is written: for whom, its positions, and what they come to.
 *
 * @param customer the link of clockodo's customer with bexio's contact
 * @param project the link of the one project that all its entries belong to, or null
 * @param part which of several drafts it is that the positions are split into, from 1
 */
record InvoiceDraft(
    Link customer,
    Link project,
    int part,
    int parts,
    String title,
    String header,
    String from,
    String to,
    List<InvoicePosition> positions) {

  /** What our drafts begin with, so that people see in bexio where they come from. */
  static final String PREFIX = "clockodo-";

  /** bexio's totals are in steps of five centimes. */
  private static final BigDecimal STEPS = BigDecimal.valueOf(20);

  /** What bexio keeps of a tax before it rounds the total (facts: bexio §9). */
  private static final int TAX_DECIMALS = 4;

  private static final int WITH_TAXES = 0;
  private static final int EXEMPT = 2;

  List<Entry> entries() {
    return positions.stream().flatMap(position -> position.entries().stream()).toList();
  }

  BigDecimal net() {
    return positions.stream()
        .map(position -> position.amount().total())
        .reduce(PositionAmount.centimes(BigDecimal.ZERO), BigDecimal::add);
  }

  /**
   * Always the same for the same entries and part, whatever plan or database it stands in: bexio
   * can be asked whether it is there.
   */
  String reference(long company) {
    List<Object> parts = new ArrayList<>();
    parts.add(company);
    entries().stream().map(Entry::id).sorted().forEach(parts::add);
    parts.add(part);
    return PREFIX + Fingerprint.of(parts.toArray());
  }

  /** The body of the create: net prices with taxes on top (facts: bexio §9, the VAT trap). */
  Map<String, Object> payload(InvoiceCodes codes, long company) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (!title.isEmpty()) {
      body.put("title", title);
    }
    body.put("contact_id", customer.bexioId());
    body.put("user_id", codes.user());
    if (project != null) {
      body.put("pr_project_id", project.bexioId());
    }
    if (codes.bankAccount() != null) {
      body.put("bank_account_id", codes.bankAccount());
    }
    if (!header.isEmpty()) {
      body.put("header", header);
    }
    body.put("mwst_type", codes.tax() == null ? EXEMPT : WITH_TAXES);
    body.put("mwst_is_net", true);
    body.put("api_reference", reference(company));
    body.put("positions", positions.stream().map(position -> position.payload(codes)).toList());
    return body;
  }

  /**
   * As people read it: what it will look like in bexio.
   *
   * @param number of the draft within the plan, from 1
   */
  Map<String, Object> describe(int number, InvoiceCodes codes) {
    BigDecimal tax =
        net()
            .multiply(codes.taxPercent())
            .movePointLeft(2)
            .setScale(TAX_DECIMALS, RoundingMode.HALF_UP);
    BigDecimal total =
        net().add(tax).multiply(STEPS).setScale(0, RoundingMode.HALF_UP).divide(STEPS).setScale(2);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", customer.clockodoId());
    map.put("number", number);
    map.put("name", customer.clockodoName());
    map.put("customer", named(customer));
    map.put("project", project == null ? null : named(project));
    map.put("part", part);
    map.put("parts", parts);
    map.put("from", from);
    map.put("to", to);
    map.put("title", title);
    map.put("header", header);
    map.put("entries", entries().size());
    map.put("seconds", entries().stream().mapToLong(Entry::seconds).sum());
    map.put("net", net().toPlainString());
    map.put("taxPercent", codes.taxPercent().toPlainString());
    map.put("tax", PositionAmount.exactly(tax));
    map.put("roundingDifference", PositionAmount.exactly(total.subtract(net()).subtract(tax)));
    map.put("total", total.toPlainString());
    List<Map<String, Object>> described = new ArrayList<>();
    for (InvoicePosition position : positions) {
      described.add(position.describe(described.size() + 1));
    }
    map.put("positions", described);
    return map;
  }

  /** What clockodo calls it. */
  private static Map<String, Object> named(Link link) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("id", link.clockodoId());
    named.put("name", link.clockodoName());
    return named;
  }
}
