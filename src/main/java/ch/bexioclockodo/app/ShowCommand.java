package ch.bexioclockodo.app;

import ch.bexioclockodo.run.StoredReports;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Map;
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
      Map<String, Object> report =
          new StoredReports(dataSource, connection)
              .ofRun(number)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "there is no run " + number + "; runs lists them"));
      ReportPrinter.print(terminal(), report, file.settings().zone(), json, true);
      return ReportPrinter.exitStatus(report);
    }
  }
}
