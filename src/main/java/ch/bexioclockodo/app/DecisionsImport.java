package ch.bexioclockodo.app;

import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.DecisionRefused;
import ch.bexioclockodo.run.Decisions;
import ch.bexioclockodo.run.Messages;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes over the decisions of a CSV file: all of them, or none when there is any mistake in it. */
record DecisionsImport(Path csv, LinkKind services) {

  int run(SettingsFile file, String connection, Terminal terminal, boolean json)
      throws SQLException {
    DecisionsCsv.Content content = DecisionsCsv.read(text(), services);
    Decisions.Outcome outcome;
    try (HikariDataSource dataSource = Database.open(file.settings(), file.path())) {
      outcome = keep(content, Deciding.in(dataSource, connection));
    }
    if (json) {
      Map<String, Object> counts = new LinkedHashMap<>();
      counts.put("decided", outcome.kept());
      counts.put("alreadyDecided", outcome.alreadySo());
      counts.put("skipped", content.skipped());
      terminal.out().println(Json.write(counts));
    } else {
      terminal
          .out()
          .println(
              Messages.text(
                  "cli.links.csv.read", outcome.kept(), outcome.alreadySo(), content.skipped()));
      terminal.out().println(Messages.text("cli.links.next"));
    }
    return 0;
  }

  private Decisions.Outcome keep(DecisionsCsv.Content content, Decisions decisions)
      throws SQLException {
    Map<Long, String> mistakes = new TreeMap<>(content.mistakes());
    // Rows that can be read are judged too, so that every mistake is told at once.
    Decisions.Outcome outcome =
        mistakes.isEmpty()
            ? decisions.keep(content.wishes(), "link --csv")
            : decisions.judge(content.wishes());
    outcome
        .refused()
        .forEach((position, why) -> mistakes.put(content.rows().get(position).line(), why));
    if (mistakes.isEmpty()) {
      return outcome;
    }
    throw new DecisionRefused(
        Messages.text("cli.links.csv.mistakes", csv, mistakes.size())
            + mistakes.entrySet().stream()
                .map(
                    mistake ->
                        Messages.text(
                            "cli.links.csv.mistake", mistake.getKey(), mistake.getValue()))
                .collect(Collectors.joining("\n", "\n", "")));
  }

  /** Only ids and words are read: a spreadsheet's own encoding may spoil the names. */
  private String text() {
    try {
      return new String(Files.readAllBytes(csv), StandardCharsets.UTF_8);
    } catch (IOException e) {
      String why =
          e instanceof NoSuchFileException
              ? Messages.text("cli.links.csv.no-file")
              : e.getMessage();
      throw new DecisionRefused(Messages.text("cli.links.csv.unreadable", csv, why));
    }
  }
}
