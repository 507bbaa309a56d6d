package ch.bexioclockodo.app;

import ch.bexioclockodo.run.RunLock;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Exchanges routes of a running context while nothing runs in it: the run lock keeps runs away, and
 * what wakes by itself is paused.
 */
final class RouteExchange {

  /** There is one connection. */
  private static final String CONNECTION = "default";

  /** A route in which nothing is under way stops at once. */
  private static final long STOP_SECONDS = 5;

  private final CamelContext context;
  private final DataSource dataSource;

  RouteExchange(CamelContext context, DataSource dataSource) {
    this.context = context;
    this.dataSource = dataSource;
  }

  /**
   * Puts the wanted routes in the place of the former ones, which come back when that fails.
   *
   * @return what must end first, when nothing could be exchanged; else empty
   */
  Optional<String> exchange(RouteFiles former, RouteFiles wanted)
      throws BrokenRoutes, SQLException {
    String owner =
        "reload of the routes by serve, process " + ManagementFactory.getRuntimeMXBean().getPid();
    Optional<RunLock> lock =
        RunLock.take(dataSource, CONNECTION, owner, Clock.systemUTC(), System::nanoTime);
    if (lock.isEmpty()) {
      return Optional.of(
          RunLock.holder(dataSource, CONNECTION)
              .map(RunLock.Holder::owner)
              .orElse("a run that has just ended"));
    }
    try {
      return exchangeAlone(former, wanted);
    } finally {
      lock.get().release();
    }
  }

  private Optional<String> exchangeAlone(RouteFiles former, RouteFiles wanted) throws BrokenRoutes {
    Set<String> files = wanted.toExchange(former);
    List<Route> wakers = context.getRoutes().stream().filter(RouteExchange::wakesByItself).toList();
    wakers.forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
    try {
      // Previews take no lock, and a schedule that woke just before waits for ours.
      if (context.getInflightRepository().size() > 0 || !stop(routesOf(files))) {
        return Optional.of("what is under way in this process");
      }
      remove(files);
      RouteLoading.load(context, wanted.only(files).resources());
      return Optional.empty();
    } catch (BrokenRoutes broken) {
      bringBack(former.only(files), files);
      throw broken;
    } finally {
      // Those of the former routes that are gone by now do not wake again.
      wakers.stream()
          .filter(route -> context.getRoute(route.getRouteId()) == route)
          .forEach(route -> ServiceHelper.resumeService(route.getConsumer()));
    }
  }

  private static boolean wakesByItself(Route route) {
    return !route.getEndpoint().getEndpointBaseUri().startsWith("direct:");
  }

  /** Those that wake by themselves come first, so that nobody calls a route that is gone. */
  private List<Route> routesOf(Set<String> files) {
    return context.getRoutes().stream()
        .filter(route -> isFrom(files, route.getSourceResource()))
        .sorted(Comparator.comparing(route -> !wakesByItself(route)))
        .toList();
  }

  private static boolean isFrom(Set<String> files, Resource source) {
    return source != null && files.contains(RouteFiles.name(source));
  }

  /** Stops all routes or, when one of them is busy, none. */
  private boolean stop(List<Route> routes) throws BrokenRoutes {
    List<String> stopped = new ArrayList<>();
    try {
      for (Route route : routes) {
        if (!context
            .getRouteController()
            .stopRoute(route.getRouteId(), STOP_SECONDS, TimeUnit.SECONDS, true)) {
          for (String id : stopped) {
            context.getRouteController().startRoute(id);
          }
          return false;
        }
        stopped.add(route.getRouteId());
      }
      return true;
    } catch (Exception e) {
      throw new BrokenRoutes("the former routes", e);
    }
  }

  private void bringBack(RouteFiles former, Set<String> files) {
    try {
      remove(files);
      RouteLoading.load(context, former.resources());
    } catch (BrokenRoutes again) {
      throw new IllegalStateException(
          "the former routes cannot be loaded again either, restart serve: " + again.getMessage(),
          again);
    }
  }

  private void remove(Set<String> files) throws BrokenRoutes {
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    try {
      for (RouteDefinition route : List.copyOf(model.getRouteDefinitions())) {
        if (isFrom(files, route.getResource())) {
          model.removeRouteDefinition(route);
        }
      }
    } catch (Exception e) {
      throw new BrokenRoutes("the former routes", e);
    }
  }
}
