package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Optional;

/** The documented grouping options and the key that an entry has in each. */
enum ClockodoGroupKey {
  BILLABLE("billable", null),
  CUSTOMERS("customers_id", "customers"),
  PROJECTS("projects_id", "projects"),
  SUBPROJECTS("subprojects_id", "subprojects"),
  SERVICES("services_id", "services"),
  LUMPSUM_SERVICES("lumpsum_services_id", "lumpSumServices"),
  TEXTS("texts_id", null),
  USERS("users_id", "users"),
  IS_LUMPSUM("is_lumpsum", null),
  DAY("day", null),
  WEEK("week", null),
  MONTH("month", null),
  YEAR("year", null);

  private static final DateTimeFormatter DAY_KEY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MONTH_KEY = DateTimeFormatter.ofPattern("yyyyMM");
  private static final IntNode NONE = IntNode.valueOf(0);

  private final String option;
  private final String table;

  ClockodoGroupKey(String option, String table) {
    this.option = option;
    this.table = table;
  }

  static Optional<ClockodoGroupKey> of(String option) {
    return Arrays.stream(values()).filter(key -> key.option.equals(option)).findFirst();
  }

  String option() {
    return option;
  }

  /** The master data table behind the key, or null. */
  String table() {
    return table;
  }

  /** Whether "none" is its own group per customer. */
  boolean nonePerCustomer() {
    return this == PROJECTS || this == SUBPROJECTS;
  }

  boolean restricts() {
    return table != null || this == BILLABLE;
  }

  /** Text, except the number 0 for "none" and the number of the year. */
  JsonNode of(ObjectNode entry, ZoneId zone) {
    return switch (this) {
      case BILLABLE -> text(entry.path("billable").asInt());
      case IS_LUMPSUM -> text(entry.path("type").asInt() == 1 ? 0 : 1);
      case TEXTS -> {
        JsonNode id = ClockodoEntryView.textsId(entry);
        yield id.isNull() ? NONE : text(id.asInt());
      }
      case DAY -> TextNode.valueOf(DAY_KEY.format(date(entry, zone)));
      case WEEK ->
          TextNode.valueOf(
              String.format(
                  "%d%02d",
                  date(entry, zone).get(IsoFields.WEEK_BASED_YEAR),
                  date(entry, zone).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
      case MONTH -> TextNode.valueOf(MONTH_KEY.format(date(entry, zone)));
      case YEAR -> IntNode.valueOf(date(entry, zone).getYear());
      default -> entry.path(option).asInt() == 0 ? NONE : text(entry.path(option).asInt());
    };
  }

  private static JsonNode text(int value) {
    return TextNode.valueOf(String.valueOf(value));
  }

  private static LocalDate date(ObjectNode entry, ZoneId zone) {
    return Instant.parse(entry.get("time_since").asText()).atZone(zone).toLocalDate();
  }
}
