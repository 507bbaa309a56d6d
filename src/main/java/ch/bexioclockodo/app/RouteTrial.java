package ch.bexioclockodo.app;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;

/**
 * Loads route files where they can harm nobody: into a context of their own, with the same settings
 * and beans of its own, in which nothing is started that could call or be called.
 */
final class RouteTrial {

  private final SettingsFile file;
  private final DataSource dataSource;

  RouteTrial(SettingsFile file, DataSource dataSource) {
    this.file = file;
    this.dataSource = dataSource;
  }

  /** Returns when the files, taken together, make routes. */
  void run(RouteFiles files) throws BrokenRoutes {
    Main camel = Connector.camel(file, dataSource);
    // A Quartz endpoint schedules its job before any route starts.
    camel.addOverrideProperty("camel.component.quartz.auto-start-scheduler", "false");
    camel
        .configure()
        .withName("bexio-clockodo-trial")
        .withRoutesCollectorEnabled(false)
        .withAutoStartupExcludePattern("*");
    try {
      camel.start();
      RouteLoading.load(camel.getCamelContext(), files.resources());
      check(camel.getCamelContext());
    } finally {
      camel.stop();
    }
  }

  /** What Camel itself finds only when consumers start or a message comes by. */
  private static void check(CamelContext context) throws BrokenRoutes {
    if (context.getRoutesSize() == 0) {
      throw new BrokenRoutes("there are no routes left");
    }
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    Set<String> inputs = inputs(context);
    for (RouteDefinition route : model.getRouteDefinitions()) {
      checkTargets(context, route, inputs);
      checkConfiguration(model, route);
    }
  }

  private static Set<String> inputs(CamelContext context) throws BrokenRoutes {
    Set<Endpoint> inputs = new HashSet<>();
    for (Route route : context.getRoutes()) {
      boolean shared =
          route.getEndpoint() instanceof MultipleConsumersSupport endpoint
              && endpoint.isMultipleConsumersSupported();
      if (!inputs.add(route.getEndpoint()) && !shared) {
        throw new BrokenRoutes(
            RouteFiles.name(route.getSourceResource())
                + ": route "
                + route.getRouteId()
                + " reads from "
                + route.getEndpoint().getEndpointBaseUri()
                + ", as another route does");
      }
    }
    return inputs.stream().map(Endpoint::getEndpointBaseUri).collect(Collectors.toSet());
  }

  private static void checkTargets(CamelContext context, RouteDefinition route, Set<String> inputs)
      throws BrokenRoutes {
    for (SendDefinition<?> step :
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SendDefinition.class)) {
      String target = context.resolvePropertyPlaceholders(step.getEndpointUri());
      if (target.startsWith("direct:")
          && !inputs.contains(context.getEndpoint(target).getEndpointBaseUri())) {
        throw new BrokenRoutes(
            RouteFiles.name(route.getResource()),
            step.getLineNumber(),
            "route " + route.getRouteId() + " calls " + target + ", which no route reads from");
      }
    }
  }

  /** Camel ignores an unknown name; the route would lose its handling of errors. */
  private static void checkConfiguration(Model model, RouteDefinition route) throws BrokenRoutes {
    String id = route.getRouteConfigurationId();
    if (id != null && model.getRouteConfigurationDefinition(id) == null) {
      throw new BrokenRoutes(
          RouteFiles.name(route.getResource()),
          route.getLineNumber(),
          "route " + route.getRouteId() + " names the unknown routeConfiguration " + id);
    }
  }
}
