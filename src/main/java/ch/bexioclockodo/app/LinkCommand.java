package ch.bexioclockodo.app;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.DecisionRefused;
import ch.bexioclockodo.run.Decisions;
import ch.bexioclockodo.run.KindWords;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.LinkList;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Wish;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Decides what something is on the other side; the next import or export does it. */
@Command(
    name = "link",
    description = "Decide what something is on the other side; the next import or export does it.")
final class LinkCommand extends CommonOptions implements Callable<Integer> {

  private static final List<Choice> IGNORED = List.of(Choice.IGNORE);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "customer, project, service (activity, item), user, fictional-user, timesheet, or"
              + " invoice-draft.")
  String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BEXIO-ID",
      description =
          "The id in bexio; - for a user with --ignore, and for a timesheet with any choice.")
  String bexioId;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "CLOCKODO-ID",
      description = "The id in clockodo, of a timesheet its entry's: the two are the same.")
  String clockodoId;

  @Option(
      names = "--create",
      description = "Nothing on the other side is this: it is created there.")
  boolean create;

  @Option(names = "--ignore", description = "Leave it alone: neither linked nor created.")
  boolean ignore;

  @Option(names = "--take-bexio", description = "Both sides changed: bexio's values hold.")
  boolean takeBexio;

  @Option(names = "--keep-clockodo", description = "Both sides changed: clockodo's values stay.")
  boolean keepClockodo;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Read decisions from a file that links --csv wrote.")
  Path csv;

  @Override
  public Integer call() throws SQLException {
    SettingsFile file = open();
    LinkKind services = KindWords.ofServices(file.settings());
    if (csv != null) {
      if (kind != null || !choices().isEmpty()) {
        throw wrong("cli.links.csv-alone");
      }
      return new DecisionsImport(csv, services).run(file, connection, terminal(), json);
    }
    Wish wish = wish(services);
    try (HikariDataSource dataSource = Database.open(file.settings(), file.path());
        Connection database = dataSource.getConnection()) {
      Decisions decisions = Deciding.in(dataSource, connection);
      Decisions.Outcome outcome = decisions.keep(List.of(wish), spec.name());
      if (!outcome.refused().isEmpty()) {
        throw new DecisionRefused(outcome.refused().get(0));
      }
      print(LinkList.read(database, connection, services).decidedAbout(wish).orElseThrow());
    }
    return 0;
  }

  private Wish wish(LinkKind services) {
    if (kind == null || bexioId == null) {
      throw wrong("cli.links.link-what");
    }
    LinkKind linkKind =
        KindWords.of(kind, services)
            .orElseThrow(() -> new ParameterException(spec.commandLine(), KindWords.unknown(kind)));
    Long bexio = GivenId.of(bexioId);
    Long clockodo = GivenId.of(clockodoId);
    List<Choice> choices = choices();
    // To ignore a user is the one choice beside a clockodo id: that id is what it is about.
    boolean userIgnored =
        linkKind.ofAUser() && bexio == null && clockodo != null && choices.equals(IGNORED);
    boolean ofEntry =
        linkKind == LinkKind.TIMESHEET && bexio == null && clockodo != null && !choices.isEmpty();
    if (choices.size() + (clockodo == null || userIgnored || ofEntry ? 0 : 1) != 1) {
      throw wrong("cli.links.one-choice");
    }
    return new Wish(linkKind, bexio, clockodo, choices.isEmpty() ? Choice.LINK : choices.get(0));
  }

  private List<Choice> choices() {
    Map<Choice, Boolean> said = new LinkedHashMap<>();
    said.put(Choice.CREATE, create);
    said.put(Choice.IGNORE, ignore);
    said.put(Choice.TAKE_BEXIO, takeBexio);
    said.put(Choice.KEEP_CLOCKODO, keepClockodo);
    return said.keySet().stream().filter(said::get).toList();
  }

  private void print(LinkLine line) {
    if (json) {
      terminal().out().println(Json.write(line.asMap()));
      return;
    }
    terminal()
        .out()
        .println(
            Messages.text(
                "cli.links.decided." + line.decision().word() + special(line),
                LinkLine.word(line.kind()),
                LinkLine.named(line.bexioName(), line.bexioId()),
                LinkLine.named(line.clockodoName(), line.clockodoId())));
    terminal()
        .out()
        .println(
            Messages.text(
                LinkKind.OF_EXPORTS.contains(line.kind())
                    ? "cli.links.next-export"
                    : "cli.links.next"));
  }

  /** Where the same word means something else. */
  private static String special(LinkLine line) {
    if (LinkKind.OF_EXPORTS.contains(line.kind())) {
      return "-" + line.kind().word();
    }
    return switch (line.decision()) {
      case LINK -> line.state() == LinkLine.State.LINKED ? "-confirmed" : "";
      case CREATE -> line.state() == LinkLine.State.LINKED ? "-anew" : "";
      case IGNORE -> ignored(line);
      default -> "";
    };
  }

  private static String ignored(LinkLine line) {
    if (line.state() == LinkLine.State.LINKED) {
      return "-linked";
    }
    return line.kind().ofAUser() ? "-user" : "";
  }

  private ParameterException wrong(String key) {
    return new ParameterException(spec.commandLine(), Messages.text(key));
  }
}
