package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** The drafts of a window as plan rows, with what must be said of their amounts. */
public final class InvoicePlan {

  private final List<InvoiceDraft> drafts;
  private final List<InvoicePlanner.Left> left;
  private final List<InvoicedRule.Release> releases;
  private final List<Invoice> strangers;
  private final InvoiceCodes codes;
  private final Names names;
  private final Links links;
  private final InvoiceLayout layout;
  private final long company;
  private final List<String> notes;

  InvoicePlan(
      List<InvoiceDraft> drafts,
      List<InvoicePlanner.Left> left,
      List<InvoicedRule.Release> releases,
      List<Invoice> strangers,
      InvoiceCodes codes,
      Names names,
      Links links,
      InvoiceLayout layout,
      long company,
      List<String> notes) {
    this.drafts = drafts;
    this.left = left;
    this.releases = releases;
    this.strangers = strangers;
    this.codes = codes;
    this.names = names;
    this.links = links;
    this.layout = layout;
    this.company = company;
    this.notes = List.copyOf(notes);
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
      UnaryOperator<PlanRow> fate = fate(draft, row, refused.get(row.fingerprint()));
      rows.add(fate.apply(row));
      int position = 0;
      for (InvoicePosition one : draft.positions()) {
        position++;
        for (Entry entry : one.entries()) {
          rows.add(
              fate.apply(
                  inDraft(ids.getAsInt(), entry, draft, row.id(), number, position)
                      .inGroup(groupOf.applyAsInt(entry))));
        }
      }
    }
    for (InvoicePlanner.Left one : left) {
      rows.add(left(ids.getAsInt(), one).inGroup(groupOf.applyAsInt(one.entry())));
    }
    return rows;
  }

  /**
   * What is known beforehand of a draft and of its entries.
   *
   * @param before the draft that bexio has refused as it is, or null
   */
  private UnaryOperator<PlanRow> fate(InvoiceDraft draft, PlanRow row, InvoiceRow before) {
    Reason doubt = doubt(draft);
    if (doubt != null) {
      return one -> one.forAPerson(doubt);
    }
    if (before != null) {
      return one ->
          one.id() == row.id()
              ? one.standing(
                  RowState.FAILED, Reason.of(ReasonCode.REFUSED_EARLIER, before.message()))
              : one.standing(RowState.NOT_SENT, Reason.of(ReasonCode.WAITS_FOR, row.id()));
    }
    return one -> one;
  }

  /**
   * A document of the same contact that the ledger does not know may hold the same entries; the one
   * with the same reference is no doubt, since it is taken as this draft.
   */
  private Reason doubt(InvoiceDraft draft) {
    String reference = draft.reference(company);
    if (strangers.stream().anyMatch(stranger -> reference.equals(stranger.reference()))) {
      return null;
    }
    return strangers.stream()
        .filter(stranger -> Objects.equals(stranger.contactId(), draft.customer().bexioId()))
        .findFirst()
        .map(
            stranger ->
                Reason.of(
                    ReasonCode.DRAFT_STRANGER, stranger.named(), String.valueOf(stranger.id())))
        .orElse(null);
  }

  /** What must be said of all drafts together: a code and its figures. */
  public List<String> notes() {
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
