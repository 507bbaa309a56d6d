package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bexio timesheet as it stands on the wire, field by field, whatever fields there are; also what
 * is sent to become one. Times are company-local wall time (facts: bexio §6).
 */
public record Timesheet(Map<String, Object> fields) {

  /** What an edit may send (facts: bexio §6.1). */
  public static final List<String> WRITABLE =
      List.of(
          "user_id",
          "status_id",
          "client_service_id",
          "text",
          "allowable_bill",
          "charge",
          "contact_id",
          "sub_contact_id",
          "pr_project_id",
          "pr_package_id",
          "pr_milestone_id",
          "estimated_time",
          "tracking");

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader FIELDS =
      MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Timesheet {
    fields = new LinkedHashMap<>(fields);
  }

  /**
   * Reads one from JSON; anything else than a JSON object is an {@link IllegalArgumentException}.
   */
  public static Timesheet read(String json) {
    try {
      return new Timesheet(FIELDS.readValue(json));
    } catch (JsonProcessingException | NullPointerException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a timesheet: " + e.getMessage(), e);
    }
  }

  @JsonValue
  @Override
  public Map<String, Object> fields() {
    return fields;
  }

  public String write() {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public long id() {
    return number("id") == null ? 0 : number("id");
  }

  public Long userId() {
    return number("user_id");
  }

  /** The status, or 0 when there is none. */
  public int statusId() {
    Long status = number("status_id");
    return status == null ? 0 : status.intValue();
  }

  public String text() {
    return fields.get("text") == null ? "" : String.valueOf(fields.get("text"));
  }

  /** The local date on which it begins; null when nothing says so. */
  public LocalDate date() {
    Object start = tracking().get("start");
    Object date = start != null ? start : tracking().getOrDefault("date", fields.get("date"));
    try {
      return date == null ? null : LocalDate.parse(String.valueOf(date).substring(0, 10));
    } catch (DateTimeParseException | IndexOutOfBoundsException unreadable) {
      return null;
    }
  }

  /** Its {@code tracking}; empty when there is none. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> tracking() {
    return fields.get("tracking") instanceof Map<?, ?> tracking
        ? (Map<String, Object>) tracking
        : Map.of();
  }

  /** Only what an edit may send, without what is empty. */
  public Timesheet writable() {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (String name : WRITABLE) {
      if (fields.get(name) != null) {
        kept.put(name, fields.get(name));
      }
    }
    return new Timesheet(kept);
  }

  /** A field as a whole number, whether it came as one or as text; null when it is empty. */
  public Long number(String field) {
    Object value = fields.get(field);
    if (value instanceof Number number) {
      return number.longValue();
    }
    return value instanceof String text && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }
}
