package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.TimesheetStatus;
import ch.bexioclockodo.run.Messages;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The timesheet statuses as read: the one of new timesheets, and those that nothing is changed in.
 */
record TimesheetStatusesCheck(int ofNew, Set<Integer> locked) implements ModuleListCheck {

  private static final String CALL = "bexio-list-timesheet-statuses";
  private static final String OF_NEW = "bexio-clockodo.export.status";
  private static final String LOCKED = "bexio-clockodo.export.locked-statuses";

  @Override
  public String name() {
    return "bexio timesheet statuses";
  }

  @Override
  public String call() {
    return CALL;
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    List<TimesheetStatus> statuses = calls.rows(CALL, TimesheetStatus.class);
    String there = statuses.stream().map(this::describe).collect(Collectors.joining(", "));
    known(OF_NEW, ofNew, statuses, there);
    for (int status : locked) {
      known(LOCKED, status, statuses, there);
    }
    if (locked.contains(ofNew)) {
      throw new Problem(
          Messages.text("check.status-locked", ofNew),
          Messages.text("check.remedy.setting", OF_NEW + ", " + LOCKED));
    }
    return Finding.ok(name(), there);
  }

  private String describe(TimesheetStatus status) {
    String mark =
        status.id() == ofNew
            ? Messages.text("check.status-new")
            : locked.contains(status.id()) ? Messages.text("check.status-untouched") : "";
    return status.id() + " " + status.name() + mark;
  }

  private static void known(String key, int id, List<TimesheetStatus> statuses, String there)
      throws Problem {
    if (statuses.stream().noneMatch(status -> status.id() == id)) {
      throw new Problem(
          Messages.text("check.status-unknown", id, there),
          Messages.text("check.remedy.setting", key));
    }
  }
}
