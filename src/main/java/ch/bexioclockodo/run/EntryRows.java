package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.BexioHoldings;
import ch.bexioclockodo.plan.EntryProposal;
import ch.bexioclockodo.plan.Payload;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RequiredFields;
import ch.bexioclockodo.plan.RowState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the plan row of an entry, once it is mapped. */
final class EntryRows {

  private EntryRows() {}

  static PlanRow row(int id, MappedEntry entry, BexioHoldings holdings) {
    EntryProposal proposal = entry.proposal();
    if (!proposal.isMapped()) {
      return row(id, proposal, proposal.action(), proposal.state(), proposal.reason(), Map.of());
    }
    if (entry.failure() != null) {
      Reason reason = Reason.of(ReasonCode.MAPPING_FAILED, entry.failure());
      return row(id, proposal, proposal.action(), RowState.FAILED, reason, Map.of());
    }
    boolean update = proposal.action() == Action.UPDATE && entry.changes() != null;
    Map<String, Object> fields = update ? entry.changes() : entry.fields();
    Optional<String> missing = RequiredFields.missing(PlanRow.TIMESHEET, fields);
    if (missing.isPresent()) {
      Reason reason = Reason.of(ReasonCode.MAPPING_INVALID, missing.get());
      return row(id, proposal, proposal.action(), RowState.FAILED, reason, fields);
    }
    if (update) {
      Reason reason =
          proposal.reason() == null
              ? Reason.of(ReasonCode.ENTRY_FOLLOWED, changedFields(proposal, fields))
              : proposal.reason();
      return row(id, proposal, Action.UPDATE, RowState.PLANNED, reason, fields);
    }
    if (proposal.decided()) {
      // Where it holds already what would be written over it, it is only taken over.
      Action action = proposal.action() == Action.UPDATE ? Action.LINK : proposal.action();
      return row(id, proposal, action, RowState.PLANNED, proposal.reason(), fields);
    }
    if (Payload.of(fields).equals(proposal.refusedPayload())) {
      Reason reason = Reason.of(ReasonCode.REFUSED_EARLIER, proposal.refusedMessage());
      return row(id, proposal, Action.CREATE, RowState.FAILED, reason, fields);
    }
    return holdings
        .claimEqual(
            new Timesheet(fields),
            text -> proposal.rules().text().marks(text, proposal.entry().id()))
        .map(there -> probablyThere(id, proposal, fields, there))
        .orElseGet(
            () -> row(id, proposal, Action.CREATE, RowState.PLANNED, proposal.reason(), fields));
  }

  /** Somebody, or a ledger that was lost, has written the same already. */
  private static PlanRow probablyThere(
      int id, EntryProposal proposal, Map<String, Object> fields, Timesheet there) {
    Map<String, Object> target = new LinkedHashMap<>(proposal.target());
    target.put("id", there.id());
    return row(
        id,
        proposal,
        Action.DECIDE,
        RowState.PLANNED,
        Reason.of(ReasonCode.PROBABLY_THERE, there.id(), proposal.entry().id()),
        fields,
        there.id(),
        target,
        there.writable().write());
  }

  private static String changedFields(EntryProposal proposal, Map<String, Object> fields) {
    Map<String, Object> there = proposal.change().there().fields();
    return fields.keySet().stream()
        .filter(field -> !java.util.Objects.equals(there.get(field), fields.get(field)))
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private static PlanRow row(
      int id,
      EntryProposal proposal,
      Action action,
      RowState state,
      Reason reason,
      Map<String, Object> fields) {
    String base = proposal.change() == null ? null : proposal.change().there().writable().write();
    Long timesheet = proposal.target().get("id") instanceof Long known ? known : null;
    return row(id, proposal, action, state, reason, fields, timesheet, proposal.target(), base);
  }

  private static PlanRow row(
      int id,
      EntryProposal proposal,
      Action action,
      RowState state,
      Reason reason,
      Map<String, Object> fields,
      Long timesheet,
      Map<String, Object> target,
      String base) {
    String payload =
        fields.isEmpty()
            ? null
            : action == Action.UPDATE ? Payload.ofChanges(fields) : Payload.of(fields);
    return new PlanRow(
        id,
        PlanRow.TIMESHEET,
        action,
        state,
        reason,
        proposal.entry().id(),
        proposal.source(),
        timesheet,
        target,
        payload,
        proposal.dependsOn(fields),
        proposal.entry().seconds(),
        proposal.fingerprint(),
        null,
        base);
  }
}
