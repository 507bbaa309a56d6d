package ch.bexioclockodo.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must be said of drafts beside their rows, where their amounts are not, or cannot be held to
 * be, what clockodo reports: one note for each cause.
 *
 * @param withOthers the customers of whom clockodo may report what is in none of these drafts, also
 *     where it is in no group with a position
 */
record InvoiceNotes(
    InvoiceLayout layout, InvoiceReport report, List<InvoiceDraft> drafts, Set<Long> withOthers) {

  /** What rounding can move an amount by, in centimes: half of one. */
  private static final BigDecimal HALF = new BigDecimal("0.005");

  /** Codes with their figures. */
  List<String> all() {
    List<InvoicePosition> positions =
        drafts.stream().flatMap(draft -> draft.positions().stream()).toList();
    List<String> notes = new ArrayList<>();
    for (Uncompared cause : Uncompared.values()) {
      long count = positions.stream().filter(one -> one.uncompared() == cause).count();
      if (count > 0 && cause == Uncompared.LUMP_SUMS) {
        notes.add(lumpSums(positions, count));
      } else if (count > 0) {
        notes.add(cause.note() + " " + count + " " + positions.size());
      }
    }
    differences(positions, notes);
    drafts.stream()
        .filter(draft -> draft.part() == 1 && draft.parts() > 1)
        .forEach(
            draft ->
                notes.add("invoice-split " + draft.customer().clockodoId() + " " + draft.parts()));
    sums(notes);
    return notes;
  }

  /** By how much lump sums miss the sums of their groups. */
  private String lumpSums(List<InvoicePosition> positions, long count) {
    BigDecimal difference = BigDecimal.ZERO;
    Set<List<String>> groups = new HashSet<>();
    for (InvoicePosition position : positions) {
      if (position.uncompared() == Uncompared.LUMP_SUMS) {
        List<String> keys =
            ControlTotals.keysOf(layout.levelsOfReport(), position.entries().get(0));
        difference = difference.subtract(position.amount().total());
        if (groups.add(keys)) {
          difference = difference.add(report.of(keys).revenue());
        }
      }
    }
    return Uncompared.LUMP_SUMS.note() + " " + count + " " + groups.size() + " " + difference;
  }

  private static void differences(List<InvoicePosition> positions, List<String> notes) {
    List<BigDecimal> differences =
        positions.stream()
            .filter(position -> position.reported() != null)
            .map(position -> position.reported().subtract(position.computed()))
            .filter(difference -> difference.signum() != 0)
            .toList();
    if (!differences.isEmpty()) {
      BigDecimal sum = differences.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      notes.add("invoice-differs " + differences.size() + " " + sum);
    }
  }

  /** Where a customer's positions do not come to what clockodo reports of the customer. */
  private void sums(List<String> notes) {
    if (!layout.levels().get(0).equals("customers_id")) {
      return;
    }
    Map<Long, List<InvoicePosition>> ofCustomers = new LinkedHashMap<>();
    for (InvoiceDraft draft : drafts) {
      ofCustomers
          .computeIfAbsent(draft.customer().clockodoId(), id -> new ArrayList<>())
          .addAll(draft.positions());
    }
    ofCustomers.forEach(
        (customer, positions) -> {
          boolean compared = positions.stream().allMatch(one -> one.uncompared() == null);
          if (compared && !withOthers.contains(customer)) {
            sum(customer, positions, notes);
          }
        });
  }

  private void sum(long customer, List<InvoicePosition> positions, List<String> notes) {
    BigDecimal sum =
        positions.stream()
            .map(position -> position.amount().total())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal reported = report.revenueOf(String.valueOf(customer));
    if (reported == null || reported.compareTo(sum) == 0) {
      return;
    }
    // Each position is rounded once, and so is the sum.
    BigDecimal most = HALF.multiply(BigDecimal.valueOf(positions.size() + 1L));
    boolean rounding = reported.subtract(sum).abs().compareTo(most) <= 0;
    notes.add(
        (rounding ? "invoice-sum-rounded " : "invoice-sum-differs ")
            + customer
            + " "
            + sum
            + " "
            + reported);
  }
}
