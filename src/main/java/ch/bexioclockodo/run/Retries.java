package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.BudgetSpent;
import ch.bexioclockodo.connection.NoAccess;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * The one owner of retries: reads are repeated when they may succeed later, after the time the
 * server asks for; writes never are, since each has its own outcome.
 */
public final class Retries implements Processor {

  /** The exchange variable of callers that want an answer at once, whatever it is. */
  public static final String IMPATIENT = "bexioClockodoImpatient";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MOST_REPETITIONS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final int MOST_REPETITIONS_UNCONNECTED = 2;

  /** A maintenance is waited for by a schedule, which nobody watches, this long. */
  private static final Duration LONGEST_MAINTENANCE = Duration.ofMinutes(30);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int UNAVAILABLE = 503;

  private StopSignal stop;

  public void setStop(StopSignal stop) {
    this.stop = stop;
  }

  /** Whether a failed call may be repeated; asked after each failure. */
  public boolean mayRepeat(Exchange exchange) {
    if (exchange.getVariable(Applying.SENDING) != null
        || exchange.getVariable(IMPATIENT) != null
        || stop.isRequested()) {
      return false;
    }
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (failures(exchange) > MOST_REPETITIONS && !isWaitedFor(exchange, failure)) {
      return false;
    }
    if (failure instanceof HttpOperationFailedException answer) {
      return answer.getStatusCode() == TOO_MANY_REQUESTS
          || answer.getStatusCode() == 401 && failures(exchange) == 1
          || answer.getStatusCode() >= 500;
    }
    if (failure instanceof NoAccess none && none.needsPerson()) {
      return false;
    }
    if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
      // Whoever waits for this is told soon; a schedule comes again.
      return failures(exchange) <= MOST_REPETITIONS_UNCONNECTED;
    }
    return failure instanceof IOException
        && !(failure instanceof JsonProcessingException)
        && !(failure instanceof BudgetSpent);
  }

  /** Whether the other side is being maintained, and a schedule has time for that. */
  private boolean isWaitedFor(Exchange exchange, Exception failure) {
    ActiveRun run = exchange.getVariable(Runs.VARIABLE, ActiveRun.class);
    return failure instanceof HttpOperationFailedException answer
        && answer.getStatusCode() == UNAVAILABLE
        && run != null
        && run.request().scheduled()
        && failures(exchange) <= LONGEST_MAINTENANCE.dividedBy(LONGEST_PAUSE);
  }

  /**
   * Says how long to wait before the next try, twice as long each time. The time that a server asks
   * for is waited for in the HTTP client, which breaks off when the run is to stop.
   */
  @Override
  public void process(Exchange exchange) {
    Duration pause =
        failures(exchange) > MOST_REPETITIONS
            ? LONGEST_PAUSE
            : FIRST_PAUSE.multipliedBy(1L << failures(exchange) - 1);
    ActiveRun run = exchange.getVariable(Runs.VARIABLE, ActiveRun.class);
    if (run != null && run.lock() != null) {
      run.lock().hold();
    }
    exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis());
  }

  /** How often this call has failed: Camel counts each failure before it asks us. */
  private static int failures(Exchange exchange) {
    return exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
  }
}
