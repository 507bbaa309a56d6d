package ch.bexioclockodo.console;

import ch.bexioclockodo.bexio.BexioLimits;
import ch.bexioclockodo.connection.Standing;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.run.Connections;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Due;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.KindWords;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.LinkList;
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
      List<Waiting> waiting,
      List<Budget> budgets,
      ZoneId zone) {}

  /** How many decisions of a kind wait for a person, and where they are made. */
  record Waiting(String what, String page, long count) {}

  /** What a system still admits. */
  record Budget(String system, String text) {}

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
            waiting(),
            budgets(),
            settings().zone()));
  }

  private List<Waiting> waiting() throws SQLException {
    LinkKind services = KindWords.ofServices(settings());
    List<LinkLine> open =
        inTransaction(database -> LinkList.read(database, CONNECTION, services)).lines().stream()
            .filter(line -> line.state() == LinkLine.State.OPEN)
            .toList();
    List<Waiting> waiting = new ArrayList<>();
    MasterPage.lists()
        .forEach(
            (list, kinds) -> {
              long count = open.stream().filter(line -> kinds.contains(line.kind())).count();
              if (count > 0) {
                waiting.add(
                    new Waiting(
                        Messages.text("console.master." + list),
                        "/master/" + list + "?state=open",
                        count));
              }
            });
    return waiting;
  }

  /** bexio tells how much is left; of clockodo only what is kept within is known. */
  private List<Budget> budgets() {
    Integer left = bean("bexioClockodoBexioLimits", BexioLimits.class).remaining();
    return List.of(
        new Budget(
            "bexio",
            left == null
                ? Messages.text("check.budget-untold")
                : Messages.text(left > 0 ? "check.budget" : "check.budget-spent", left)),
        new Budget("clockodo", Messages.text("check.budget-kept", settings().clockodoWindows())));
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
