package ch.bexioclockodo.bexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallTimeTest {

  private static final WallTime ZURICH = new WallTime(ZoneId.of("Europe/Zurich"));

  @ParameterizedTest
  @CsvSource({
    // the hour from 2 to 3 is missing
    "2026-03-29T00:30:00Z, 2026-03-29T00:59:59Z, 2026-03-29 01:30:00, 2026-03-29 01:59:59, true",
    "2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z, 2026-03-29 01:30:00, 2026-03-29 03:30:00, false",
    "2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z, 2026-03-29 03:00:00, 2026-03-29 04:00:00, true",
    // the hour from 2 to 3 comes twice
    "2026-10-25T00:00:00Z, 2026-10-25T00:45:00Z, 2026-10-25 02:00:00, 2026-10-25 02:45:00, true",
    "2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z, 2026-10-25 02:30:00, 2026-10-25 02:30:00, false",
    "2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z, 2026-10-25 02:00:00, 2026-10-25 02:30:00, false",
    "2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 2026-10-25 00:00:00, 2026-10-26 00:00:00, false",
    // and the rest of the year
    "2026-09-30T21:30:00Z, 2026-09-30T22:30:00Z, 2026-09-30 23:30:00, 2026-10-01 00:30:00, true",
    "2026-01-31T22:59:58Z, 2026-01-31T23:00:01Z, 2026-01-31 23:59:58, 2026-02-01 00:00:01, true",
  })
  void aRangeSaysWhatWasRecordedExceptAcrossTheTwoNights(
      Instant start, Instant end, String wallStart, String wallEnd, boolean tells) {
    long seconds = end.getEpochSecond() - start.getEpochSecond();
    assertThat(ZURICH.range(start, end))
        .containsExactly(
            Map.entry("type", "range"), Map.entry("start", wallStart), Map.entry("end", wallEnd));
    assertThat(ZURICH.canSay(start, end, seconds)).isEqualTo(tells);
  }

  @Test
  void aRangeDoesNotSayADurationThatClockodoRecordedOtherwise() {
    Instant start = Instant.parse("2026-09-01T08:00:00Z");
    assertThat(ZURICH.canSay(start, start.plusSeconds(3600), 3599)).isFalse();
    assertThat(ZURICH.canSay(start, start.plusSeconds(3600), 3600)).isTrue();
  }

  @Test
  void aDurationCarriesTheLocalDateAndWholeMinutes() {
    assertThat(ZURICH.duration(Instant.parse("2026-10-24T22:30:00Z"), 25 * 3600 + 5 * 60))
        .containsExactly(
            Map.entry("type", "duration"),
            Map.entry("date", "2026-10-25"),
            Map.entry("duration", "25:05"));
    assertThatThrownBy(() -> ZURICH.duration(Instant.EPOCH, 61))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("61");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Zurich, 2026-03-29, 2026-03-28T23:00:00Z",
    "Europe/Zurich, 2026-03-30, 2026-03-29T22:00:00Z",
    "Europe/Zurich, 2026-10-25, 2026-10-24T22:00:00Z",
    "Europe/Zurich, 2026-10-26, 2026-10-25T23:00:00Z",
    // midnight is missing there: the day begins at one
    "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z",
    "Pacific/Auckland, 2026-09-27, 2026-09-26T12:00:00Z",
  })
  void aDayBeginsAtItsFirstInstant(String zone, LocalDate date, Instant first) {
    WallTime wallTime = new WallTime(ZoneId.of(zone));
    assertThat(wallTime.startOf(date)).isEqualTo(first);
    assertThat(wallTime.at(first).toLocalDate()).isEqualTo(date);
    assertThat(wallTime.at(first.minusSeconds(1)).toLocalDate()).isEqualTo(date.minusDays(1));
  }

  @Test
  void theDaysOfAYearLeaveNoGap() {
    for (String zone : List.of("Europe/Zurich", "America/Sao_Paulo", "Pacific/Auckland")) {
      WallTime wallTime = new WallTime(ZoneId.of(zone));
      LocalDate.of(2018, 1, 1)
          .datesUntil(LocalDate.of(2019, 1, 1))
          .forEach(
              date ->
                  assertThat(wallTime.startOf(date.plusDays(1)).minusSeconds(1))
                      .satisfies(
                          last -> assertThat(wallTime.at(last).toLocalDate()).isEqualTo(date)));
    }
  }
}
