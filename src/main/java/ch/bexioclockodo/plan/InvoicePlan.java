package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/** The drafts of a window as plan rows, with what must be said of their amounts. */
public final class InvoicePlan {

  private final List<InvoiceDraft> drafts;
  private final List<InvoicePlanner.Left> left;
  private final List<InvoicedRule.Release> releases;
  private final InvoiceCodes codes;
  private final Names names;
  private final Links links;
  private final InvoiceLayout layout;
  private final long company;
  private final InvoiceReport report;

  InvoicePlan(
      List<InvoiceDraft> drafts,
      List<InvoicePlanner.Left> left,
      List<InvoicedRule.Release> releases,
      InvoiceCodes codes,
      Names names,
      Links links,
      InvoiceLayout layout,
      long company,
      InvoiceReport report) {
    this.drafts = drafts;
    this.left = left;
    this.releases = releases;
    this.codes = codes;
    this.names = names;
    this.links = links;
    this.layout = layout;
    this.company = company;
    this.report = report;
  }

  /**
   * A row for each draft and each entry; an entry follows its draft, and waits for it. Drafts that
   * were deleted in bexio come first, since they let their entries go.
   *
   * @param groupOf the number of an entry's report group within the plan
   * @param refused drafts that bexio has refused, by the fingerprint of what was sent: what is the
   *     same is not sent again
   */
  public List<PlanRow> rows(
      IntSupplier ids, ToIntFunction<Entry> groupOf, Map<String, InvoiceRow> refused) {
    List<PlanRow> rows = new ArrayList<>();
    for (InvoicedRule.Release release : releases) {
      rows.add(released(ids.getAsInt(), release));
    }
    int number = 0;
    for (InvoiceDraft draft : drafts) {
      number++;
      PlanRow row = row(ids.getAsInt(), draft, number);
      InvoiceRow before = refused.get(row.fingerprint());
      if (before != null) {
        row =
            row.standing(RowState.FAILED, Reason.of(ReasonCode.REFUSED_EARLIER, before.message()));
      }
      rows.add(row);
      int position = 0;
      for (InvoicePosition one : draft.positions()) {
        position++;
        for (Entry entry : one.entries()) {
          PlanRow follows =
              inDraft(ids.getAsInt(), entry, draft, row.id(), number, position)
                  .inGroup(groupOf.applyAsInt(entry));
          rows.add(
              before == null
                  ? follows
                  : follows.standing(RowState.NOT_SENT, Reason.of(ReasonCode.WAITS_FOR, row.id())));
        }
      }
    }
    for (InvoicePlanner.Left one : left) {
      rows.add(left(ids.getAsInt(), one).inGroup(groupOf.applyAsInt(one.entry())));
    }
    return rows;
  }

  /** What must be said of all drafts together: a code and its figures. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    long notCompared = positions().stream().filter(position -> position.reported() == null).count();
    if (notCompared > 0) {
      notes.add("invoice-not-compared " + notCompared + " " + positions().size());
    }
    List<BigDecimal> differences =
        positions().stream()
            .filter(position -> position.reported() != null)
            .map(position -> position.reported().subtract(position.computed()))
            .filter(difference -> difference.signum() != 0)
            .toList();
    if (!differences.isEmpty()) {
      BigDecimal sum = differences.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      notes.add("invoice-differs " + differences.size() + " " + sum);
    }
    drafts.stream()
        .filter(draft -> draft.part() == 1 && draft.parts() > 1)
        .forEach(
            draft ->
                notes.add("invoice-split " + draft.customer().clockodoId() + " " + draft.parts()));
    notes.addAll(sums());
    return notes;
  }

  private List<InvoicePosition> positions() {
    return drafts.stream().flatMap(draft -> draft.positions().stream()).toList();
  }

  /** Where clockodo rounds a customer's sum once, and its positions one by one. */
  private List<String> sums() {
    Map<Long, BigDecimal> sums = new LinkedHashMap<>();
    Map<Long, Boolean> whole = new HashMap<>();
    for (InvoiceDraft draft : drafts) {
      long customer = draft.customer().clockodoId();
      sums.merge(customer, draft.net(), BigDecimal::add);
      boolean compared = draft.positions().stream().noneMatch(one -> one.reported() == null);
      whole.merge(customer, compared, Boolean::logicalAnd);
    }
    // An entry that stays out is in clockodo's sum, though it may be in no group with a position.
    left.forEach(one -> whole.put(one.entry().customersId(), false));
    List<String> notes = new ArrayList<>();
    boolean byCustomer = layout.levels().get(0).equals("customers_id");
    sums.forEach(
        (customer, sum) -> {
          BigDecimal reported = report.revenueOf(String.valueOf(customer));
          if (byCustomer
              && whole.get(customer)
              && reported != null
              && reported.compareTo(sum) != 0) {
            notes.add("invoice-sum " + customer + " " + sum + " " + reported);
          }
        });
    return notes;
  }

