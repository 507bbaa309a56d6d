package ch.bexioclockodo.app;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.run.Hours;
import ch.bexioclockodo.run.Messages;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One entry of an export as a line of its report group: when it was and what it says, when it is in
 * bexio, what happens to it and why.
 */
record EntryLine(Map<?, ?> row, WallTime wallTime) {

  private static final int TEXT = 32;
  private static final int NAME = 40;
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** The parts of an entry, with the key that clockodo groups them by. */
  private static final List<String[]> PARTS =
      List.of(
          new String[] {"customer", "customers_id", "contact"},
          new String[] {"project", "projects_id", "project"},
          new String[] {"service", "services_id", "activity"},
          new String[] {"user", "users_id", "user"});

  /** The cells under {@code cli.heading.entry}. */
  List<String> cells() {
    RowLine line = new RowLine(row);
    return List.of(
        line.sign(),
        text(source().get("id")),
        text(source().get("date")),
        recorded(),
        source().get("seconds") instanceof Number seconds ? Hours.text(seconds.longValue()) : "",
        source().get("billable") == null
            ? ""
            : Messages.text("cli.billable." + source().get("billable")),
        Terminal.oneLine(text(source().get("text")), TEXT),
        inBexio(),
        line.outcome());
  }

  /**
   * What the entry points to in bexio, after what the headings above it do not say of it in
   * clockodo; empty when there is nothing to say.
   *
   * @param grouping the keys that the headings tell
   */
  String pointsTo(List<String> grouping) {
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    boolean any = false;
    for (String[] part : PARTS) {
      if (!grouping.contains(part[1])) {
        from.add(named(source().get(part[0])));
      }
      Object target = ((Map<?, ?>) row.get("target")).get(part[2]);
      any |= target != null;
      if (isNamedInBexio(part[2])) {
        to.add(named(target));
      }
    }
    String arrow = any ? "→ " + String.join(", ", to) : "";
    return (String.join(", ", from) + " " + arrow).strip();
  }

  /** A draft names neither activities nor users. */
  private boolean isNamedInBexio(String part) {
    return !PlanRow.ENTRY.equals(row.get("kind")) || List.of("contact", "project").contains(part);
  }

  /** Start and end on bexio's clock, as they were recorded. */
  private String recorded() {
    if (!(source().get("start") instanceof String start)) {
      return "";
    }
    LocalDateTime since = wallTime.at(Instant.parse(start));
    return source().get("end") instanceof String end
        ? span(since, wallTime.at(Instant.parse(end)))
        : time(since) + "–…";
  }

  /** Start and end as bexio will show them, or the length when it goes as a duration. */
  private String inBexio() {
    if (row.get("payload") instanceof Map<?, ?> fields
        && fields.get("tracking") instanceof Map<?, ?> tracking) {
      return "range".equals(tracking.get("type"))
          ? span(wall(tracking.get("start")), wall(tracking.get("end")))
          : text(tracking.get("duration")) + " h";
    }
    return "";
  }

  /** From one time to another, and how many midnights lie between them. */
  private static String span(LocalDateTime start, LocalDateTime end) {
    long nights = ChronoUnit.DAYS.between(start.toLocalDate(), end.toLocalDate());
    return time(start) + "–" + time(end) + (nights == 0 ? "" : "+" + nights);
  }

  private static String time(LocalDateTime time) {
    return time.format(time.getSecond() == 0 ? MINUTES : SECONDS);
  }

  private static LocalDateTime wall(Object dateTime) {
    return LocalDateTime.parse(text(dateTime).replace(' ', 'T'));
  }

  private static String named(Object thing) {
    if (!(thing instanceof Map<?, ?> named)) {
      return "–";
    }
    String name = Terminal.oneLine(text(named.get("name")), NAME);
    if (named.get("id") != null) {
      return name + " (" + named.get("id") + ")";
    }
    return named.get("row") == null ? name : name + " (" + Messages.text("cli.new") + ")";
  }

  private Map<?, ?> source() {
    return (Map<?, ?>) row.get("source");
  }

  private static String text(Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
