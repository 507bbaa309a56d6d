package ch.bexioclockodo.console;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.RunStore;
import ch.bexioclockodo.run.RunStore.StoredRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Variable;

/**
 * Tells whoever watches this process whether it lives, and whether it does what it is there for.
 */
public final class HealthPage extends ConnectorBean {

  private static final String CONNECTION = "default";
  private static final int UNAVAILABLE = 503;
  private static final int RUNS_LOOKED_AT = 50;

  /** A schedule looks every ten seconds; so long it may be busy otherwise. */
  private static final Duration LATE = Duration.ofMinutes(10);

  /** It answers, so it lives. */
  public void live(@Variable(Entrance.VISIT) Visit visit) {
    give(visit, List.of());
  }

  /** Whether bexio is connected, the last runs did not fail, and no schedule is overdue. */
  public void ready(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    List<String> down = new ArrayList<>();
    if (!bean("bexioClockodoConnections", Connections.class).standing().connected()) {
      down.add("connection");
    }
    List<StoredRun> runs =
        inTransaction(database -> RunStore.newest(database, CONNECTION, RUNS_LOOKED_AT));
    for (Kind kind : List.of(Kind.IMPORT, Kind.EXPORT)) {
      if (lastOf(kind, runs).filter(run -> "failed".equals(run.status())).isPresent()) {
        down.add("last " + kind.word());
      }
      if (bean("bexioClockodoDue", Due.class).isOverdue(kind, LATE)) {
        down.add("overdue " + kind.word());
      }
    }
    give(visit, down);
  }

  private static Optional<StoredRun> lastOf(Kind kind, List<StoredRun> runs) {
    return runs.stream()
        .filter(run -> kind.word().equals(run.kind()) && run.finishedAt() != null)
        .findFirst();
  }

  /** Without a word of what went wrong: whoever asks has not signed in. */
  private static void give(Visit visit, List<String> down) {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", down.isEmpty() ? "UP" : "DOWN");
    if (!down.isEmpty()) {
      health.put("down", down);
      visit.answer(UNAVAILABLE);
    }
    visit.give("application/json", Json.write(health), Map.of());
  }

  private <T> T bean(String name, Class<T> type) {
    return getCamelContext().getRegistry().lookupByNameAndType(name, type);
  }
}
