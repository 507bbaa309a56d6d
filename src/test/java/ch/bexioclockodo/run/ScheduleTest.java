package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private static final Schedule HALF_PAST_TWO = new Schedule("0 30 2 * * ?", ZURICH);

  @Test
  void aDateIsDueFromItsFireOnAndOnce() {
    LocalDate yesterday = LocalDate.parse("2026-09-01");
    assertThat(due(HALF_PAST_TWO, yesterday, "2026-09-02T00:29:59Z")).isEmpty();
    assertThat(due(HALF_PAST_TWO, yesterday, "2026-09-02T00:30:00Z"))
        .contains(LocalDate.parse("2026-09-02"));
    assertThat(due(HALF_PAST_TWO, LocalDate.parse("2026-09-02"), "2026-09-02T00:30:10Z")).isEmpty();
  }

  @Test
  void aFireInTheMissingHourComesOnceAnHourLater() {
    assertThat(wakesOf(HALF_PAST_TWO, "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z"))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void aFireInTheRepeatedHourComesOnce() {
    assertThat(wakesOf(HALF_PAST_TWO, "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z"))
        .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void aFireMissedWhileTheProcessWasDownRunsOnceLater() {
    assertThat(due(HALF_PAST_TWO, LocalDate.parse("2026-09-01"), "2026-09-02T15:00:00Z"))
        .contains(LocalDate.parse("2026-09-02"));
  }

  @Test
  void severalDaysDownRunOnce() {
    Optional<LocalDate> due =
        due(HALF_PAST_TWO, LocalDate.parse("2026-09-01"), "2026-09-05T15:00:00Z");
    assertThat(due).contains(LocalDate.parse("2026-09-05"));
    assertThat(due(HALF_PAST_TWO, due.get(), "2026-09-05T15:00:10Z")).isEmpty();
  }

  @Test
  void beforeTodaysFireTheOneOfYesterdayIsMadeUpFor() {
    assertThat(due(HALF_PAST_TWO, LocalDate.parse("2026-09-01"), "2026-09-04T22:05:00Z"))
        .contains(LocalDate.parse("2026-09-04"));
  }

  @Test
  void aCronWithSeveralFiresRunsOnceADate() {
    Schedule hourly = new Schedule("0 0 * * * ?", ZURICH);
    assertThat(wakesOf(hourly, "2026-08-31T22:30:00Z", "2026-09-03T21:59:00Z"))
        .containsExactly("2026-08-31T22:30:00Z", "2026-09-01T22:00:00Z", "2026-09-02T22:00:00Z");
  }

  @Test
  void whatFiredBeforeTheScheduleWasKnownIsNotDue() {
    Instant since = Instant.parse("2026-09-02T06:00:00Z");
    assertThat(
            HALF_PAST_TWO.due(
                since, LocalDate.parse("2026-09-01"), Instant.parse("2026-09-02T06:00:10Z")))
        .isEmpty();
    assertThat(
            HALF_PAST_TWO.due(
                since, LocalDate.parse("2026-09-01"), Instant.parse("2026-09-03T00:30:00Z")))
        .contains(LocalDate.parse("2026-09-03"));
  }

  @Test
  void aLaterFireOnTheFirstDayIsDue() {
    Instant since = Instant.parse("2026-09-02T06:00:00Z");
    Schedule evening = new Schedule("0 0 18 * * ?", ZURICH);
    LocalDate yesterday = LocalDate.parse("2026-09-01");
    assertThat(evening.due(since, yesterday, Instant.parse("2026-09-02T15:59:59Z"))).isEmpty();
    assertThat(evening.due(since, yesterday, Instant.parse("2026-09-02T16:00:00Z")))
        .contains(LocalDate.parse("2026-09-02"));
  }

  @Test
  void weeklyAndMonthlyCronsKeepTheirDates() {
    Schedule mondays = new Schedule("0 0 3 ? * MON", ZURICH);
    assertThat(due(mondays, LocalDate.parse("2026-08-31"), "2026-09-06T12:00:00Z")).isEmpty();
    assertThat(due(mondays, LocalDate.parse("2026-08-31"), "2026-09-08T12:00:00Z"))
        .contains(LocalDate.parse("2026-09-07"));
  }

  @Test
  void theNextFireIsToldInTheZoneOfTheSchedule() {
    Instant now = Instant.parse("2026-03-28T12:00:00Z");
    assertThat(HALF_PAST_TWO.next(LocalDate.parse("2026-03-28"), now))
        .contains(Instant.parse("2026-03-29T01:30:00Z"));
  }

  private static Optional<LocalDate> due(Schedule schedule, LocalDate last, String now) {
    return schedule.due(LONG_AGO, last, Instant.parse(now));
  }

  /** When a process that wakes every minute would run. */
  private static List<String> wakesOf(Schedule schedule, String from, String to) {
    List<String> runs = new ArrayList<>();
    Instant start = Instant.parse(from);
    LocalDate last = LocalDate.ofInstant(start, ZURICH).minusDays(1);
    for (Instant now = start; now.isBefore(Instant.parse(to)); now = now.plusSeconds(60)) {
      Optional<LocalDate> due = schedule.due(LONG_AGO, last, now);
      if (due.isPresent()) {
        runs.add(now.toString());
        last = due.get();
      }
    }
    return runs;
  }
}
