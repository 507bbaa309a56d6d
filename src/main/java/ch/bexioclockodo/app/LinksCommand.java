package ch.bexioclockodo.app;

import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.KindWords;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.LinkLine.Candidate;
import ch.bexioclockodo.run.LinkLine.State;
import ch.bexioclockodo.run.LinkList;
import ch.bexioclockodo.run.Messages;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Lists links, decisions, and what needs a decision. */
@Command(name = "links", description = "List links, decisions, and what needs a decision.")
final class LinksCommand extends CommonOptions implements Callable<Integer> {

  private static final int NAME = 40;
  private static final int REASON = 400;
  private static final String STANDARD_OUTPUT = "-";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "Only customer, project, service (activity, item), user, fictional-user, timesheet or"
              + " invoice-draft.")
  String kind;

  @Option(
      names = "--open",
      description = "Only what the newest import and export, or their previews, leave to a person.")
  boolean open;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the list as CSV, to be read back by link --csv; - for standard output.")
  String csv;

  @Override
  public Integer call() throws SQLException, IOException {
    SettingsFile file = open();
    if (json && STANDARD_OUTPUT.equals(csv)) {
      throw new ParameterException(spec.commandLine(), Messages.text("cli.links.json-or-csv"));
    }
    LinkKind services = KindWords.ofServices(file.settings());
    LinkKind only = kind == null ? null : only(services);
    LinkList list;
    try (HikariDataSource dataSource = Database.open(file.settings(), file.path());
        Connection database = dataSource.getConnection()) {
      list = LinkList.read(database, connection, services);
    }
    List<LinkLine> lines =
        list.lines().stream()
            .filter(line -> only == null || line.kind() == only)
            .filter(line -> !open || line.state() == State.OPEN)
            .toList();
    print(lines);
    if (!list.planned()) {
      // Whoever reads the list by a program must find nothing else on standard output.
      PrintWriter writer = json || csv != null ? terminal().err() : terminal().out();
      writer.println(Messages.text("cli.links.no-plan"));
    }
    return 0;
  }

  private LinkKind only(LinkKind services) {
    return KindWords.of(kind, services)
        .orElseThrow(() -> new ParameterException(spec.commandLine(), KindWords.unknown(kind)));
  }

  private void print(List<LinkLine> lines) throws IOException {
    PrintWriter out = terminal().out();
    if (STANDARD_OUTPUT.equals(csv)) {
      LinksCsv.write(out, lines);
      return;
    }
    if (csv != null) {
      write(Path.of(csv), lines);
    }
    if (json) {
      out.println(Json.write(lines.stream().map(LinkLine::asMap).toList()));
    } else if (csv != null) {
      out.println(Messages.text("cli.links.csv.written", lines.size(), csv));
    } else if (lines.isEmpty()) {
      out.println(Messages.text(open ? "cli.links.none-open" : "cli.links.none"));
    } else {
      terminal()
          .table(
              List.of(Messages.text("cli.links.heading").split("\\|")),
              lines.stream().map(LinksCommand::cells).toList());
    }
  }

  private static void write(Path file, List<LinkLine> lines) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      LinksCsv.write(writer, lines);
    } catch (IOException e) {
      throw RowsCsv.cannotWrite(file, e);
    }
  }

  private static List<String> cells(LinkLine line) {
    return List.of(
        LinkLine.word(line.kind()),
        text(line.bexioId()),
        Terminal.oneLine(line.bexioName(), NAME),
        text(line.clockodoId()),
        Terminal.oneLine(line.clockodoName(), NAME),
        state(line));
  }

  /** Where it stands, what was decided, why it is open, and what it may be. */
  private static String state(LinkLine line) {
    StringBuilder state = new StringBuilder(standing(line));
    if (line.reason() != null) {
      state.append(": ").append(Terminal.oneLine(Messages.reason(line.reason()), REASON));
    }
    if (!line.candidates().isEmpty()) {
      String candidates =
          line.candidates().stream().map(Candidate::toString).collect(Collectors.joining("; "));
      state
          .append(" – ")
          .append(Messages.text("cli.links.candidates", Terminal.oneLine(candidates, REASON)));
    }
    return state.toString();
  }

  private static String standing(LinkLine line) {
    if (line.decision() == null) {
      return Messages.text("cli.links.state." + line.state().word());
    }
    String choice = Messages.text("cli.links.choice." + line.decision().word());
    String decided = Messages.text("cli.links.state.decided", choice);
    return line.state() == State.DECIDED
        ? decided
        : Messages.text("cli.links.state." + line.state().word()) + " (" + decided + ")";
  }

  private static String text(Long id) {
    return id == null ? "" : String.valueOf(id);
  }
}
