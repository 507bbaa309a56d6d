package ch.bexioclockodo.console;

import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunStore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;

/** The first page: how the connection stands, what comes next and what was run last. */
public final class OverviewPage extends ConnectorBean {

  private static final int LAST_RUNS = 5;
  private static final String CONNECTION = "default";

  /**
   * What the first page says.
   *
   * @param missing the rights that the chosen functions lack, in words
   */
  record View(
      boolean connected,
      String connection,
      List<String> missing,
      List<Next> schedules,
      List<RunLine> runs,
      ZoneId zone) {}

  /** A schedule; it is off where there is no next time. */
  record Next(String what, Instant at) {}

  /** Shows it. */
  public void show(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    Connections connections = bean("bexioClockodoConnections", Connections.class);
    Due due = bean("bexioClockodoDue", Due.class);
    List<Next> schedules = new ArrayList<>();
    for (Kind kind : List.of(Kind.IMPORT, Kind.EXPORT)) {
      Optional<Instant> next = due.next(kind);
      schedules.add(new Next(Messages.text("cli.run." + kind.word()), next.orElse(null)));
    }
    List<RunLine> runs =
        inTransaction(database -> RunStore.newest(database, CONNECTION, LAST_RUNS)).stream()
            .map(RunLine::of)
            .toList();
    boolean connected = !connections.usesConsent() || connections.standing().connected();
    visit.show(
        "overview",
        new View(
            connected,
            standing(connections),
            connections.missing(),
            schedules,
            runs,
            settings().zone()));
  }

  private static String standing(Connections connections) throws SQLException {
    Standing standing = connections.standing();
    if (!connections.usesConsent()) {
      return Messages.text("problem.token-set");
    }
    return switch (standing.state()) {
      case NOT_CONNECTED -> Messages.text("page.not-connected");
      case RECONNECT_NEEDED -> Messages.text("notice.reconnect-needed", standing.why());
      case CONNECTED -> Messages.text("console.connected", connections.company().orElse("bexio"));
    };
  }

  private <T> T bean(String name, Class<T> type) {
    return getCamelContext().getRegistry().lookupByNameAndType(name, type);
  }
}
