package ch.bexioclockodo.plan;

import ch.bexioclockodo.ledger.InvoiceRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides what becomes of each draft of a run that is taken back: it is deleted while nobody has
 * issued or edited it; the rest is told.
 *
 * @param run the run that is taken back
 */
public record InvoiceUndo(long run, InvoiceHoldings holdings) {

  /**
   * @param id the number of the new row
   */
  public PlanRow row(int id, InvoiceRow draft) {
    Map<String, Object> source = Json.readMap(draft.described());
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", draft.invoiceId());
    target.put("reference", draft.reference());
    target.put("undoneRun", run);
    Verdict verdict = verdict(draft);
    return new PlanRow(
        id,
        PlanRow.INVOICE_DRAFT,
        verdict.action(),
        verdict.state(),
        verdict.reason(),
        ((Number) source.get("id")).longValue(),
        source,
        draft.invoiceId(),
        target,
        null,
        Set.of(),
        ((Number) source.get("seconds")).longValue(),
        Fingerprint.of("undo", run, draft.reference(), verdict.action()),
        null,
        verdict.action() == Action.DELETE ? draft.echo() : null);
  }

  private Verdict verdict(InvoiceRow draft) {
    if (draft.run() != run) {
      return Verdict.exclude(ReasonCode.UNDO_DRAFT_LATER, named(draft), draft.run());
    }
    return switch (draft.state()) {
      case SENDING, UNKNOWN, UNCLEAR -> Verdict.decide(ReasonCode.UNDO_DRAFT_UNKNOWN, run);
      case FAILED, RELEASED -> Verdict.exclude(ReasonCode.UNDO_DRAFT_NEVER_WRITTEN);
      case WITHDRAWN -> Verdict.exclude(ReasonCode.UNDO_DRAFT_ALREADY, named(draft));
      case WRITTEN, GONE -> written(draft);
    };
  }

  private Verdict written(InvoiceRow draft) {
    if (holdings.isGone(draft) || holdings.isUntouched(draft)) {
      return new Verdict(
          Action.DELETE,
          RowState.PLANNED,
          Reason.of(
              holdings.isGone(draft) ? ReasonCode.UNDO_DRAFT_GONE : ReasonCode.UNDO_DRAFT_DELETES,
              named(draft)),
          null);
    }
    return Verdict.decide(
        holdings.isIssued(draft) ? ReasonCode.UNDO_DRAFT_ISSUED : ReasonCode.UNDO_DRAFT_EDITED,
        named(draft));
  }

  private static String named(InvoiceRow draft) {
    return InvoiceHoldings.named(draft);
  }
}
