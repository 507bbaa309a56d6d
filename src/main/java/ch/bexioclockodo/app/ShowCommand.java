package ch.bexioclockodo.app;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.Plan;
import ch.bexioclockodo.plan.PlanStore;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.ReportRows;
import ch.bexioclockodo.run.Reports;
import ch.bexioclockodo.run.RunStore;
import ch.bexioclockodo.run.RunStore.StoredRun;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one run with all its rows. */
@Command(name = "show", description = "Show one run with its rows.")
final class ShowCommand extends CommonOptions implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The number of the run, as runs lists it.")
  long number;

  @Override
  public Integer call() throws SQLException {
    SettingsFile file = open();
    try (HikariDataSource dataSource = Database.open(file.settings(), file.path())) {
      Optional<StoredRun> run = find(dataSource);
      if (run.isEmpty()) {
        throw new ConfigurationException("there is no run " + number + "; runs lists them");
      }
      Map<String, Object> report =
          run.get().report() == null
              ? asItStands(dataSource, run.get())
              : Json.readMap(run.get().report());
      if (report.get("plan") instanceof Number plan) {
        report.put("rows", new ReportRows(dataSource, plan.longValue()));
        tellWhatIsNoLongerKept(dataSource, report, plan.longValue());
      }
      ReportPrinter.print(terminal(), report, file.settings().zone(), json, true);
      return ReportPrinter.exitStatus(report);
    }
  }

  /**
   * A run that goes on, or whose process died, has written no report: its plan tells how far it
   * came.
   */
  private static Map<String, Object> asItStands(HikariDataSource dataSource, StoredRun run)
      throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return Reports.asItStands(database, run);
    }
  }

  @SuppressWarnings("unchecked")
  private void tellWhatIsNoLongerKept(
      HikariDataSource dataSource, Map<String, Object> report, long plan) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      long removed =
          PlanStore.find(database, connection, plan).map(Plan::excludedRemoved).orElse(0L);
      if (removed > 0 && report.get("balance") instanceof Map<?, ?> balance) {
        List<Object> notes = new ArrayList<>((List<Object>) balance.get("notes"));
        notes.add(Messages.text("note.excluded-removed", String.valueOf(removed)));
        ((Map<String, Object>) balance).put("notes", notes);
      }
    }
  }

  private Optional<StoredRun> find(HikariDataSource dataSource) throws SQLException {
    try (Connection database = dataSource.getConnection()) {
      return RunStore.find(database, connection, number);
    }
  }
}
