package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Invoice;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.ledger.InvoiceState;
import ch.bexioclockodo.ledger.InvoicedEntry;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.link.LinkKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about an entry that a draft was written for: it stays as it is, is free again because the
 * draft was deleted in bexio, or needs a person.
 */
public final class InvoicedRule {

  private final InvoiceHoldings holdings;
  private final DecisionsBySource decisions;
  private final Map<String, Release> releases = new LinkedHashMap<>();

  /**
   * A draft that was deleted in bexio.
   *
   * @param confirmed whether a person has confirmed that its entries are to be invoiced anew, so
   *     that our marks are taken back
   */
  record Release(InvoiceRow draft, boolean confirmed) {}

  public InvoicedRule(InvoiceHoldings holdings, DecisionsBySource decisions) {
    this.holdings = holdings;
    this.decisions = decisions;
  }

  /** Forgets what was met, because the source is read again. */
  void startAgain() {
    releases.clear();
  }

  /**
   * What becomes of it, an empty verdict when nothing; nothing at all when it is as free as one
   * that was never in a draft.
   *
   * @param before what the ledger knows of it, or null
   */
  Optional<Verdict> about(Entry entry, InvoicedEntry before) {
    if (before == null) {
      return Optional.empty();
    }
    InvoiceRow draft = before.draft();
    return switch (draft.state()) {
      case SENDING, UNKNOWN ->
          Optional.of(
              new Verdict(
                  Action.LINK,
                  RowState.UNKNOWN,
                  Reason.of(ReasonCode.ENTRY_PERHAPS_IN_DRAFT, draft.run()),
                  null));
      case UNCLEAR ->
          Optional.of(
              Verdict.decide(
                  ReasonCode.DRAFT_UNCLEAR,
                  String.valueOf(draft.invoiceId()),
                  String.valueOf(draft.message())));
      case WRITTEN, GONE ->
          holdings.isGone(draft) ? freed(entry, draft) : Optional.of(held(entry, before));
      case FAILED, RELEASED, WITHDRAWN -> Optional.empty();
    };
  }

  private Verdict held(Entry entry, InvoicedEntry before) {
    InvoiceRow draft = before.draft();
    boolean same =
        entry.billable() != Entry.NOT_BILLABLE && EntryMemory.read(before.entry()).isStill(entry);
    if (same) {
      return new Verdict(null, null, null, null);
    }
    return Verdict.decide(
        holdings.isUntouched(draft)
            ? ReasonCode.ENTRY_CHANGED_SINCE_DRAFT
            : ReasonCode.ENTRY_CHANGED_SINCE_INVOICE,
        InvoiceHoldings.named(draft),
        draft.run());
  }

  /** What is still marked as billed needs a person's word before the mark is taken back. */
  private Optional<Verdict> freed(Entry entry, InvoiceRow draft) {
    Decision decision = decisions.of(LinkKind.INVOICE_DRAFT, draft.invoiceId()).orElse(null);
    boolean confirmed = decision != null && decision.choice() == Choice.CREATE;
    releases.putIfAbsent(draft.reference(), new Release(draft, confirmed));
    if (entry.billable() != Entry.BILLED) {
      return Optional.empty();
    }
    String named = InvoiceHoldings.named(draft);
    if (decision == null) {
      return Optional.of(
          Verdict.decide(ReasonCode.DRAFT_DELETED, named, String.valueOf(draft.invoiceId())));
    }
    return Optional.of(
        confirmed
            ? Verdict.exclude(ReasonCode.ENTRY_UNMARKED, named, decision.decidedBy())
            : Verdict.exclude(ReasonCode.DRAFT_DELETED_IGNORED, named, decision.decidedBy()));
  }

  /** Documents of ours that the ledger does not know and that nobody has said to leave alone. */
  List<Invoice> strangers() {
    return holdings.strangers().stream()
        .filter(
            invoice ->
                decisions
                    .of(LinkKind.INVOICE_DRAFT, invoice.id())
                    .filter(decision -> decision.choice() == Choice.IGNORE)
                    .isEmpty())
        .toList();
  }

  /** The drafts that were deleted in bexio, whether or not one of their entries was met. */
  List<Release> releases() {
    for (InvoiceRow draft : holdings.gone()) {
      boolean confirmed =
          decisions
              .of(LinkKind.INVOICE_DRAFT, draft.invoiceId())
              .filter(decision -> decision.choice() == Choice.CREATE)
              .isPresent();
      releases.putIfAbsent(draft.reference(), new Release(draft, confirmed));
    }
    List<Release> due = new ArrayList<>(releases.values());
    // What is recorded as gone already needs no second row, unless it is confirmed now.
    due.removeIf(release -> release.draft().state() == InvoiceState.GONE && !release.confirmed());
    return due;
  }
}
