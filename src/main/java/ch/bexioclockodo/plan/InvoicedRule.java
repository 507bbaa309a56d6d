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
      case UNCLEAR -> Optional.of(unclear(draft));
      case WRITTEN, GONE ->
          holdings.isGone(draft) ? freed(entry, before) : Optional.of(held(entry, before));
      case WITHDRAWN -> stillMarked(entry, before);
      case FAILED, RELEASED -> Optional.empty();
    };
  }

  private Verdict held(Entry entry, InvoicedEntry before) {
    boolean same =
        entry.billable() != Entry.NOT_BILLABLE && EntryMemory.read(before.entry()).isStill(entry);
    return same
        ? new Verdict(null, null, null, null)
        : differs(
            before.draft(),
            ReasonCode.ENTRY_CHANGED_SINCE_DRAFT,
            ReasonCode.ENTRY_CHANGED_SINCE_INVOICE);
  }

  /** What the draft holds is no longer what clockodo has, unless a person has left it so. */
  private Verdict differs(InvoiceRow draft, ReasonCode ofDraft, ReasonCode ofInvoice) {
    String named = InvoiceHoldings.named(draft);
    Decision decision = decisionAbout(draft);
    if (decision != null && decision.choice() == Choice.IGNORE) {
      return Verdict.exclude(ReasonCode.ENTRY_LEFT_IN_DRAFT, named, decision.decidedBy());
    }
    return Verdict.decide(
        holdings.isUntouched(draft) ? ofDraft : ofInvoice,
        named,
        draft.run(),
        String.valueOf(draft.invoiceId()));
  }

  /**
   * What is to be said of an entry that a draft in bexio holds and the window does not show; empty
   * when it is as it was, or its draft is gone.
   *
   * @param now the entry as clockodo shows it by its id, or null when it is deleted
   */
  public Optional<Verdict> aboutAbsent(InvoicedEntry before, Entry now) {
    if (holdings.isGone(before.draft())) {
      return Optional.empty();
    }
    Verdict verdict =
        now != null
            ? held(now, before)
            : differs(
                before.draft(),
                ReasonCode.ENTRY_DELETED_SINCE_DRAFT,
                ReasonCode.ENTRY_DELETED_SINCE_INVOICE);
    return Optional.of(verdict).filter(found -> found.action() != null);
  }

  /** A document that is not what was sent: a person has said to leave it, or is asked. */
  private Verdict unclear(InvoiceRow draft) {
    Decision decision = decisionAbout(draft);
    return decision != null && decision.choice() == Choice.IGNORE
        ? Verdict.exclude(ReasonCode.DECIDED_IGNORE, decision.decidedBy())
        : Verdict.decide(
            ReasonCode.DRAFT_UNCLEAR,
            String.valueOf(draft.invoiceId()),
            String.valueOf(draft.message()));
  }

  /** What still bears our mark needs a person's word before the mark is taken back. */
  private Optional<Verdict> freed(Entry entry, InvoicedEntry before) {
    InvoiceRow draft = before.draft();
    Decision decision = decisionAbout(draft);
    boolean confirmed = isConfirmed(draft);
    releases.putIfAbsent(draft.reference(), new Release(draft, confirmed));
    String named = InvoiceHoldings.named(draft);
    if (decision != null && decision.choice() == Choice.IGNORE) {
      return Optional.of(
          Verdict.exclude(ReasonCode.DRAFT_DELETED_IGNORED, named, decision.decidedBy()));
    }
    if (confirmed || !isMarked(entry, before)) {
      return stillMarked(entry, before);
    }
    return Optional.of(
        Verdict.decide(ReasonCode.DRAFT_DELETED, named, String.valueOf(draft.invoiceId())));
  }

  /** Our mark goes at the end of the run; until then clockodo takes the entry for billed. */
  private static Optional<Verdict> stillMarked(Entry entry, InvoicedEntry before) {
    return isMarked(entry, before)
        ? Optional.of(
            Verdict.exclude(ReasonCode.ENTRY_UNMARKED, InvoiceHoldings.named(before.draft())))
        : Optional.empty();
  }

  private static boolean isMarked(Entry entry, InvoicedEntry before) {
    return entry.billable() == Entry.BILLED && before.markedByUs();
  }

  private Decision decisionAbout(InvoiceRow draft) {
    return decisions.of(LinkKind.INVOICE_DRAFT, draft.invoiceId()).orElse(null);
  }

  private boolean isConfirmed(InvoiceRow draft) {
    Decision decision = decisionAbout(draft);
    return decision != null && decision.choice() == Choice.CREATE;
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
      releases.putIfAbsent(draft.reference(), new Release(draft, isConfirmed(draft)));
    }
    List<Release> due = new ArrayList<>(releases.values());
    // What is recorded as gone already needs no second row, unless it is confirmed now.
    due.removeIf(release -> release.draft().state() == InvoiceState.GONE && !release.confirmed());
    return due;
  }
}
