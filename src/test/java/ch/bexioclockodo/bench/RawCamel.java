package ch.bexioclockodo.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A raw Camel route: split, POST, read the answer; no ledger, no budget, no error handling. */
final class RawCamel implements Contender {

  private final CamelContext context = new DefaultCamelContext();
  private final ProducerTemplate template;
  private final ExecutorService senders;

  RawCamel(String bexio, int threads) throws Exception {
    senders = Executors.newFixedThreadPool(threads);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            var split = from("direct:raw").split(body()).stopOnException();
            if (threads > 1) {
              split = split.parallelProcessing().executorService(senders);
            }
            split
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setHeader("Accept", constant("application/json"))
                .setHeader("Authorization", constant("Bearer token"))
                .to(bexio.replace("http://", "http:") + "/2.0/timesheet?httpMethod=POST")
                .convertBodyTo(String.class);
          }
        });
    context.start();
    template = context.createProducerTemplate();
  }

  @Override
  public String name() {
    return "raw Camel";
  }

  @Override
  public void send(List<String> bodies) {
    template.sendBody("direct:raw", bodies);
  }

  @Override
  public void close() throws IOException {
    template.close();
    context.stop();
    senders.shutdown();
  }
}
