package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether an entry is invoiced; what speaks against it is told first come, first served.
 */
record InvoiceRule(InvoiceLayout layout, Names names, Links links) {

  /**
   * Why it is in no draft; empty when it is in one.
   *
   * @param ledger what the ledger knows of a timesheet of this entry, or null
   */
  Optional<Verdict> against(Entry entry, LedgerRow ledger) {
    return byItself(entry).or(() -> byTimesheet(ledger)).or(() -> byLinks(entry));
  }

  private Optional<Verdict> byItself(Entry entry) {
    if (entry.demoData()) {
      return exclude(ReasonCode.DEMO_DATA);
    }
    if (!entry.time() && !entry.lumpSum()) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_OF_UNKNOWN_TYPE));
    }
    if (entry.running()) {
      return exclude(ReasonCode.ENTRY_RUNNING);
    }
    if (layout.notBefore() != null
        && layout.wallTime().at(entry.timeSince()).toLocalDate().isBefore(layout.notBefore())) {
      return exclude(ReasonCode.ENTRY_BEFORE_START, layout.notBefore());
    }
    if (entry.billable() == Entry.BILLABLE_HIDDEN) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_BILLABLE_HIDDEN));
    }
    if (entry.billable() == Entry.NOT_BILLABLE) {
      return exclude(ReasonCode.ENTRY_NOT_BILLABLE);
    }
    if (entry.billable() == Entry.BILLED) {
      return exclude(ReasonCode.ENTRY_BILLED_ALREADY);
    }
    if (names.hardBudget(entry.projectsId())) {
      return exclude(ReasonCode.ENTRY_HARD_BUDGET_NOT_INVOICED);
    }
    return Optional.empty();
  }

  /** A timesheet that is, or may be, in bexio can be invoiced there by hand. */
  private Optional<Verdict> byTimesheet(LedgerRow ledger) {
    if (ledger == null || layout.ofTimesheetsToo()) {
      return Optional.empty();
    }
    return switch (ledger.state()) {
      case EXPORTED -> exclude(ReasonCode.ENTRY_IN_TIMESHEET, String.valueOf(ledger.timesheetId()));
      case SENDING, UNKNOWN, UNCLEAR -> exclude(ReasonCode.ENTRY_PERHAPS_IN_TIMESHEET);
      case DELETED, WITHDRAWN, RELEASED, FAILED -> Optional.empty();
    };
  }

  private Optional<Verdict> byLinks(Entry entry) {
    if (links.ofClockodo(LinkKind.CUSTOMER, entry.customersId()).isEmpty()) {
      return unlinked(ReasonCode.CUSTOMER_UNLINKED, names.customer(entry.customersId()));
    }
    if (layout.perProject()
        && entry.projectsId() != null
        && links.ofClockodo(LinkKind.PROJECT, entry.projectsId()).isEmpty()) {
      return unlinked(ReasonCode.PROJECT_UNLINKED, names.project(entry.projectsId()));
    }
    if (!InvoiceTimes.isVisible(entry)) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_REVENUE_HIDDEN));
    }
    return Optional.empty();
  }

  private static Optional<Verdict> exclude(ReasonCode code, Object... args) {
    return Optional.of(Verdict.exclude(code, args));
  }

  private static Optional<Verdict> unlinked(ReasonCode code, Map<String, Object> thing) {
    return Optional.of(Verdict.decide(code, thing.get("name"), thing.get("id")));
  }
}
