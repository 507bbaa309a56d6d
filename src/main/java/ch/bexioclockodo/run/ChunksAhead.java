package ch.bexioclockodo.run;

import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Variable;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the database and bexio busy at the same time: while one chunk is sent, the intents of the
 * next one are stored and the outcomes of the last one are recorded, one after the other.
 */
public final class ChunksAhead extends ConnectorBean implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChunksAhead.class);
  private static final String NEXT_CHUNK = "direct:bexio-clockodo-next-chunk";

  private Chunks chunks;
  private ExecutorService threads;
  private ProducerTemplate template;

  public void setChunks(Chunks chunks) {
    this.chunks = chunks;
  }

  /** The chunk that may be sent now: its intents are on disk. */
  public List<Sending> next(@Variable(Runs.VARIABLE) ActiveRun run) throws Exception {
    InFlight inFlight = run.dispatch().inFlight();
    if (!inFlight.isPrepared()) {
      inFlight.prepare(() -> fetch(run), threads());
    }
    List<Sending> chunk = inFlight.take();
    if (run.isSending()) {
      inFlight.prepare(() -> fetch(run), threads());
    }
    return chunk;
  }

  /** Has the outcomes of a chunk recorded; if that fails for good, nothing more is sent. */
  public void record(@Variable(Runs.VARIABLE) ActiveRun run, @Body List<Sending> chunk) {
    run.dispatch()
        .inFlight()
        .record(
            afterAFailure -> {
              try {
                // A database that has just been asked again and again is asked once more only.
                chunks.recordTrying(run, chunk, afterAFailure ? 1 : Chunks.MOST_ATTEMPTS_TO_RECORD);
              } catch (Exception e) {
                end(run, e);
                throw e;
              }
            },
            !chunk.isEmpty(),
            threads());
  }

  /**
   * Waits until everything is recorded, also when the run has failed: the outcomes of a chunk whose
   * sending broke off, and that the rows of a prepared chunk never left.
   */
  public void finish(@Variable(Runs.VARIABLE) ActiveRun run) {
    InFlight inFlight = run.dispatch().inFlight();
    if (!inFlight.taken().isEmpty()) {
      record(run, inFlight.taken());
    }
    try {
      if (inFlight.isPrepared()) {
        record(run, inFlight.take());
      }
    } catch (Exception e) {
      end(run, e);
    }
    try {
      inFlight.await();
    } catch (Exception e) {
      end(run, e);
    }
  }

  private static void end(ActiveRun run, Exception why) {
    LOG.debug("the plan's rows cannot be kept", why);
    FailureText.Failure failure = FailureText.of(why);
    run.end(
        failure.interrupted() ? Ending.INTERRUPTED : Ending.FAILED, failure.code(), failure.text());
  }

  private List<Sending> fetch(ActiveRun run) throws Exception {
    Exchange exchange = new DefaultExchange(getCamelContext());
    exchange.setVariable(Runs.VARIABLE, run);
    Exchange fetched = template().send(NEXT_CHUNK, exchange);
    if (fetched.getException() != null) {
      throw fetched.getException();
    }
    @SuppressWarnings("unchecked")
    List<Sending> chunk = fetched.getMessage().getBody(List.class);
    return chunk;
  }

  private synchronized ExecutorService threads() {
    if (threads == null) {
      threads =
          getCamelContext()
              .getExecutorServiceManager()
              .newCachedThreadPool(this, "bexio-clockodo-ledger");
    }
    return threads;
  }

  private synchronized ProducerTemplate template() {
    if (template == null) {
      template = getCamelContext().createProducerTemplate();
    }
    return template;
  }

  @Override
  public synchronized void close() {
    ServiceHelper.stopService(template);
    template = null;
    if (threads != null) {
      getCamelContext().getExecutorServiceManager().shutdown(threads);
      threads = null;
    }
  }
}
