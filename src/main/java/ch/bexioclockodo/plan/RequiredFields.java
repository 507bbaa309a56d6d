package ch.bexioclockodo.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each target must be given; the last look at a mapping's outcome, after an engineer's own
 * steps.
 */
public final class RequiredFields {

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          PlanRow.TIMESHEET, List.of("user_id", "client_service_id", "allowable_bill", "tracking"));

  private RequiredFields() {}

  /** The first required field that has no value. */
  public static Optional<String> missing(String kind, Map<String, Object> fields) {
    return REQUIRED.get(kind).stream()
        .filter(field -> fields.get(field) == null || "".equals(fields.get(field)))
        .findFirst();
  }
}
