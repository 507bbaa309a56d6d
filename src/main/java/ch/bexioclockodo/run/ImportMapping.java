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
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Turns the proposals of an import, mapped by their routes, into plan rows. */
public final class ImportMapping extends ConnectorBean {

  /** The exchange variable that holds the proposal being mapped. */
  public static final String MAPPED = "bexioClockodoMapped";

  private static final int BATCH = 500;

  /**
   * A proposal on its way through the mapping: what is to be mapped, and what came out. A linked
   * pair is mapped twice, as bexio was and as it is, so that what differs is what bexio changed,
   * whatever the mapping has become meanwhile.
   */
  public static final class InMapping {

    private final Proposal proposal;
    private final Base base;
    private final List<Mapping> sources = new ArrayList<>();
    private final List<MappedFields> results = new ArrayList<>();
    private Reason mistake;

    private InMapping(Proposal proposal, Base base) {
      this.proposal = proposal;
      this.base = base;
    }

    public String getKind() {
      return proposal.kind();
    }

    /** What goes through the mapping route, one after the other. */
    public List<Mapping> getSources() {
      return sources;
    }

    private Map<String, Object> before() {
      return results.size() == 2 ? results.get(1).fields() : null;
    }

    private Map<String, Object> after() {
      return results.isEmpty() ? null : results.get(0).fields();
    }
  }

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
    ImportRules rules = run.importContext().rules();
    if (proposal.isCreated()) {
      InMapping created = new InMapping(proposal, null);
      created.sources.add(new Mapping(proposal.record(), proposal.parent(), rules));
      return created;
    }
    Base base = base(run, proposal);
    InMapping compared = new InMapping(proposal, base);
    boolean changed =
        proposal.record() != null
            && (run.importContext().remap()
                || !Base.bexioPrint(proposal.record()).equals(Base.bexioPrint(base.source())));
    if (changed) {
      compared.sources.add(new Mapping(proposal.record(), proposal.parent(), rules));
      if (!base.isDeleted() && !run.importContext().remap()) {
        Object former = base.record(Ask.recordOf(proposal.linkKind()));
        compared.sources.add(new Mapping(former, proposal.parent(), rules));
      }
    }
    return compared;
  }

  private Base base(ActiveRun run, Proposal proposal) throws SQLException {
    String connection = run.request().connection();
    Map<String, Object> now = ClockodoFields.shown(proposal.kind(), proposal.comparison().object());
    return inTransaction(
        database -> {
          String json =
              LinkStore.base(database, connection, proposal.linkKind(), proposal.sourceId());
          Base agreed = json == null ? new Base(Map.of(), now) : Base.read(json);
          return ImportRowStore.lastUpdateInDoubt(
                  database, connection, proposal.linkKind(), proposal.sourceId())
              .filter(update -> update.hasArrived(agreed.fields(), now))
              .map(UpdateInDoubt::base)
              .orElse(agreed);
        });
  }

  /** Takes what a mapping route returned. */
  public void take(@Variable(MAPPED) InMapping mapped, @Body Object body) {
    MappedFields fields = MappedFields.of(mapped.getKind(), body);
    mapped.results.add(fields);
    if (fields.mistake() != null && mapped.mistake == null) {
      mapped.mistake = fields.mistake();
    }
  }

  /** A mapping route failed: the row says why, the run goes on. */
  public void unmappable(@Variable(MAPPED) InMapping mapped, Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    mapped.mistake =
        Reason.of(
            ReasonCode.MAPPING_FAILED,
            "bexio-clockodo-map-" + mapped.getKind(),
            said.lines().findFirst().orElse(said));
  }

  /** Makes the plan row of one proposal. */
  public void add(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(MAPPED) InMapping mapped)
      throws SQLException {
    Proposal proposal = mapped.proposal;
    if (mapped.mistake != null) {
      Action action = proposal.action() == null ? Action.UPDATE : proposal.action();
      add(run, row(proposal, action, RowState.FAILED, mapped.mistake, null, null));
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
    Proposal proposal = mapped.proposal;
    MappedFields fields = mapped.results.get(0);
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
    Proposal proposal = mapped.proposal;
    // A record that did not change is not mapped: nothing that bexio says is new.
    boolean gone = proposal.record() == null;
    Map<String, Object> after = mapped.after() == null && !gone ? Map.of() : mapped.after();
    Comparing.Result result =
        Comparing.compare(
            proposal,
            mapped.base,
            mapped.before(),
            after,
            run.importContext().rules().conflicts(),
            run.importContext().remap());
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
            cut(mapped, result.reason()),
            payload,
            result.base());
    add(run, row.withFingerprint(Fingerprint.of(row.fingerprint(), payload)));
  }

  private static Reason cut(InMapping mapped, Reason reason) {
    boolean cut = !mapped.results.isEmpty() && mapped.results.get(0).cut() != null;
    return cut && reason.code() == ReasonCode.CHANGED_IN_BEXIO
        ? mapped.results.get(0).cut()
        : reason;
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
