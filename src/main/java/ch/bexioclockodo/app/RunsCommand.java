package ch.bexioclockodo.app;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunStore;
import ch.bexioclockodo.run.RunStore.StoredRun;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what was run, newest first. */
@Command(name = "runs", description = "List the newest runs.")
final class RunsCommand extends CommonOptions implements Callable<Integer> {

  @Option(names = "--most", paramLabel = "N", description = "How many; 20 unless told.")
  int most = 20;

  @Override
  public Integer call() throws SQLException {
    SettingsFile file = open();
    try (HikariDataSource dataSource = Database.open(file.settings(), file.path());
        Connection database = dataSource.getConnection()) {
      List<StoredRun> runs = RunStore.newest(database, connection, most);
      if (json) {
        spec.commandLine()
            .getOut()
            .println(Json.write(runs.stream().map(RunsCommand::asMap).toList()));
      } else if (runs.isEmpty()) {
        spec.commandLine().getOut().println(Messages.text("cli.no-runs"));
      } else {
        terminal().table(List.of(Messages.text("cli.heading.run").split("\\|")), lines(runs));
      }
      return 0;
    }
  }

  private static List<List<String>> lines(List<StoredRun> runs) {
    List<List<String>> lines = new ArrayList<>();
    for (StoredRun run : runs) {
      lines.add(
          List.of(
              String.valueOf(run.id()),
              run.kind(),
              run.plan() == null ? "" : String.valueOf(run.plan()),
              run.status(),
              run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
              run.finishedAt() == null
                  ? ""
                  : run.finishedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
              done(run),
              run.startedBy()));
    }
    return lines;
  }

  private static String done(StoredRun run) {
    return run.report() == null
        ? ""
        : String.valueOf(((Map<?, ?>) Json.readMap(run.report()).get("counts")).get("done"));
  }

  private static Map<String, Object> asMap(StoredRun run) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("run", run.id());
    map.put("plan", run.plan());
    map.put("connection", run.connection());
    map.put("kind", run.kind());
    map.put("status", run.status());
    map.put("startedAt", run.startedAt().toString());
    map.put("finishedAt", run.finishedAt() == null ? null : run.finishedAt().toString());
    map.put("startedBy", run.startedBy());
    map.put("counts", run.report() == null ? Map.of() : Json.readMap(run.report()).get("counts"));
    return map;
  }
}
