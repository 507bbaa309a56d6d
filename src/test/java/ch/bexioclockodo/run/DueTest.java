package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.MutableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueTest {

  private final DataSource dataSource = TestDatabase.create();
  private final MutableClock clock = new MutableClock("2026-09-02T06:00:00Z");
  private final List<DefaultCamelContext> contexts = new ArrayList<>();

  @AfterEach
  void close() {
    contexts.forEach(DefaultCamelContext::stop);
  }

  @Test
  void theFirstWakeEverDoesNotRunForEarlierFires() throws SQLException {
    Due due = process("0 30 2 * * ?");
    assertThat(due.exportIsDue()).isFalse();
    clock.advance(Duration.ofSeconds(10));
    assertThat(due.exportIsDue()).isFalse();
    clock.advance(Duration.ofDays(1));
    assertThat(due.exportIsDue()).isTrue();
    assertThat(due.exportIsDue()).isFalse();
  }

  @Test
  void aFireLaterOnTheFirstDayRuns() throws SQLException {
    Due due = process("0 0 18 * * ?");
    assertThat(due.exportIsDue()).isFalse();
    clock.advance(Duration.ofHours(10));
    assertThat(due.exportIsDue()).isTrue();
    assertThat(due.exportIsDue()).isFalse();
  }

  @Test
  void aRestartRemembersWhatRanAndMakesUpForWhatDidNot() throws SQLException {
    process("0 0 18 * * ?").exportIsDue();
    clock.advance(Duration.ofDays(3));
    assertThat(process("0 0 18 * * ?").exportIsDue()).isTrue();
    assertThat(process("0 0 18 * * ?").exportIsDue()).isFalse();
  }

  @Test
  void importAndExportHaveTheirOwnDates() throws SQLException {
    Due due = process("0 0 18 * * ?");
    due.exportIsDue();
    due.importIsDue();
    clock.advance(Duration.ofHours(10));
    assertThat(due.exportIsDue()).isTrue();
    assertThat(due.importIsDue()).isTrue();
  }

  @Test
  void anEmptyCronIsOff() throws SQLException {
    Due due = process("");
    assertThat(due.exportIsDue()).isFalse();
    clock.advance(Duration.ofDays(2));
    assertThat(due.exportIsDue()).isFalse();
  }

  /** The bean of a process that has just started. */
  private Due process(String cron) {
    DefaultCamelContext context = new DefaultCamelContext();
    Properties properties = new Properties();
    properties.put("bexio-clockodo.export.cron", cron);
    properties.put("bexio-clockodo.import.cron", cron);
    context.getPropertiesComponent().setInitialProperties(properties);
    context.getRegistry().bind("bexioClockodoDataSource", dataSource);
    context.getRegistry().bind(ConnectorBean.CLOCK, clock);
    context.start();
    contexts.add(context);
    Due due = new Due();
    due.setCamelContext(context);
    return due;
  }
}
