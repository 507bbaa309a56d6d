package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private static final int BEYOND_THE_FIRST_TRIES = 6;
  private static final int HALF_AN_HOUR = 61;

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Retries retries = new Retries();

  RetriesTest() {
    context.start();
    StopSignal stop = new StopSignal();
    stop.setCamelContext(context);
    retries.setStop(stop);
  }

  @Test
  void aScheduleWaitsHalfAnHourForAMaintenance() {
    assertThat(retries.mayRepeat(failed(503, BEYOND_THE_FIRST_TRIES, true))).isTrue();
    assertThat(retries.mayRepeat(failed(503, HALF_AN_HOUR, true))).isFalse();
  }

  @Test
  void aPersonIsToldSoonAndOtherFailuresAreNotWaitedFor() {
    assertThat(retries.mayRepeat(failed(503, 5, false))).isTrue();
    assertThat(retries.mayRepeat(failed(503, BEYOND_THE_FIRST_TRIES, false))).isFalse();
    assertThat(retries.mayRepeat(failed(500, BEYOND_THE_FIRST_TRIES, true))).isFalse();
    assertThat(retries.mayRepeat(failed(404, 1, true))).isFalse();
  }

  private Exchange failed(int status, int times, boolean scheduled) {
    Exchange exchange = new DefaultExchange(context);
    RunRequest request =
        RunRequest.of(Kind.EXPORT, Map.of("bexioClockodoScheduled", String.valueOf(scheduled)));
    exchange.setVariable(Runs.VARIABLE, new ActiveRun(request, null, Instant.EPOCH));
    exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, times);
    exchange.setProperty(
        Exchange.EXCEPTION_CAUGHT,
        new HttpOperationFailedException(
            "http://127.0.0.1/2.0/timesheet", status, "no", null, Map.of(), ""));
    return exchange;
  }
}
