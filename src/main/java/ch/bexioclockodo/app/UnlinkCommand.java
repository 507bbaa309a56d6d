package ch.bexioclockodo.app;

import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.Decisions;
import ch.bexioclockodo.run.KindWords;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.Messages;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Undoes a link or a decision. */
@Command(name = "unlink", description = "Undo a link or a decision.")
final class UnlinkCommand extends CommonOptions implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description =
          "customer, project, service (activity, item), user, fictional-user, timesheet, or"
              + " invoice-draft.")
  String kind;

  @Parameters(
      index = "1",
      paramLabel = "BEXIO-ID",
      description =
          "The id in bexio; - for a user or timesheet that is named by the id in clockodo.")
  String bexioId;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "CLOCKODO-ID",
      description = "The id of a clockodo user or entry, after -.")
  String clockodoId;

  @Override
  public Integer call() throws SQLException {
    SettingsFile file = open();
    LinkKind linkKind =
        KindWords.of(kind, KindWords.ofServices(file.settings()))
            .orElseThrow(() -> new ParameterException(spec.commandLine(), KindWords.unknown(kind)));
    Long bexio = GivenId.of(bexioId);
    Long clockodo = GivenId.of(clockodoId);
    boolean named = bexio == null ? linkKind.fromClockodo() && clockodo != null : clockodo == null;
    if (!named) {
      throw new ParameterException(spec.commandLine(), Messages.text("cli.links.unlink-what"));
    }
    try (HikariDataSource dataSource = Database.open(file.settings(), file.path())) {
      Decisions decisions = Deciding.in(dataSource, connection);
      print(linkKind, bexio, clockodo, decisions.undo(linkKind, bexio, clockodo, spec.name()));
    }
    return 0;
  }

  private void print(LinkKind linkKind, Long bexio, Long clockodo, Decisions.Undone undone) {
    if (json) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("link", undone.link());
      map.put("decision", undone.decision() == null ? null : undone.decision().choice());
      terminal().out().println(Json.write(map));
      return;
    }
    if (undone.decision() != null) {
      terminal()
          .out()
          .println(
              Messages.text(
                  "cli.links.forgotten",
                  LinkLine.word(linkKind),
                  bexio == null ? clockodo : bexio,
                  Messages.text("cli.links.choice." + undone.decision().choice().word())));
    }
    if (undone.link() != null) {
      terminal()
          .out()
          .println(
              Messages.text(
                  "cli.links.apart",
                  LinkLine.word(linkKind),
                  LinkLine.named(undone.link().bexioName(), undone.link().bexioId()),
                  LinkLine.named(undone.link().clockodoName(), undone.link().clockodoId())));
    }
    terminal()
        .out()
        .println(
            Messages.text(
                LinkKind.OF_EXPORTS.contains(linkKind)
                    ? "cli.links.next-export-anew"
                    : "cli.links.next-anew"));
  }
}
