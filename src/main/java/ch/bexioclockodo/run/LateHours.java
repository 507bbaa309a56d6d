package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.EntryGroups;
import ch.bexioclockodo.plan.MonthlyHours;
import ch.bexioclockodo.plan.ReadingStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/**
 * Tells where hours moved in months that the scheduled export no longer covers: once a week
 * clockodo's sums of these months are held against those of the week before.
 */
public final class LateHours extends ConnectorBean {

  /** Under this name the sums are kept as of a list. */
  static final String LIST = "late-hours";

  static final String CODE = "hours.moved";

  /** An hour less, since a nightly run does not begin at the same second each week. */
  private static final Duration WEEK = Duration.ofDays(7).minusHours(1);

  private static final int MOST_NAMED = 20;

  private static final Set<RunRequest.Option> NO_PLAIN_EXPORT =
      EnumSet.of(RunRequest.Option.SETTLE, RunRequest.Option.REBUILD);

  /** The months to compare: none when it is not time for that, or when the run is not for that. */
  public List<PastMonths> due(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    if (!isPlain(run)) {
      return List.of();
    }
    LocalDate today = LocalDate.ofInstant(run.startedAt(), settings().zone());
    PastMonths months =
        PastMonths.before(
            settings().window().before(today).from(), settings().notBefore(), settings().zone());
    ReadingStore.Reading earlier = earlier(run);
    if (months.isEmpty() || earlier != null && !isTime(run, months, earlier)) {
      return List.of();
    }
    run.holdLease();
    return List.of(months);
  }

  private static boolean isPlain(ActiveRun run) {
    return !run.request().preview()
        && !run.isComparing()
        && run.selection().filters().isEmpty()
        && NO_PLAIN_EXPORT.stream().noneMatch(run.selection()::wants)
        && run.clockodoUser().seesEverything()
        && run.getReading().closes();
  }

  /** After a week; and when a month has left the window, from when on nobody else watches it. */
  private static boolean isTime(ActiveRun run, PastMonths months, ReadingStore.Reading earlier) {
    Instant next = earlier.readAt().plus(WEEK);
    return !run.startedAt().isBefore(next)
        || !MonthlyHours.read(earlier.memory()).last().equals(months.last());
  }

  /** Compares clockodo's answer with what is remembered; the first time there is nothing. */
  public void compare(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(ExportReading.PART) PastMonths months,
      @Body EntryGroups report)
      throws SQLException {
    MonthlyHours now = MonthlyHours.of(report, months.first(), months.last());
    ReadingStore.Reading earlier = earlier(run);
    run.sources().pastHours(now);
    if (earlier == null) {
      return;
    }
    List<MonthlyHours.Moved> moved = now.movedSince(MonthlyHours.read(earlier.memory()));
    if (moved.isEmpty()) {
      return;
    }
    LocalDate since = LocalDate.ofInstant(earlier.readAt(), settings().zone());
    run.draft().remark("hours-moved " + moved.size() + " " + since);
    moved.stream().limit(MOST_NAMED).forEach(one -> run.problem(CODE, sentence(one, since)));
    if (moved.size() > MOST_NAMED) {
      run.problem(
          CODE, Messages.text("problem.hours-moved-more", moved.size() - MOST_NAMED, since));
    }
  }

  private static String sentence(MonthlyHours.Moved moved, LocalDate since) {
    String project =
        moved.project() == null
            ? Messages.text("problem.hours-moved-no-project", moved.customer())
            : Messages.text(
                "problem.hours-moved-project",
                moved.project(),
                moved.projectId(),
                moved.customer());
    return Messages.text(
        "problem.hours-moved",
        moved.month(),
        project,
        Hours.text(moved.before()),
        Hours.text(moved.now()),
        since,
        moved.month().atDay(1),
        moved.month().atEndOfMonth());
  }

  private ReadingStore.Reading earlier(ActiveRun run) throws SQLException {
    return inTransaction(database -> ReadingStore.all(database, run.request().connection()))
        .get(LIST);
  }
}
