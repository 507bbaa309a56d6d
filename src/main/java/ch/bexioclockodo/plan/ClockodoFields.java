package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that clockodo lets one write into a customer, project or service, with what they hold
 * (facts: clockodo §4.1–4.3).
 */
public final class ClockodoFields {

  /** What a field holds. */
  enum Type {
    NAME(100),
    NUMBER(50),
    TEXT(1000),
    ID(0),
    YES_NO(0),
    DATE(0),
    COLOR(0),
    IDS(0),
    BUDGET(0);

    private final int longest;

    Type(int longest) {
      this.longest = longest;
    }

    /** The longest text it takes, or 0 when it is none. */
    int longest() {
      return longest;
    }
  }

  /** What a budget may hold. */
  static final Set<String> BUDGET =
      Set.of(
          "monetary", "hard", "from_subprojects", "interval", "amount", "notification_thresholds");

  /** What a project stands under. */
  static final String PARENT = "customers_id";

  private static final Map<String, Map<String, Type>> FIELDS =
      Map.of(
          PlanRow.CUSTOMER,
          ordered(
              List.of("name", "number", "active", "note", "billable_default", "color"),
              List.of(Type.NAME, Type.NUMBER, Type.YES_NO, Type.TEXT, Type.YES_NO, Type.COLOR)),
          PlanRow.PROJECT,
          ordered(
              List.of(
                  "name",
                  "customers_id",
                  "number",
                  "active",
                  "note",
                  "start_date",
                  "deadline",
                  "budget",
                  "billable_default",
                  "automatic_completion"),
              List.of(
                  Type.NAME,
                  Type.ID,
                  Type.NUMBER,
                  Type.YES_NO,
                  Type.TEXT,
                  Type.DATE,
                  Type.DATE,
                  Type.BUDGET,
                  Type.YES_NO,
                  Type.YES_NO)),
          PlanRow.SERVICE,
          ordered(
              List.of("name", "number", "active", "note"),
              List.of(Type.NAME, Type.NUMBER, Type.YES_NO, Type.TEXT)));

  private ClockodoFields() {}

  /** The writable fields of a kind, in the order in which people read them. */
  static Map<String, Type> of(String kind) {
    return FIELDS.get(kind);
  }

  static Set<String> names(String kind) {
    return FIELDS.get(kind).keySet();
  }

  /** What clockodo shows of the writable fields; a hidden field is absent. */
  public static Map<String, Object> shown(String kind, MasterObject object) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (String field : names(kind)) {
      if (object.shows(field)) {
        shown.put(field, object.field(field));
      }
    }
    if (object.parentId() != null) {
      shown.put(PARENT, object.parentId());
    }
    return shown;
  }

  private static Map<String, Type> ordered(List<String> names, List<Type> types) {
    Map<String, Type> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), types.get(i));
    }
    fields.put("service_assignments", Type.IDS);
    return fields;
  }
}
