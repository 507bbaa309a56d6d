package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.WallTime;
import ch.bexioclockodo.clockodo.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How bexio is told when an entry was, and what of it bexio cannot hold. */
record EntryTimes(Entry entry, ExportRules rules) {

  private static final int SECONDS_PER_MINUTE = 60;

  /**
   * Whether start and end in wall time say the recorded length; otherwise the entry goes as a
   * duration.
   */
  boolean asRange() {
    return rules.wallTime().canSay(entry.timeSince(), entry.timeUntil(), entry.seconds());
  }

  /** Whether its length is one that a duration in bexio can say. */
  boolean wholeMinutes() {
    return entry.seconds() % SECONDS_PER_MINUTE == 0;
  }

  /** Whether start or end lose their seconds. */
  boolean isCut() {
    return !rules.secondsKept()
        && asRange()
        && !(start().equals(entry.timeSince()) && end().equals(entry.timeUntil()));
  }

  /**
   * The recorded seconds that start and end do not tell once they are cut; below 0 when they tell
   * more.
   */
  long secondsCut() {
    return isCut() ? entry.seconds() - Duration.between(start(), end()).toSeconds() : 0;
  }

  /** A timesheet's {@code tracking}. */
  Map<String, Object> tracking() {
    WallTime wallTime = rules.wallTime();
    return asRange()
        ? wallTime.range(start(), end())
        : wallTime.duration(entry.timeSince(), entry.seconds());
  }

  private Instant start() {
    return sent(entry.timeSince());
  }

  private Instant end() {
    return sent(entry.timeUntil());
  }

  private Instant sent(Instant recorded) {
    return rules.secondsKept() ? recorded : recorded.truncatedTo(ChronoUnit.MINUTES);
  }
}
