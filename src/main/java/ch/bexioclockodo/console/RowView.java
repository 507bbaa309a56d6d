package ch.bexioclockodo.console;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.run.Hours;
import ch.bexioclockodo.run.Messages;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One row of a plan as a page shows it: what it was, what it becomes, what happens to it and why.
 *
 * @param style how it is marked: plus, change, minus, ask, wrong or none
 * @param outcome what happens to it, in words
 * @param reason why, and what helps; empty when there is nothing to say
 * @param source what it was, part by part
 * @param target what it becomes, part by part
 * @param link where it is in bexio, or null
 */
record RowView(
    int id,
    String style,
    String kind,
    String outcome,
    String reason,
    List<String> source,
    List<String> target,
    String link) {

  static final int PAGE = 50;

  private static final String TIMESHEETS = "https://office.bexio.com/index.php/monitoring/edit/id/";
  private static final String INVOICES = "https://office.bexio.com/index.php/kb_invoice/show/id/";
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final List<String> PARTS = List.of("customer", "project", "service", "user");
  private static final List<String> PARTS_IN_BEXIO =
      List.of("contact", "project", "activity", "user");

  static RowView of(Map<String, Object> row, WallTime wallTime) {
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    Map<?, ?> target = (Map<?, ?>) row.get("target");
    String kind = String.valueOf(row.get("kind"));
    String action = String.valueOf(row.get("action"));
    String state = String.valueOf(row.get("state"));
    boolean timesheet = "timesheet".equals(kind);
    boolean ofTimes = timesheet || "entry".equals(kind);
    boolean draft = "invoice-draft".equals(kind);
    return new RowView(
        ((Number) row.get("id")).intValue(),
        style(action, state),
        kindText(kind),
        Messages.text("cli.row." + action + "." + state),
        row.get("reason") instanceof Map<?, ?> reason ? text(reason.get("text")) : "",
        draft ? draft(source) : ofTimes ? entry(source, wallTime) : named(source),
        draft ? invoice(source, target) : ofTimes ? timesheet(row, target) : named(target),
        target.get("id") == null ? null : page(kind, target.get("id")));
  }

  /** Where people see it in bexio, or null. */
  private static String page(String kind, Object id) {
    return switch (kind) {
      case "timesheet" -> TIMESHEETS + id;
      case "invoice-draft" -> INVOICES + id;
      default -> null;
    };
  }

  /** Of whose times a draft is made, and of how many. */
  private static List<String> draft(Map<?, ?> source) {
    List<String> parts = new ArrayList<>();
    parts.add(names(source, PARTS));
    if (source.get("seconds") instanceof Number seconds) {
      parts.add(Swiss.hours(seconds.longValue()));
    }
    return shown(parts);
  }

  /** For whom it is, how it is called, and what it comes to. */
  private static List<String> invoice(Map<?, ?> source, Map<?, ?> target) {
    List<String> parts = new ArrayList<>();
    parts.add(names(target, PARTS_IN_BEXIO));
    parts.add(text(source.get("title")));
    if (source.get("net") != null && source.get("total") != null) {
      parts.add(
          Messages.text("console.draft.sums", amount(source, "net"), amount(source, "total")));
    }
    return shown(parts);
  }

  private static String amount(Map<?, ?> source, String field) {
    return Swiss.amount(new BigDecimal(text(source.get(field))));
  }

  private static String style(String action, String state) {
    if (List.of("FAILED", "UNKNOWN", "SENDING", "STALE", "NOT_SENT").contains(state)) {
      return "wrong";
    }
    return switch (action) {
      case "CREATE", "LINK" -> "plus";
      case "UPDATE" -> "change";
      case "DELETE", "DEACTIVATE" -> "minus";
      case "DECIDE" -> "ask";
      default -> "none";
    };
  }

  private static String kindText(String kind) {
    return switch (kind) {
      case "timesheet", "entry" -> Messages.text("console.entry");
      case "invoice-draft" -> Messages.text("console.draft");
      default -> Messages.text("cli.kind." + kind);
    };
  }

  /** When it was, of what, by whom, and what it says. */
  private static List<String> entry(Map<?, ?> source, WallTime wallTime) {
    List<String> parts = new ArrayList<>();
    String when = source.get("date") == null ? "" : Swiss.date(date(source.get("date"))) + " ";
    if (source.get("start") instanceof String start) {
      String end = source.get("end") instanceof String until ? at(until, wallTime) : "…";
      when += at(start, wallTime) + "–" + end;
    }
    if (source.get("seconds") instanceof Number seconds) {
      when += " · " + Hours.text(seconds.longValue()) + " h";
    }
    parts.add(when);
    parts.add(names(source, PARTS));
    parts.add(text(source.get("text")));
    return shown(parts);
  }

  /** When it will be on bexio's clock, and of what and by whom it is there. */
  private static List<String> timesheet(Map<String, Object> row, Map<?, ?> target) {
    List<String> parts = new ArrayList<>();
    Map<?, ?> payload = row.get("payload") instanceof Map<?, ?> fields ? fields : Map.of();
    if (payload.get("tracking") instanceof Map<?, ?> tracking) {
      parts.add(
          "range".equals(tracking.get("type"))
              ? wall(tracking.get("start")) + "–" + wall(tracking.get("end"))
              : Swiss.date(date(tracking.get("date"))) + " · " + tracking.get("duration") + " h");
    }
    parts.add(names(target, PARTS_IN_BEXIO));
    parts.add(text(payload.get("text")));
    return shown(parts);
  }

  private static String names(Map<?, ?> side, List<String> parts) {
    List<String> names = new ArrayList<>();
    for (String part : parts) {
      if (side.get(part) instanceof Map<?, ?> thing) {
        names.add(named(thing).stream().findFirst().orElse(""));
      }
    }
    return String.join(" / ", shown(names));
  }

  /** A name with its id; what has no id yet is made before. */
  private static List<String> named(Map<?, ?> thing) {
    String name = text(thing.get("name"));
    if (thing.get("id") != null) {
      return List.of((name + " (" + thing.get("id") + ")").strip());
    }
    String made = thing.get("row") == null ? "" : " (" + Messages.text("cli.new") + ")";
    return shown(List.of((name + made).strip()));
  }

  private static List<String> shown(List<String> parts) {
    return parts.stream().filter(part -> !part.isBlank()).toList();
  }

  private static String at(String instant, WallTime wallTime) {
    return time(wallTime.at(Instant.parse(instant)));
  }

  private static String wall(Object dateTime) {
    return time(LocalDateTime.parse(text(dateTime).replace(' ', 'T')));
  }

  private static String time(LocalDateTime time) {
    return time.format(time.getSecond() == 0 ? MINUTES : SECONDS);
  }

  private static LocalDate date(Object date) {
    return LocalDate.parse(text(date));
  }

  private static String text(Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
