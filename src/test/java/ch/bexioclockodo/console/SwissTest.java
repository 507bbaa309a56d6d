package ch.bexioclockodo.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SwissTest {

  @Test
  void datesHoursAndAmountsAreWrittenAsInSwitzerland() {
    assertThat(Swiss.date(LocalDate.of(2026, 9, 1))).isEqualTo("01.09.2026");
    assertThat(Swiss.time(Instant.parse("2026-09-30T22:05:59Z"), ZoneId.of("Europe/Zurich")))
        .isEqualTo("01.10.2026 00:05");
    assertThat(Swiss.hours(187 * 3600 + 45 * 60)).isEqualTo("187:45 h");
    assertThat(Swiss.hours(59)).isEqualTo("0:00:59 h");
    assertThat(Swiss.count(1234567)).isEqualTo("1’234’567");
    assertThat(Swiss.amount(new BigDecimal("1234.5"))).isEqualTo("1’234.50");
    assertThat(Swiss.amount(new BigDecimal("-0.05"))).isEqualTo("-0.05");
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    assertThat(Swiss.date(null)).isEmpty();
    assertThat(Swiss.time(null, ZoneId.of("Europe/Zurich"))).isEmpty();
    assertThat(Swiss.amount(null)).isEmpty();
  }
}
