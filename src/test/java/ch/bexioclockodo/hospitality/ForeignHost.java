package ch.bexioclockodo.hospitality;

import ch.bexioclockodo.sandbox.Sandbox;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Somebody else's Camel application: its own routes, error handler, DataSource, schedule and
 * properties, with our routes taken from the class path beside them.
 */
final class ForeignHost implements AutoCloseable {

  static final String DATA_SOURCE = "hostDatabase";

  private final Main main = new Main();
  private final JdbcConnectionPool dataSource;
  private final List<Exchange> deadLetters = new CopyOnWriteArrayList<>();
  private final List<Object> ticks = new CopyOnWriteArrayList<>();

  private final Map<String, Integer> completed = new ConcurrentHashMap<>();

  private ForeignHost(Sandbox sandbox, Consumer<Properties> changes) throws Exception {
    dataSource =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:host" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    migrate(dataSource);
    main.setDefaultPropertyPlaceholderLocation("false");
    main.bind(DATA_SOURCE, dataSource);
    main.bind("hostEvents", new Completions());
    main.addInitialProperty("greeting", "Grüezi");
    Properties properties = new Properties();
    properties.put("bexio-clockodo.bexio.url", sandbox.bexioUrl());
    properties.put("bexio-clockodo.bexio.token", Sandbox.BEXIO_TOKEN);
    properties.put("bexio-clockodo.clockodo.url", sandbox.clockodoUrl());
    properties.put("bexio-clockodo.clockodo.user", Sandbox.CLOCKODO_USER);
    properties.put("bexio-clockodo.clockodo.api-key", Sandbox.CLOCKODO_API_KEY);
    properties.put("bexio-clockodo.clockodo.application", "host;ops@host.example");
    properties.put("bexio-clockodo.data-source", DATA_SOURCE);
    changes.accept(properties);
    properties.forEach(
        (key, value) -> main.addInitialProperty(String.valueOf(key), String.valueOf(value)));
    main.configure()
        .withName("foreign-host")
        .withRoutesIncludePattern("classpath:bexio-clockodo/routes/*.camel.yaml")
        .withShutdownTimeout(10);
    main.configure().addRoutesBuilder(new HostRoutes());
    main.start();
  }

  static ForeignHost start(Sandbox sandbox) throws Exception {
    return new ForeignHost(sandbox, properties -> {});
  }

  static ForeignHost start(Sandbox sandbox, Consumer<Properties> changes) throws Exception {
    return new ForeignHost(sandbox, changes);
  }

  /** The scripts as a host runs them. */
  static void migrate(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:bexio-clockodo/db/migration")
        .defaultSchema("bexio_clockodo".toUpperCase(Locale.ROOT))
        .load()
        .migrate();
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** How many messages a route has finished. */
  int completed(String route) {
    return completed.getOrDefault(route, 0);
  }

  /** What ended in the host's own dead letter route. */
  List<Exchange> deadLetters() {
    return deadLetters;
  }

  /** What the host's own timer said. */
  List<Object> ticks() {
    return ticks;
  }

  /** Sends a message to one of the host's routes and returns what came of it. */
  Exchange send(String uri, Consumer<Exchange> message) throws Exception {
    try (var template = context().createProducerTemplate()) {
      return template.request(uri, message::accept);
    }
  }

  /** Calls one of our entry routes through the host's own route. */
  Map<String, Object> call(String kind, Map<String, Object> headers) throws Exception {
    Exchange answer =
        send("direct:host-" + kind, exchange -> exchange.getMessage().setHeaders(headers));
    if (answer.getException() != null) {
      throw answer.getException();
    }
    return report(answer);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> report(Exchange exchange) {
    return exchange.getMessage().getBody(Map.class);
  }

  @Override
  public void close() {
    main.stop();
    dataSource.dispose();
  }

  private final class Completions extends EventNotifierSupport {

    @Override
    public void notify(CamelEvent event) {
      if (event instanceof CamelEvent.ExchangeCompletedEvent done) {
        completed.merge(done.getExchange().getFromRouteId(), 1, Integer::sum);
      }
    }
  }

  private final class HostRoutes extends RouteBuilder {

    @Override
    public void configure() {
      errorHandler(deadLetterChannel("direct:host-dead-letter"));
      from("direct:host-dead-letter")
          .routeId("host-dead-letter")
          .process(exchange -> deadLetters.add(exchange.copy()));
      from("direct:host-import").routeId("host-import").to("direct:bexio-clockodo-import");
      from("direct:host-export").routeId("host-export").to("direct:bexio-clockodo-export");
      from("seda:host-queue").routeId("host-queue").to("direct:host-export");
      from("direct:host-fails")
          .routeId("host-fails")
          .throwException(new IllegalStateException("the host's own failure"));
      from("direct:host-database").routeId("host-database").to("jdbc:default");
      from("direct:host-database-by-name")
          .routeId("host-database-by-name")
          .to("jdbc:" + DATA_SOURCE);
      from("timer:host?period=50")
          .routeId("host-timer")
          .setBody(simple("{{greeting}}"))
          .process(exchange -> ticks.add(exchange.getMessage().getBody()));
      from("quartz:host/tick?trigger.repeatInterval=50")
          .routeId("host-quartz")
          .process(exchange -> ticks.add("quartz"));
    }
  }
}
