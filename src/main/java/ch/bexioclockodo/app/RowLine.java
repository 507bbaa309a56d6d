package ch.bexioclockodo.app;

import ch.bexioclockodo.run.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One row of a report as a line of a table: its sign, what it is about, and what happens to it and
 * why.
 */
record RowLine(Map<?, ?> row) {

  private static final int NAME = 28;
  private static final int TEXT = 24;

  /** Whether a person must look at this row. */
  boolean needsAPerson() {
    return "DECIDE".equals(action())
        || switch (state()) {
          case "FAILED", "UNKNOWN", "SENDING", "STALE", "NOT_SENT" -> true;
          default -> false;
        };
  }

  List<String> ofEntry() {
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    List<String> cells = new ArrayList<>();
    cells.add(sign());
    cells.add(text(source.get("id")));
    cells.add(text(source.get("date")));
    cells.add(Terminal.hours(((Number) source.get("seconds")).longValue()));
    cells.add(named(source, "customer"));
    cells.add(named(source, "project"));
    cells.add(named(source, "service"));
    cells.add(named(source, "user"));
    cells.add(Terminal.oneLine(text(source.get("text")), TEXT));
    cells.add(when(row.get("payload")));
    cells.add(outcome());
    return cells;
  }

  List<String> ofMasterData() {
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    Map<?, ?> target = (Map<?, ?>) row.get("target");
    String found = target.get("id") == null ? "" : text(target.get("id"));
    return List.of(
        sign(),
        Messages.text("cli.kind." + row.get("kind")),
        text(source.get("id")),
        Terminal.oneLine(text(source.get("name")), 2 * NAME),
        found,
        outcome());
  }

  private String sign() {
    if (needsAPerson()) {
      return "DECIDE".equals(action()) ? "?" : "!";
    }
    return switch (action()) {
      case "CREATE", "LINK" -> "+";
      case "UPDATE" -> "~";
      case "DELETE", "DEACTIVATE" -> "-";
      default -> ".";
    };
  }

  private String outcome() {
    String what = Messages.text("cli.row." + action() + "." + state());
    Map<?, ?> reason = (Map<?, ?>) row.get("reason");
    return reason == null ? what : what + ": " + Terminal.oneLine(text(reason.get("text")), 400);
  }

  /** Start and end as bexio will show them, or the length when it goes as a duration. */
  private static String when(Object payload) {
    if (payload instanceof Map<?, ?> fields
        && fields.get("tracking") instanceof Map<?, ?> tracking) {
      return "range".equals(tracking.get("type"))
          ? time(tracking.get("start")) + "–" + time(tracking.get("end"))
          : text(tracking.get("duration")) + " h";
    }
    return "";
  }

  private static String time(Object dateTime) {
    String time = text(dateTime).substring("2026-09-01 ".length());
    return time.endsWith(":00") ? time.substring(0, time.length() - 3) : time;
  }

  private static String named(Map<?, ?> source, String thing) {
    return source.get(thing) instanceof Map<?, ?> named
        ? Terminal.oneLine(text(named.get("name")), NAME)
        : "–";
  }

  private String action() {
    return text(row.get("action"));
  }

  private String state() {
    return text(row.get("state"));
  }

  private static String text(Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
