package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tracking object of a timesheet and what follows from it, {@code bexio.md} §6.2. */
final class BexioTracking {

  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,3}):([0-5]\\d)");

  private BexioTracking() {}

  /** The tracking as it is stored; notes what is wrong with it. */
  static void check(BexioForm form, BexioRules rules) {
    if (!form.present("tracking", true)) {
      return;
    }
    JsonNode tracking = form.body().get("tracking");
    switch (tracking.path("type").asText()) {
      case "range" -> form.body().set("tracking", range(form, tracking, rules));
      case "duration" -> form.body().set("tracking", duration(form, tracking, rules));
      default -> form.error("tracking: The type must be duration or range.");
    }
  }

  /** The day that the timesheet counts for: of a range the day of its start. */
  static String date(ObjectNode row) {
    JsonNode tracking = row.path("tracking");
    String start = tracking.path("start").asText("");
    return start.length() >= 10 ? start.substring(0, 10) : tracking.path("date").asText("");
  }

  /** "HH:MM"; the seconds of a range are lost here. Null while a stopwatch runs. */
  static String duration(ObjectNode row) {
    JsonNode tracking = row.path("tracking");
    if (!tracking.path("type").asText().equals("range")) {
      Matcher matcher = DURATION.matcher(tracking.path("duration").asText(""));
      return matcher.matches()
          ? format(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
          : null;
    }
    Duration length =
        Duration.between(
            LocalDateTime.parse(tracking.get("start").asText(), WALL_TIME),
            LocalDateTime.parse(tracking.get("end").asText(), WALL_TIME));
    long minutes = Math.max(0, length.toMinutes());
    return format((int) (minutes / 60), (int) (minutes % 60));
  }

  private static String format(int hours, int minutes) {
    return String.format("%02d:%02d", hours, minutes);
  }

  private static ObjectNode range(BexioForm form, JsonNode tracking, BexioRules rules) {
    LocalDateTime start = wallTime(form, tracking, "start", rules);
    LocalDateTime end = wallTime(form, tracking, "end", rules);
    if (!rules.rangeAllowed()) {
      form.error("tracking: This type is disabled.");
    }
    if (start != null && end != null) {
      if (end.isBefore(start) && rules.endBeforeStartRefused()) {
        form.error("tracking: The end must not be before the start.");
      }
      if (end.equals(start) && rules.zeroLengthRefused()) {
        form.error("tracking: The duration must not be zero.");
      }
      return Json.object(
          "type", "range", "start", WALL_TIME.format(start), "end", WALL_TIME.format(end));
    }
    return Json.object("type", "range");
  }

  private static ObjectNode duration(BexioForm form, JsonNode tracking, BexioRules rules) {
    Matcher matcher = DURATION.matcher(tracking.path("duration").asText(""));
    try {
      LocalDate.parse(tracking.path("date").asText(""));
    } catch (DateTimeException e) {
      form.error("tracking: The date must be YYYY-MM-DD.");
    }
    if (!matcher.matches()) {
      form.error("tracking: The duration must be HH:MM.");
      return Json.object("type", "duration");
    }
    String length = format(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    if (length.equals("00:00") && rules.zeroLengthRefused()) {
      form.error("tracking: The duration must not be zero.");
    }
    return Json.object(
        "type", "duration", "date", tracking.path("date").asText(), "duration", length);
  }

  /** Wall time is kept as it came: the sandbox, like bexio, knows no zone here. */
  private static LocalDateTime wallTime(
      BexioForm form, JsonNode tracking, String name, BexioRules rules) {
    try {
      LocalDateTime time = LocalDateTime.parse(tracking.path(name).asText(""), WALL_TIME);
      return rules.secondsKept() ? time : time.withSecond(0);
    } catch (DateTimeException e) {
      form.error("tracking: The " + name + " must be YYYY-MM-DD HH:MM:SS.");
      return null;
    }
  }
}
