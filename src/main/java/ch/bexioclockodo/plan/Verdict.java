package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to become of an entry, before it is mapped; without an action nothing is to be done.
 *
 * @param supplies the user and activity of what is created, else null
 * @param decided what a person has decided and this carries out, or null
 */
record Verdict(
    Action action,
    RowState state,
    Reason reason,
    String refusedPayload,
    Missing.Supplies supplies,
    Decided decided) {

  /**
   * @param there the timesheet that the decision is about, or null when one is created
   * @param left the state of the ledger that a new timesheet leaves, or null
   * @param formerTimesheet the timesheet that the ledger knew in that state, or null
   */
  record Decided(Choice choice, Timesheet there, String left, Long formerTimesheet) {

    /** What is written over what is there; what nobody maps stays as it is. */
    EntryProposal.Change change(LedgerRow ledger) {
      if (there == null) {
        return null;
      }
      Map<String, Object> ours = new LinkedHashMap<>(there.fields());
      if (ledger != null) {
        ours.keySet().retainAll(Timesheet.read(ledger.sent()).fields().keySet());
      }
      return new EntryProposal.Change(null, new Timesheet(ours), there);
    }
  }

  Verdict(Action action, RowState state, Reason reason, String refusedPayload) {
    this(action, state, reason, refusedPayload, null, null);
  }

  Verdict(
      Action action,
      RowState state,
      Reason reason,
      String refusedPayload,
      Missing.Supplies supplies) {
    this(action, state, reason, refusedPayload, supplies, null);
  }

  static Verdict exclude(ReasonCode code, Object... args) {
    return new Verdict(Action.EXCLUDE, RowState.PLANNED, Reason.of(code, args), null);
  }

  static Verdict decide(ReasonCode code, Object... args) {
    return new Verdict(Action.DECIDE, RowState.PLANNED, Reason.of(code, args), null);
  }

  /** Nothing is to be done, as somebody has decided; without a timesheet that is worth a word. */
  static Verdict leaveAlone(Decision decision, boolean inBexio) {
    Reason reason = inBexio ? null : Reason.of(ReasonCode.DECIDED_IGNORE, decision.decidedBy());
    return new Verdict(null, null, reason, null);
  }

  /** The same, because a person has decided it; what still stands against it stays said. */
  Verdict decided(Decision decision, LedgerRow ledger, Timesheet there) {
    if (!action.acts() || state != RowState.PLANNED) {
      return this;
    }
    boolean leaves = decision.choice() == Choice.CREATE && ledger != null;
    Decided by =
        new Decided(
            decision.choice(),
            there,
            leaves ? ledger.state().name() : null,
            leaves ? ledger.timesheetId() : null);
    ReasonCode why =
        switch (decision.choice()) {
          case LINK -> ReasonCode.LINK_DECIDED;
          case TAKE_BEXIO -> ReasonCode.DECIDED_TAKE;
          case KEEP_CLOCKODO -> ReasonCode.DECIDED_OVERWRITE;
          default -> ReasonCode.DECIDED_SEND;
        };
    Action does =
        switch (decision.choice()) {
          case LINK, TAKE_BEXIO -> Action.LINK;
          case KEEP_CLOCKODO -> Action.UPDATE;
          default -> Action.CREATE;
        };
    return new Verdict(does, state, Reason.of(why, decision.decidedBy()), null, supplies, by);
  }

  /** Adds to what the row is about which decision it carries out. */
  void describe(Map<String, Object> target) {
    if (decided == null) {
      return;
    }
    target.put("decided", decided.choice().word());
    if (decided.there() != null && !target.containsKey("id")) {
      target.put("id", decided.there().id());
    }
    if (decided.left() != null) {
      target.put("left", decided.left());
      target.put("formerTimesheet", decided.formerTimesheet());
    }
  }
}
