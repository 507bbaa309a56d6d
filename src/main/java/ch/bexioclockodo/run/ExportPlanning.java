package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.clockodo.EntryPage;
import ch.bexioclockodo.ledger.LedgerRow;
import ch.bexioclockodo.ledger.LedgerStore;
import ch.bexioclockodo.plan.EntryPlanner;
import ch.bexioclockodo.plan.EntryProposal;
import ch.bexioclockodo.plan.EntryReading;
import ch.bexioclockodo.plan.Names;
import ch.bexioclockodo.plan.Payload;
import ch.bexioclockodo.plan.PlanGroupStore;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RequiredFields;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** Turns the entries of a window, page by page and mapped by their route, into plan rows. */
public final class ExportPlanning extends ConnectorBean {

  /** The exchange variable that holds the part of the window being read. */
  public static final String PART = "bexioClockodoPart";

  /** The exchange variable that holds the proposal being mapped. */
  public static final String PROPOSAL = "bexioClockodoProposal";

  private Progress progress;
  private StopSignal stop;
  private MissingPlanning missingPlanning;

  public void setMissing(MissingPlanning missing) {
    missingPlanning = missing;
  }

  public void setProgress(Progress progress) {
    this.progress = progress;
  }

  public void setStop(StopSignal stop) {
    this.stop = stop;
  }

  /** Prepares the window: local dates become instants, the filters become queries. */
  public void openWindow(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Settings settings = settings();
    WallTime wallTime = new WallTime(settings.zone());
    run.openReading(
        new EntryReading(
            wallTime.startOf(run.period().from()),
            wallTime.startOf(run.period().to().plusDays(1)),
            wallTime.startOf(wallTime.at(clock().instant()).toLocalDate()),
            settings.grouping(),
            run.filterQueries()));
    run.missing(missingPlanning.open(run));
    run.entryPlanner(
        new EntryPlanner(
            run.links(),
            new Names(run.getMasterData()),
            settings
                .exportRules(run.asksForBilled(), true)
                .goingAgain(run.wants(RunRequest.Option.AGAIN)),
            run.missing()));
  }

  /** Begins a reading; what an earlier one wrote into the plan is removed. */
  public void beginReading(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.getReading().begin();
    run.draft().startAgain();
    run.missing().startAgain();
    inTransaction(
        database -> {
          PlanRowStore.deleteAll(database, run.draft().planId());
          return null;
        });
  }

  public void takeReport(@Variable(Runs.VARIABLE) ActiveRun run, @Body EntryGroups report) {
    run.getReading().addReport(report);
  }

  /** What is to be done with each entry of a page, compared with the ledger, before mapping. */
  public List<EntryProposal> propose(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(PART) EntryReading.Part part,
      @Body EntryPage page)
      throws SQLException {
    List<Entry> entries = run.getReading().take(part, page);
    if (stop.isRequested()) {
      throw new RunStopped();
    }
    if (run.lock() != null) {
      run.lock().hold();
    }
    run.draft().keepOnTop(run.missing().most());
    Map<Long, LedgerRow> ledger = ledger(run, entries);
    List<EntryProposal> proposals = new ArrayList<>();
    for (Entry entry : entries) {
      proposals.add(run.entryPlanner().propose(entry, ledger.get(entry.id())));
    }
    progress.reading(run.draft().sourceCount() + entries.size());
    return proposals;
  }

  /** Makes the plan row of one proposal from the fields that the mapping route returned. */
  @SuppressWarnings("unchecked")
  public void add(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(PROPOSAL) EntryProposal proposal,
      @Body Object mapped) {
    long seconds = proposal.entry().seconds();
    run.draft().countSource(1, seconds);
    if (proposal.unchanged()) {
      run.draft().countUnchanged(1, seconds);
      run.getReading().unchanged(proposal.entry());
    } else if (proposal.isMapped()) {
      if (proposal.isCut()) {
        run.draft().countCut(proposal.secondsCut());
      }
      PlanRow row = mapped(run.draft().nextRow(), proposal, (Map<String, Object>) mapped);
      run.draft().add(row.inGroup(run.getReading().groupOf(proposal.entry())));
    } else {
      PlanRow row =
          row(run.draft().nextRow(), proposal, proposal.state(), proposal.reason(), null, Map.of());
      run.draft().add(row.inGroup(run.getReading().groupOf(proposal.entry())));
    }
  }

  /** Writes the rows of a page. */
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

  /**
   * Ends a reading; it is believed, and clockodo's report is stored with the plan, or read again.
   */
  public void finishReading(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.getReading().finish();
    if (!run.getReading().isAgain()) {
      inTransaction(
          database -> {
            PlanGroupStore.insert(
                database,
                run.request().connection(),
                run.draft().planId(),
                run.getReading().groups());
            return null;
          });
    }
  }

  private Map<Long, LedgerRow> ledger(ActiveRun run, List<Entry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return Map.of();
    }
    try (Connection database = dataSource().getConnection()) {
      return LedgerStore.find(
          database, run.identity().bexioCompany(), entries.stream().map(Entry::id).toList());
    }
  }

  private static PlanRow mapped(int id, EntryProposal proposal, Map<String, Object> fields) {
    Optional<String> missing = RequiredFields.missing(PlanRow.TIMESHEET, fields);
    String payload = Payload.of(fields);
    if (missing.isPresent()) {
      return row(
          id,
          proposal,
          RowState.FAILED,
          Reason.of(ReasonCode.MAPPING_INVALID, missing.get()),
          payload,
          fields);
    }
    if (payload.equals(proposal.refusedPayload())) {
      return row(
          id,
          proposal,
          RowState.FAILED,
          Reason.of(ReasonCode.REFUSED_EARLIER, proposal.refusedMessage()),
          payload,
          fields);
    }
    return row(id, proposal, RowState.PLANNED, proposal.reason(), payload, fields);
  }

  private static PlanRow row(
      int id,
      EntryProposal proposal,
      RowState state,
      Reason reason,
      String payload,
      Map<String, Object> fields) {
    Object timesheet = proposal.target().get("id");
    return new PlanRow(
        id,
        PlanRow.TIMESHEET,
        proposal.action(),
        state,
        reason,
        proposal.entry().id(),
        proposal.source(),
        timesheet instanceof Long known ? known : null,
        proposal.target(),
        payload,
        proposal.dependsOn(fields),
        proposal.entry().seconds(),
        proposal.fingerprint(),
        null,
        null);
  }
}
