package ch.bexioclockodo.app;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.model.BeanDefinition;

/**
 * The end of a process between a write and its record, without a process: from then on nothing is
 * sent and the database is gone, so the lock stays taken and the intents stay open.
 */
final class Death {

  private final Connector connector;
  private final AtomicInteger left;

  private Death(Connector connector, int writes) {
    this.connector = connector;
    this.left = new AtomicInteger(writes);
  }

  /** The connector dies after this many writes of master data, if a run gets that far. */
  static Death after(int writes, Connector connector) throws Exception {
    Death death = new Death(connector, writes);
    AdviceWith.adviceWith(
        connector.context(),
        "bexio-clockodo-send-master-data",
        route -> {
          route.weaveAddFirst().process(exchange -> death.beforeWrite());
          route.weaveAddLast().process(exchange -> death.left.decrementAndGet());
        });
    AdviceWith.adviceWith(
        connector.context(),
        "bexio-clockodo-apply-import",
        route ->
            route
                .weaveByType(BeanDefinition.class)
                .selectLast()
                .before()
                .process(exchange -> death.beforeWrite()));
    return death;
  }

  boolean happened() {
    return connector.dataSource().isClosed();
  }

  private void beforeWrite() {
    if (left.get() <= 0) {
      connector.dataSource().close();
      throw new IllegalStateException("this process is no more");
    }
  }
}
