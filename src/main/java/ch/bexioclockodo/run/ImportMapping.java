package ch.bexioclockodo.run;

import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.Ask;
import ch.bexioclockodo.plan.Base;
import ch.bexioclockodo.plan.ClockodoFields;
import ch.bexioclockodo.plan.Comparing;
import ch.bexioclockodo.plan.Fingerprint;
import ch.bexioclockodo.plan.ImportRowStore;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.MappedFields;
import ch.bexioclockodo.plan.Mapping;
import ch.bexioclockodo.plan.Payload;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Proposal;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import ch.bexioclockodo.plan.UpdateInDoubt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Turns the proposals of an import, mapped by their routes, into plan rows. */
public final class ImportMapping extends ConnectorBean {

  /** The exchange variable that holds the proposal being mapped. */
  public static final String MAPPED = "bexioClockodoMapped";

  private static final int BATCH = 500;

  /** Makes the plan rows of what is settled without a mapping; the other proposals are returned. */
  public List<Proposal> settle(
      @Variable(Runs.VARIABLE) ActiveRun run, @Body List<Proposal> proposals) throws SQLException {
    List<Proposal> toMap = new ArrayList<>();
    for (Proposal proposal : proposals) {
      if (proposal.isCreated() || proposal.comparison() != null) {
        toMap.add(proposal);
      } else {
        add(run, settled(proposal));
      }
    }
    return toMap;
  }

  /** Prepares a proposal for its mapping. */
  public InMapping begin(@Variable(Runs.VARIABLE) ActiveRun run, @Body Proposal proposal)
      throws SQLException {
    ImportRules rules = run.sources().importContext().rules();
    Mapping today = new Mapping(proposal.record(), proposal.parent(), rules);
    if (proposal.isCreated()) {
      return new InMapping(proposal, null, List.of(today));
    }
    Base base = base(run, proposal);
    boolean remap = run.sources().importContext().remap();
    boolean changed =
        proposal.record() != null
            && !Base.bexioPrint(proposal.record()).equals(Base.bexioPrint(base.source()));
    boolean decided =
        proposal.comparison().choice() != null && proposal.comparison().choice().once();
    if (proposal.record() == null || !changed && !remap && !decided) {
      return new InMapping(proposal, base, List.of());
    }
    if (remap || base.isDeleted()) {
      return new InMapping(proposal, base, List.of(today));
    }
    Object record = base.record(Ask.recordOf(proposal.linkKind()));
    Mapping former = new Mapping(record, proposal.parent(), rules);
    return new InMapping(proposal, base, List.of(today, former));
  }

  private Base base(ActiveRun run, Proposal proposal) throws SQLException {
    String connection = run.request().connection();
    Map<String, Object> now = ClockodoFields.shown(proposal.kind(), proposal.comparison().object());
    return inTransaction(
        database -> {
          String json =
              LinkStore.base(database, connection, proposal.linkKind(), proposal.sourceId());
          Base agreed = json == null ? new Base(Map.of(), now) : Base.read(json);
          return ImportRowStore.updatesInDoubt(
                  database, connection, proposal.linkKind(), proposal.sourceId())
              .stream()
              .filter(update -> update.hasArrived(agreed.fields(), now))
              .findFirst()
              .map(UpdateInDoubt::base)
              .orElse(agreed);
        });
  }

  /** Takes what a mapping route returned. */
  public void take(@Variable(MAPPED) InMapping mapped, @Body Object body) {
    mapped.take(MappedFields.of(mapped.getKind(), body, mapped.proposal().parent()));
  }

  /** A mapping route failed: the row says why, the run goes on. */
  public void unmappable(@Variable(MAPPED) InMapping mapped, Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    mapped.fail(
        Reason.of(
            ReasonCode.MAPPING_FAILED,
            "bexio-clockodo-map-" + mapped.getKind(),
            said.lines().findFirst().orElse(said)));
  }

  /** Makes the plan row of one proposal. */
  public void add(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(MAPPED) InMapping mapped)
      throws SQLException {
    Proposal proposal = mapped.proposal();
    if (mapped.mistake() != null) {
      Action action = proposal.action() == null ? Action.UPDATE : proposal.action();
      add(run, row(proposal, action, RowState.FAILED, mapped.mistake(), null, null));
    } else if (proposal.isCreated()) {
      add(run, created(mapped));
    } else {
      compared(run, mapped);
    }
  }

  private void add(ActiveRun run, PlanRow row) throws SQLException {
    run.draft().add(row);
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

  private static PlanRow created(InMapping mapped) {
    Proposal proposal = mapped.proposal();
    MappedFields fields = mapped.today();
    return row(
        proposal,
        Action.CREATE,
        RowState.PLANNED,
        fields.cut() == null ? proposal.reason() : fields.cut(),
        Payload.of(fields.fields()),
        Base.of(proposal.record(), Map.of()));
  }

  private static PlanRow settled(Proposal proposal) {
    return row(
        proposal, proposal.action(), proposal.state(), proposal.reason(), null, proposal.base());
  }

  private void compared(ActiveRun run, InMapping mapped) throws SQLException {
    Proposal proposal = mapped.proposal();
    // A record that did not change is not mapped: nothing that bexio says is new.
    Map<String, Object> nothingNew = proposal.record() == null ? null : Map.of();
    Map<String, Object> after = mapped.today() == null ? nothingNew : mapped.today().fields();
    Comparing.Result result =
        Comparing.compare(
            proposal,
            mapped.base(),
            mapped.formerFields(),
            after,
            run.sources().importContext().rules().conflicts(),
            run.sources().importContext().remap() || mapped.isFormerUnmappable());
    if (result.upkeep() != null) {
      run.draft().remember(List.of(result.upkeep()));
    }
    if (result.action() == null) {
      run.draft().countUnchanged(1, 0);
      return;
    }
    String payload = result.changes().isEmpty() ? null : Payload.ofChanges(result.changes());
    PlanRow row =
        row(
            proposal,
            result.action(),
            RowState.PLANNED,
            cut(mapped.today(), result),
            payload,
            result.base());
    add(run, row.withFingerprint(Fingerprint.of(row.fingerprint(), payload)));
  }

  /** A change of a field that was cut says so too. */
  private static Reason cut(MappedFields today, Comparing.Result result) {
    boolean cut =
        today != null
            && today.cut() != null
            && result.reason().code() == ReasonCode.CHANGED_IN_BEXIO
            && result.changes().keySet().stream().anyMatch(field -> today.isCut(field));
    return cut
        ? new Reason(
            ReasonCode.CHANGED_AND_CUT,
            Stream.concat(result.reason().args().stream(), today.cut().args().stream()).toList())
        : result.reason();
  }

  private static PlanRow row(
      Proposal proposal, Action action, RowState state, Reason reason, String payload, Base base) {
    return new PlanRow(
        proposal.row(),
        proposal.kind(),
        action,
        state,
        reason,
        proposal.sourceId(),
        proposal.source(),
        action == Action.CREATE ? null : proposal.targetId(),
        proposal.target(),
        payload,
        proposal.dependsOn(),
        0,
        proposal.fingerprint(),
        proposal.linkKind(),
        base == null ? null : base.write());
  }
}
