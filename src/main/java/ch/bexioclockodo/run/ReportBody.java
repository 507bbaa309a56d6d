package ch.bexioclockodo.run;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Hands a host its report and nothing else: its headers, variables and properties stay as they
 * were.
 */
public final class ReportBody implements AggregationStrategy {

  @Override
  public Exchange aggregate(Exchange host, Exchange run) {
    host.getMessage().setBody(run.getMessage().getBody());
    return host;
  }
}
