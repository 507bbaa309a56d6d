package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.FirstTimesheetStore;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.DecisionsBySource;
import ch.bexioclockodo.plan.First;
import ch.bexioclockodo.plan.FirstFields;
import ch.bexioclockodo.plan.FirstRowStore;
import ch.bexioclockodo.plan.Missing;
import ch.bexioclockodo.plan.MissingPast;
import ch.bexioclockodo.plan.Payload;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** Plans the users and business activities that an export needs before its entries. */
public final class MissingPlanning extends ConnectorBean {

  /** The exchange variable that holds what is being mapped. */
  public static final String FIRST = "bexioClockodoFirst";

  /** What is known before the entries are read. */
  Missing open(ActiveRun run) throws SQLException {
    String connection = run.request().connection();
    Instant settledBefore = clock().instant().minus(settings().settle());
    MissingPast past =
        inTransaction(
            database ->
                new MissingPast(
                    new DecisionsBySource(DecisionStore.all(database, connection)),
                    FirstRowStore.pending(database, connection, settledBefore),
                    FirstTimesheetStore.refusals(database, connection)));
    return new Missing(
        run.sources().masterData(),
        run.sources().links(),
        settings().missingUsers(),
        past,
        () -> run.draft().nextOnTop());
  }

  /** The lists that tell what the entries of a page lack, as far as they are not read. */
  public List<Object> lists(@Variable(Runs.VARIABLE) ActiveRun run) {
    return run.sources().missing().listsFor(run.window().undecided());
  }

  /** What has become needed, before mapping. */
  public List<First> firsts(@Variable(Runs.VARIABLE) ActiveRun run) {
    return run.sources().missing().takeNew();
  }

  /** Makes the plan row, from the fields that the mapping route returned where there is one. */
  public void add(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(FIRST) First first, @Body Object mapped) {
    if (!first.isMapped()) {
      run.plan(first.asRow(first.state(), first.reason(), null));
      return;
    }
    FirstFields fields = FirstFields.of(first.getKind(), mapped);
    if (fields.mistake() != null) {
      run.plan(first.asRow(RowState.FAILED, fields.mistake(), null));
    } else {
      run.plan(first.asRow(RowState.PLANNED, fields.cut(), Payload.of(fields.fields())));
    }
  }

  /** A mapping route failed: the row says why, the plan goes on. */
  public void unmappable(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(FIRST) First first, Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Reason reason =
        Reason.of(
            ReasonCode.MAPPING_FAILED,
            "bexio-clockodo-map-" + first.getKind(),
            FailureText.root(cause));
    run.plan(first.asRow(RowState.FAILED, reason, null));
  }
}
