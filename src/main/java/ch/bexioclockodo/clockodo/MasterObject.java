package ch.bexioclockodo.clockodo;

import java.util.Map;

/**
 * A clockodo customer, project or service, with every field that its list shows; a key that the
 * user may not see is absent (facts: clockodo §4).
 */
public interface MasterObject {

  long id();

  String name();

  boolean active();

  /** Whether it is clockodo's demo data, which cannot be edited. */
  boolean demoData();

  /** What else the list shows, by clockodo's own field names; never changed. */
  Map<String, Object> others();

  /** A field as the list shows it; null when it is unset or hidden. */
  default Object field(String field) {
    return switch (field) {
      case "name" -> name();
      case "active" -> active();
      default -> others().get(field);
    };
  }

  /** Whether the list shows a field at all. */
  default boolean shows(String field) {
    return "name".equals(field) || "active".equals(field) || others().containsKey(field);
  }

  /** The number, free text, or null. */
  default String number() {
    return text(others().get("number"));
  }

  /** The id of the linked object in the billing application, where visible and filled, or null. */
  default String billServiceId() {
    return text(others().get("bill_service_id"));
  }

  /** The customer that a project is under, or null. */
  default Long parentId() {
    return null;
  }

  private static String text(Object value) {
    return value == null || String.valueOf(value).isBlank() ? null : String.valueOf(value).strip();
  }
}
