package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.DecisionsBySource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of missing users and activities from before: decisions, creates whose outcome
 * nobody knows, and fictional users whom bexio has refused on their first timesheet.
 *
 * @param refused bexio's message by the fictional user's id
 */
public record MissingPast(
    DecisionsBySource decisions, List<Pending> pending, Map<Long, String> refused) {

  /**
   * One create whose outcome nobody knows.
   *
   * @param settled whether so much time has passed that it cannot appear any more
   */
  public record Pending(String kind, long sourceId, Map<String, Object> payload, boolean settled) {

    String text(String field) {
      return payload.get(field) instanceof String text ? text : "";
    }
  }

  /** The create that may still appear, before one that cannot. */
  Optional<Pending> pending(String kind, long sourceId) {
    return pending.stream()
        .filter(create -> create.kind().equals(kind) && create.sourceId() == sourceId)
        .min((one, other) -> Boolean.compare(one.settled(), other.settled()));
  }
}
