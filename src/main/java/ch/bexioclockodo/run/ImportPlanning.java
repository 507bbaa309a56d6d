package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.bexio.ProjectState;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.plan.Ask;
import ch.bexioclockodo.plan.ImportContext;
import ch.bexioclockodo.plan.ImportPlanner;
import ch.bexioclockodo.plan.ImportRowStore;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.MasterData;
import ch.bexioclockodo.plan.PendingCreates;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.ProjectStates;
import ch.bexioclockodo.plan.Proposal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;

/** Reads what an import compares, and proposes what to do, before anything is mapped. */
public final class ImportPlanning extends ConnectorBean {

  /** The exchange variable that holds the list being read. */
  public static final String LIST = "bexioClockodoList";

  /** The exchange variable that holds what is asked for by its id. */
  public static final String ASK = "bexioClockodoAsk";

  private static final int NOT_FOUND = 404;

  /** Adds a page to the list it belongs to. */
  @SuppressWarnings("unchecked")
  public void takePage(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(LIST) Object list,
      @Header("x-total-count") Integer total,
      @Body Object page) {
    goOn(run);
    if (list instanceof OffsetPages<?> pages) {
      ((OffsetPages<Object>) pages).take((List<Object>) page, total);
    } else if (list instanceof ProjectStates states) {
      states.take((List<ProjectState>) page);
    } else {
      ((NumberedPages<Object>) list).take((ListPage<Object>) page);
    }
  }

  /** Between two pages: nobody asked to stop, and the lock is still ours. */
  private void goOn(ActiveRun run) {
    if (stop().isRequested()) {
      throw new RunStopped();
    }
    run.holdLease();
  }

  /** What is linked, is in no list, and must be asked for by its id. */
  public List<Ask> asks(@Variable(Runs.VARIABLE) ActiveRun run) {
    Sources sources = run.sources();
    return sources
        .masterData()
        .toAsk(
            sources.links(),
            run.selection().kinds(),
            settings().importRules(),
            sources.isReadingEverything());
  }

  /** Takes what bexio says about one id: a record, or that there is none. */
  public void takeAnswer(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(ASK) Ask ask, Exchange exchange) {
    goOn(run);
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    if (status != NOT_FOUND) {
      run.sources().masterData().found(ask, ask.read(body));
    } else if (BexioAnswer.isBexioError(body)) {
      run.sources().masterData().deleted(ask);
    } else {
      // A proxy's page is no word of bexio's, and nothing is given up because of it.
      throw new IllegalStateException(
          "something other than bexio answered 404 for " + ask.getName() + ask.getPath());
    }
  }

  /** What is to be done, before mapping. */
  public List<Proposal> propose(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Instant settledBefore = clock().instant().minus(settings().settle());
    MasterData data = run.sources().masterData();
    ImportRules rules = rules(run, data);
    ImportContext context =
        inTransaction(
            database ->
                new ImportContext(
                    run.sources().links(),
                    new DecisionsBySource(DecisionStore.all(database, run.request().connection())),
                    rules,
                    run.selection().kinds(),
                    new PendingCreates(
                        ImportRowStore.pendingCreates(
                            database, run.request().connection(), settledBefore)),
                    run.selection().wants(RunRequest.Option.REMAP),
                    run.clockodoUser().seesEverything(),
                    run.startedAt()));
    run.sources().importContext(context);
    ImportPlanner.Result result = ImportPlanner.propose(data, context);
    run.draft().countSource(result.sources(), 0);
    run.draft().countUnchanged(result.unchanged(), 0);
    run.draft().remember(result.upkeep());
    progress().reading(result.sources());
    return result.proposals();
  }

  private ImportRules rules(ActiveRun run, MasterData data) {
    if (!run.selection().kinds().contains(PlanRow.PROJECT)) {
      return settings().importRules();
    }
    try {
      return settings().importRules().withBookableStates(data.projectStates().bookableIds());
    } catch (IllegalArgumentException unknown) {
      throw new SettingsException("bexio-clockodo.import.project-states", unknown.getMessage());
    }
  }
}
