package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.run.RunStore.StoredRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The reports of runs and plans as they are remembered, with their rows. */
public final class StoredReports {

  private final DataSource dataSource;
  private final String connection;

  public StoredReports(DataSource dataSource, String connection) {
    this.dataSource = dataSource;
    this.connection = connection;
  }

  /** The report of a run; one that goes on, or whose process died, tells how far it came. */
  public Optional<Map<String, Object>> ofRun(long number) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      Optional<StoredRun> run = RunStore.find(database, connection, number);
      if (run.isEmpty()) {
        return Optional.empty();
      }
      Map<String, Object> report =
          run.get().report() == null
              ? Reports.asItStands(database, run.get())
              : Json.readMap(run.get().report());
      if (report.get("plan") instanceof Number plan) {
        report.put("rows", new ReportRows(dataSource, plan.longValue()));
        tellWhatIsNoLongerKept(database, report, plan.longValue());
      }
      return Optional.of(report);
    }
  }

  /** The report of a plan as its preview was; its rows stand as they are now. */
  public Optional<Map<String, Object>> ofPlan(long number) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      Optional<Plan> plan = PlanStore.find(database, connection, number);
      if (plan.isEmpty()) {
        return Optional.empty();
      }
      Map<String, Object> report = Reports.ofPlan(database, plan.get());
      report.put("rows", new ReportRows(dataSource, number));
      return Optional.of(report);
    }
  }

  @SuppressWarnings("unchecked")
  private void tellWhatIsNoLongerKept(Connection database, Map<String, Object> report, long plan)
      throws SQLException {
    long removed = PlanStore.find(database, connection, plan).map(Plan::excludedRemoved).orElse(0L);
    if (removed > 0 && report.get("balance") instanceof Map<?, ?> balance) {
      List<Object> notes = new ArrayList<>((List<Object>) balance.get("notes"));
      notes.add(Messages.text("note.excluded-removed", String.valueOf(removed)));
      ((Map<String, Object>) balance).put("notes", notes);
    }
  }
}
