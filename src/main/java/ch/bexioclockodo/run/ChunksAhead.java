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

  /** Has the outcomes of a chunk recorded; whatever goes wrong there is thrown by the next call. */
  public void record(@Variable(Runs.VARIABLE) ActiveRun run, @Body List<Sending> chunk) {
    run.dispatch()
        .inFlight()
        .record(
            // A database that has just been asked again and again is asked once more only.
            afterAFailure ->
                chunks.recordTrying(run, chunk, afterAFailure ? 1 : Chunks.MOST_ATTEMPTS_TO_RECORD),
            !chunk.isEmpty(),
            threads());
  }

  /**
   * Waits until everything is recorded. A chunk whose intents are stored and that nobody sends any
   * more is planned again, also when the run has failed.
   */
  public void finish(Exchange exchange, @Variable(Runs.VARIABLE) ActiveRun run) throws Exception {
    InFlight inFlight = run.dispatch().inFlight();
    try {
      if (inFlight.isPrepared()) {
        record(run, inFlight.take());
      }
      inFlight.await();
    } catch (Exception e) {
      if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) == null) {
        throw e;
      }
      LOG.warn("rows of plan {} were left on their way: {}", run.planId(), e.getMessage());
    }
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
    if (threads != null) {
      getCamelContext().getExecutorServiceManager().shutdown(threads);
    }
  }
}
