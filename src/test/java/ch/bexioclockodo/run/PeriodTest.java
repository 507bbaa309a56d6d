package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2026-10-01, 2026-09-01, 2026-09-30",
    "2026-10-31, 2026-09-01, 2026-09-30",
    "2026-03-31, 2026-02-01, 2026-02-28",
    "2028-03-01, 2028-02-01, 2028-02-29",
    "2026-01-15, 2025-12-01, 2025-12-31",
  })
  void thePreviousMonthIsWhole(LocalDate today, LocalDate from, LocalDate to) {
    assertThat(Period.previousMonth(today)).isEqualTo(new Period(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "previous-and-current-month, 2026-10-15, 2026-09-01, 2026-10-14",
    "previous-and-current-month, 2026-10-01, 2026-09-01, 2026-09-30",
    "previous-and-current-month, 2026-03-31, 2026-02-01, 2026-03-30",
    "days:35, 2026-10-15, 2026-09-10, 2026-10-14",
    "days:1, 2026-01-01, 2025-12-31, 2025-12-31",
  })
  void aScheduledExportCoversItsWindowWithoutToday(
      String window, LocalDate today, LocalDate from, LocalDate to) {
    assertThat(Window.parse(window).before(today)).isEqualTo(new Period(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "days:", "days:0", "days:-1", "days:10000", "days:1.5", "month", "Days:3"})
  void otherWindowsAreRefused(String window) {
    assertThatThrownBy(() -> Window.parse(window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be previous-and-current-month or days:35");
  }

  @Test
  void aPeriodOfOneDayIsOne() {
    LocalDate day = LocalDate.parse("2026-09-01");
    assertThat(new Period(day, day).from()).isEqualTo(day);
    assertThatThrownBy(() -> new Period(day, day.minusDays(1))).hasMessageContaining("2026-08-31");
  }
}
