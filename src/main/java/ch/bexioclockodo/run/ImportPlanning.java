package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.ImportPlanner;
import ch.bexioclockodo.plan.Payload;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Proposal;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RequiredFields;
import ch.bexioclockodo.plan.RowState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Turns the proposals of an import, mapped by their routes, into plan rows. */
public final class ImportPlanning extends ConnectorBean {

  /** The exchange variable that holds the list being read. */
  public static final String LIST = "bexioClockodoList";

  /** The exchange variable that holds the proposal being mapped. */
  public static final String PROPOSAL = "bexioClockodoProposal";

  private static final int BATCH = 500;

  private Progress progress;
  private StopSignal stop;

  public void setProgress(Progress progress) {
    this.progress = progress;
  }

  public void setStop(StopSignal stop) {
    this.stop = stop;
  }

  /** Adds a page to the list it belongs to. */
  @SuppressWarnings("unchecked")
  public void takePage(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(LIST) Object list, @Body Object page) {
    goOn(run);
    if (list instanceof OffsetPages<?> pages) {
      ((OffsetPages<Object>) pages).take((List<Object>) page);
    } else {
      ((NumberedPages<Object>) list).take((ListPage<Object>) page);
    }
  }

  /** Between two pages: nobody asked to stop, and the lock is still ours. */
  private void goOn(ActiveRun run) {
    if (stop.isRequested()) {
      throw new RunStopped();
    }
    if (run.lock() != null) {
      run.lock().hold();
    }
  }

  /** What is to be done, before mapping. */
  public List<Proposal> propose(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Instant mayStillAppear = clock().instant().minus(settings().settle());
    Set<String> unknown =
        inTransaction(
            database ->
                PlanRowStore.unknownCreates(database, run.request().connection(), mayStillAppear));
    ImportPlanner.Result result =
        ImportPlanner.propose(
            run.getMasterData(), run.links(), settings().customers(), run.kinds(), unknown);
    run.draft().countSource(result.sources(), 0);
    run.draft().countUnchanged(result.unchanged(), 0);
    progress.reading(result.sources());
    return result.proposals();
  }

  /** Makes the plan row of one proposal from the fields that its mapping route returned. */
  public void add(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(PROPOSAL) Proposal proposal,
      @Body Object mapped)
      throws SQLException {
    run.draft().add(proposal.isMapped() ? mapped(proposal, mapped) : unmapped(proposal));
    if (run.draft().pending() >= BATCH) {
      flush(run);
    }
  }

  public void flush(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    List<PlanRow> rows = run.draft().takePending();
    if (!rows.isEmpty()) {
      inTransaction(
          database -> {
            PlanRowStore.insert(database, run.request().connection(), run.draft().planId(), rows);
            return null;
          });
    }
  }

  @SuppressWarnings("unchecked")
  private static PlanRow mapped(Proposal proposal, Object mapped) {
    Map<String, Object> fields = (Map<String, Object>) mapped;
    Optional<String> missing = RequiredFields.missing(proposal.kind(), fields);
    return row(
        proposal,
        missing.isPresent() ? RowState.FAILED : RowState.PLANNED,
        missing
            .map(field -> Reason.of(ReasonCode.MAPPING_INVALID, field))
            .orElse(proposal.reason()),
        Payload.of(fields));
  }

  private static PlanRow unmapped(Proposal proposal) {
    return row(proposal, proposal.state(), proposal.reason(), null);
  }

  private static PlanRow row(Proposal proposal, RowState state, Reason reason, String payload) {
    return new PlanRow(
        proposal.row(),
        proposal.kind(),
        proposal.action(),
        state,
        reason,
        proposal.sourceId(),
        proposal.source(),
        proposal.action() == Action.CREATE ? null : proposal.targetId(),
        proposal.target(),
        payload,
        proposal.dependsOn(),
        0,
        proposal.fingerprint());
  }
}