  private PlanRow row(int id, InvoiceDraft draft, int number) {
    String payload = Payload.of(draft.payload(codes, company));
    Map<String, Object> target = new LinkedHashMap<>();
    put(target, "contact", draft.customer());
    put(target, "project", draft.project());
    return new PlanRow(
            id,
            PlanRow.INVOICE_DRAFT,
            Action.CREATE,
            RowState.PLANNED,
            draft.parts() > 1
                ? Reason.of(ReasonCode.DRAFT_SPLIT, draft.part(), draft.parts())
                : null,
            draft.customer().clockodoId(),
            draft.describe(number, codes),
            null,
            target,
            payload,
            Set.of(),
            0,
            Fingerprint.of(payload),
            null,
            null)
        .uncounted();
  }

  /** A draft that is no longer in bexio: nothing is sent, the ledger lets its entries go. */
  private static PlanRow released(int id, InvoicedRule.Release release) {
    InvoiceRow draft = release.draft();
    Map<String, Object> source = Json.readMap(draft.described());
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", draft.invoiceId());
    target.put("reference", draft.reference());
    target.put("released", release.confirmed() ? "confirmed" : "gone");
    return new PlanRow(
            id,
            PlanRow.INVOICE_DRAFT,
            Action.DEACTIVATE,
            RowState.PLANNED,
            Reason.of(
                release.confirmed() ? ReasonCode.DRAFT_RELEASED : ReasonCode.DRAFT_GONE,
                InvoiceHoldings.named(draft)),
            ((Number) source.get("id")).longValue(),
            source,
            draft.invoiceId(),
            target,
            null,
            Set.of(),
            0,
            Fingerprint.of("release", draft.reference(), release.confirmed()),
            null,
            null)
        .uncounted();
  }

  private PlanRow inDraft(
      int id, Entry entry, InvoiceDraft draft, int draftRow, int number, int position) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("draft", draftRow);
    target.put("position", position);
    Link project = projectOf(entry);
    put(target, "contact", draft.customer());
    put(target, "project", project);
    return entry(
        id,
        entry,
        Action.LINK,
        RowState.PLANNED,
        Reason.of(ReasonCode.ENTRY_IN_DRAFT, number, position),
        target,
        Set.of(draftRow),
        EntryMemory.charged(
                entry, draft.customer().bexioId(), project == null ? null : project.bexioId())
            .write());
  }

  private PlanRow left(int id, InvoicePlanner.Left one) {
    Map<String, Object> target = new LinkedHashMap<>();
    put(
        target,
        "contact",
        links.ofClockodo(LinkKind.CUSTOMER, one.entry().customersId()).orElse(null));
    put(target, "project", projectOf(one.entry()));
    if (one.before() != null && one.before().draft().invoiceId() != null) {
      target.put("invoice", InvoiceHoldings.described(one.before().draft()));
    }
    Verdict verdict = one.verdict();
    return entry(
        id,
        one.entry(),
        verdict.action(),
        verdict.state(),
        verdict.reason(),
        target,
        Set.of(),
        null);
  }

  private PlanRow entry(
      int id,
      Entry entry,
      Action action,
      RowState state,
      Reason reason,
      Map<String, Object> target,
      Set<Integer> dependsOn,
      String memory) {
    Map<String, Object> source = names.describe(entry, layout.wallTime().zone());
    return new PlanRow(
        id,
        PlanRow.ENTRY,
        action,
        state,
        reason,
        entry.id(),
        source,
        null,
        target,
        null,
        dependsOn,
        entry.seconds(),
        EntryPrint.of(source, target),
        null,
        memory);
  }

  private Link projectOf(Entry entry) {
    return entry.projectsId() == null
        ? null
        : links.ofClockodo(LinkKind.PROJECT, entry.projectsId()).orElse(null);
  }

  private static void put(Map<String, Object> target, String name, Link link) {
    if (link != null) {
      Map<String, Object> named = new LinkedHashMap<>();
      named.put("id", link.bexioId());
      named.put("name", link.bexioName());
      target.put(name, named);
    }
  }
}
