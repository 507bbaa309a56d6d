package ch.bexioclockodo.ledger;

import ch.bexioclockodo.bexio.Timesheet;
import java.time.Instant;

/**
 * One entry whose last write has an outcome that nobody knows.
 *
 * @param operation what was sent: CREATE, UPDATE or DELETE
 * @param sent the timesheet that was to be created; of an update, what bexio held before
 * @param timesheetId the timesheet that was to be changed or deleted; null of a create
 * @param watermark the highest timesheet id known before the first attempt: what is not above it is
 *     not ours
 * @param sentAt the last moment at which it may have left
 * @param plan the plan whose row holds what an update sent
 */
public record Doubt(
    long entryId,
    String operation,
    Timesheet sent,
    Long timesheetId,
    long watermark,
    Instant sentAt,
    long plan,
    int planRow) {

  public static final String CREATE = "CREATE";
  public static final String UPDATE = "UPDATE";
  public static final String DELETE = "DELETE";

  /** What a search can ask bexio for; doubts with equal ones are read back together. */
  public Signature signature() {
    return new Signature(
        sent.userId(),
        sent.number("pr_project_id"),
        sent.number("contact_id"),
        sent.number("client_service_id"));
  }

  /** The ids that bexio's search of timesheets knows (facts: bexio §6). */
  public record Signature(Long userId, Long projectId, Long contactId, Long activityId) {}
}
