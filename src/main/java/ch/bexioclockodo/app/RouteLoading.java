package ch.bexioclockodo.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;

/**
 * Loads route files into a started context as Camel's own {@link RoutesLoader#updateRoutes} does,
 * but knows which file a failure comes from, and refuses a route id that two files use.
 */
final class RouteLoading {

  private RouteLoading() {}

  static void load(CamelContext context, List<Resource> files) throws BrokenRoutes {
    Map<String, List<RoutesBuilder>> builders = new LinkedHashMap<>();
    for (Resource file : files) {
      builders.put(RouteFiles.name(file), parse(context, file));
    }
    for (Map.Entry<String, List<RoutesBuilder>> file : builders.entrySet()) {
      configure(context, file.getKey(), file.getValue());
    }
    Map<String, String> fileOfRoute = new HashMap<>();
    for (Map.Entry<String, List<RoutesBuilder>> file : builders.entrySet()) {
      for (String id : add(context, file.getKey(), file.getValue())) {
        String other = fileOfRoute.putIfAbsent(id, file.getKey());
        if (other != null) {
          throw new BrokenRoutes(
              file.getKey() + ": the route id " + id + " is also used in " + other);
        }
      }
    }
  }

  private static List<RoutesBuilder> parse(CamelContext context, Resource file)
      throws BrokenRoutes {
    try {
      return List.copyOf(PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file)));
    } catch (Exception e) {
      throw new BrokenRoutes(RouteFiles.name(file), e);
    }
  }

  /** Before any route, since a route takes its configuration when it is made. */
  private static void configure(CamelContext context, String file, List<RoutesBuilder> builders)
      throws BrokenRoutes {
    try {
      for (RoutesBuilder builder : builders) {
        if (builder instanceof RouteConfigurationsBuilder configurations) {
          configurations.updateRouteConfigurationsToCamelContext(context);
        }
      }
    } catch (Exception e) {
      throw new BrokenRoutes(file, e);
    }
  }

  private static List<String> add(CamelContext context, String file, List<RoutesBuilder> builders)
      throws BrokenRoutes {
    try {
      List<String> ids = new ArrayList<>();
      for (RoutesBuilder builder : builders) {
        ids.addAll(builder.updateRoutesToCamelContext(context));
      }
      return ids;
    } catch (Exception e) {
      throw new BrokenRoutes(file, e);
    }
  }
}
