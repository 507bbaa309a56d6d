package ch.bexioclockodo.run;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * Asks a run to end after its current row: because the process was told to, or because the host
 * shuts down.
 */
public final class StopSignal implements CamelContextAware {

  private CamelContext camelContext;
  private volatile boolean requested;

  public void request() {
    requested = true;
  }

  public boolean isRequested() {
    return requested || camelContext.isStopping() || camelContext.isStopped();
  }

  @Override
  public CamelContext getCamelContext() {
    return camelContext;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.camelContext = camelContext;
  }
}
